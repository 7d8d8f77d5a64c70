public import CoordinateSystems
public import GridPartition
public import JSONText

/// Why a plan could not be read.
public enum PlanReadingError: Error, Sendable {
  case file(FileError)
  /// The folder has no file named after a level.
  case noLevelFiles(folder: String)
  /// Two files of a folder hold the same level.
  case levelTwice(Level, files: [String])
  /// The file's ending is none that is read here.
  case unknownFormat(file: String)
  /// A compiled plan that cannot be used.
  case compiled(file: String, CompiledFault)
  /// The text is not JSON.
  case notJSON(file: String, JSONTextError)
  /// The JSON is not a GeoJSON FeatureCollection, Feature or geometry.
  case notGeoJSON(file: String)
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
    /// A position beyond ±180 or ±90 degrees.
    case offTheEarth(x: Double, y: Double)
    /// A position too far from where the plane of this name is meant to be used.
    case beyondPlane(x: Double, y: Double, system: String)
    case unknownLevel(String)
    /// A code, name or parent that is neither a text nor a number.
    case notAText(property: String)
  }

  public let kind: Kind
  public let source: FeatureReference
  /// The line of the file on which the trouble starts.
  public let line: Int
  /// Where in the feature, such as `geometry.coordinates[0][3]`.
  public let path: String
  /// The unit's code as far as it was read.
  public let code: String?
}

/// What a reader noticed and went past.
public enum PlanReadingRemark: Hashable, Sendable {
  /// A GeoJSON of the folder that is not named after a level.
  case ignoredFile(String)
}
