public import CoordinateSystems
public import GridPartition
public import JSONText

/// Why a plan could not be read.
public enum PlanReadingError: Error, Sendable {
  case file(FileError)
  /// The folder has no file named after a level.
  case noLevelFiles(folder: String)
  /// Two files of a folder, or layers of a file, hold the same level.
  case levelTwice(Level, files: [String])
  /// A file has several layers, and none is named after a level.
  case noLevelLayers(file: String, layers: [String])
  /// The file's ending is none that is read here.
  case unknownFormat(file: String)
  /// A compiled plan that cannot be used.
  case compiled(file: String, CompiledFault)
  /// A GeoPackage that cannot be read.
  case geoPackage(file: String, GeoPackageFault)
  /// A file of another format that cannot be read.
  case foreign(file: String, ForeignFault)
  /// Neither the file nor the user says which coordinate reference system the coordinates are in.
  case systemNotStated(file: String)
  /// The text is not JSON.
  case notJSON(file: String, JSONTextError)
  /// The JSON is not a GeoJSON FeatureCollection, Feature or geometry.
  case notGeoJSON(file: String)
  /// A TopoJSON that refers to arcs that it does not have, or has none.
  case brokenTopology(file: String, place: String)
  /// The file, or all of them, have no feature.
  case noFeatures(file: String)
  /// The coordinate reference system cannot be used for a plan.
  case refusedCRS(file: String, CoordinateReferenceSystem.Refusal)
  /// The file states another system than what was read before it, or states it behind its features.
  case otherCRS(file: String, stated: CoordinateReferenceSystem, read: CoordinateReferenceSystem)
  /// No feature of the file has a property that could be the code.
  case noCodeField(file: String, properties: [String])
  /// Features that cannot be understood: the first ones, and how many there are.
  case features([FeatureProblem], count: Int)
}

/// What is wrong with one feature.
public struct FeatureProblem: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case notAFeature
    /// A geometry of a type that bounds no area.
    case wrongGeometry(type: String)
    /// A position that is not an array of two numbers or more.
    case notAPosition
    /// Something that is not an array of rings or polygons.
    case notRings
    /// A binary geometry that cannot be read.
    case geometry(GeometryFault)
    /// A position beyond ±180 or ±90 degrees.
    case offTheEarth(x: Double, y: Double)
    /// A position too far from where the plane of this name is meant to be used.
    case beyondPlane(x: Double, y: Double, system: String)
    case unknownLevel(String)
    /// A code, name or parent that is neither a text nor a number.
    case notAText(property: String)
  }

  /// Where people find the feature.
  public enum Place: Hashable, Sendable {
    /// The line of the file on which the trouble starts.
    case line(Int)
    /// The number of the feature in its table, which QGIS calls `fid`.
    case key(Int)
    /// Its place in the order is all that is known.
    case order
  }

  public let kind: Kind
  public let source: FeatureReference
  public let place: Place
  /// Where in the feature, such as `geometry.coordinates[0][3]`.
  public let path: String
  /// The unit's code as far as it was read.
  public let code: String?
}

extension FeatureProblem.Kind {
  init(_ problem: PositionProblem) {
    switch problem {
    case .offTheEarth(let x, let y): self = .offTheEarth(x: x, y: y)
    case .beyondPlane(let x, let y, let system): self = .beyondPlane(x: x, y: y, system: system)
    }
  }
}

/// What a reader noticed and went past.
public enum PlanReadingRemark: Hashable, Sendable {
  /// A GeoJSON of the folder that is not named after a level.
  case ignoredFile(String)
  /// A layer that is not named after a level, beside others that are.
  case ignoredLayer(String, file: String)
  /// The only layer; its features are grids unless they say something else.
  case layerOfGrids(String, file: String)
  /// The encoding that was taken for a file's texts.
  case encodingTaken(String, EncodingEvidence, file: String)
  /// What `ogr2ogr` warned of.
  case foreignWarning(String, file: String)
  /// Entities of a drawing that are no closed polylines, which were left out.
  case noOutlines(count: Int, file: String)
  /// Heights or measures of a layer, which were left out.
  case extraOrdinates(ExtraOrdinates, layer: String)
}
