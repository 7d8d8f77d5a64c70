internal import GridPartition

/// Features of a plan that are read together: those of a file or of a layer.
struct PlanPart {
  enum Content {
    /// A GeoJSON; `-` is standard input.
    case geoJSON(path: String)
    case layer(GeoPackageFile, GeoPackageLayer)
  }

  let content: Content
  let level: LayerLevel
  /// How it is called in messages.
  let name: String

  /// The file it is in.
  var path: String {
    switch content {
    case .geoJSON(let path): path
    case .layer(let file, _): file.path
    }
  }
}

extension PlanPart {
  /// The layers of a file that make up a plan, widest level first.
  ///
  /// Layers named after levels are taken, and others are not. A single layer of another name is
  /// taken as well: its features are grids, unless a field says something else.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - path: The file as the user calls it.
  ///   - level: The level that the file itself is named after, in a folder of such files.
  /// - Returns: The parts, and what was noticed.
  /// - Throws: ``PlanReadingError``.
  static func layers(
    of file: GeoPackageFile, calledAs path: String, level: Level? = nil
  ) throws(PlanReadingError) -> (parts: [PlanPart], remarks: [PlanReadingRemark]) {
    if let layer = file.layers.first, file.layers.count == 1 {
      if let level = level ?? PlanWords.level(layer.name) {
        return ([PlanPart(content: .layer(file, layer), level: .fixed(level), name: path)], [])
      }
      let part = PlanPart(
        content: .layer(file, layer), level: .stated(default: .grid), name: path)
      return ([part], [.layerOfGrids(layer.name, file: path)])
    }
    var layers: [Level: [GeoPackageLayer]] = [:]
    var remarks: [PlanReadingRemark] = []
    for layer in file.layers {
      if let named = PlanWords.level(layer.name), level == nil || level == named {
        layers[named, default: []].append(layer)
      } else {
        remarks.append(.ignoredLayer(layer.name, file: path))
      }
    }
    guard !layers.isEmpty else {
      throw .noLevelLayers(file: path, layers: file.layers.map(\.name))
    }
    var parts: [PlanPart] = []
    for (level, layers) in layers.sorted(by: { $0.key < $1.key }) {
      guard let layer = layers.first, layers.count == 1 else {
        throw .levelTwice(level, files: layers.map(\.name))
      }
      parts.append(
        PlanPart(
          content: .layer(file, layer), level: .fixed(level), name: "\(path):\(layer.name)"))
    }
    return (parts, remarks)
  }
}
