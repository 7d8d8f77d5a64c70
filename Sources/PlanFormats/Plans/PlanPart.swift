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
  /// Where it is unfolded, when that goes with this.
  var folder: WorkFolder?

  /// The file it is in.
  var path: String {
    switch content {
    case .geoJSON(let path): path
    case .layer(let file, _): file.location
    }
  }
}

extension PlanPart {
  /// The layers of a GeoPackage that make up a plan, widest level first.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - path: The file as the user calls it.
  ///   - level: The level that the file itself is named after, in a folder of such files.
  /// - Returns: The parts, and what was noticed.
  /// - Throws: ``PlanReadingError``.
  static func layers(
    of file: GeoPackageFile, calledAs path: String, level: Level?
  ) throws(PlanReadingError) -> (parts: [PlanPart], remarks: [PlanReadingRemark]) {
    let choice = try LayerChoice(of: file.layers.map(\.name), in: path, level: level)
    let parts = choice.layers.map { offset, level in
      let layer = file.layers[offset]
      return PlanPart(
        content: .layer(file, layer), level: level,
        name: file.layers.count == 1 ? path : "\(path):\(layer.name)")
    }
    return (parts, choice.remarks)
  }
}
