internal import Foundation
public import Geometry
public import GridPartition

/// Puts new polygons into copies of a plan's files.
public enum PlanRewriter {
  /// The files afterwards.
  public struct Result: Sendable {
    /// All files, those without a change as well.
    public let files: [EditedFile]
    /// For each unit that only differed from its neighbours in digits beyond the lattice, where it had
    /// its vertices and where it has them now.
    public let respelled: [Int: [(from: Position, to: Position)]]
  }

  /// Whether the files of a plan can be rewritten.
  ///
  /// - Parameters:
  ///   - source: Where the plan was read.
  ///   - output: Where it is to be written; `nil` when it is not.
  /// - Returns: `true` for GeoJSON and GeoPackage whose output has no ending of another format.
  public static func canRewrite(_ source: PlanSource, to output: String?) -> Bool {
    if let output, output != "-", let format = PlanFileFormat(of: output) {
      var isFolder: ObjCBool = false
      _ = unsafe FileManager.default.fileExists(atPath: source.path, isDirectory: &isFolder)
      guard !isFolder.boolValue, PlanFileFormat(of: source.path) == format else { return false }
    }
    return source.parts.allSatisfy { part in
      guard part.folder == nil else { return false }
      switch part.content {
      case .geoJSON(let path): return path != "-"
      case .layer(let file, let layer):
        return PlanFileFormat(of: file.path) == .geoPackage && layer.keyColumn != nil
      }
    }
  }

  /// Rewrites the files of a plan.
  ///
  /// - Parameters:
  ///   - source: Where the plan was read.
  ///   - before: The plan as it was read.
  ///   - after: The same units with other polygons.
  ///   - changed: The units whose polygons are others.
  /// - Returns: All files, those without a change as well.
  /// - Throws: ``PlanReadingError`` when a file cannot be read again as it was.
  /// - Precondition: ``canRewrite(_:to:)``.
  /// - Complexity: O(*n*) in the size of the files.
  public static func rewrite(
    _ source: PlanSource, from before: Plan, to after: Plan, changed: [Int]
  ) throws(PlanReadingError) -> Result {
    precondition(canRewrite(source, to: nil), "only GeoJSON and GeoPackage are rewritten")
    var texts: [String] = []
    var databases: [[(file: GeoPackageFile, layer: GeoPackageLayer, name: String)]] = []
    for part in source.parts {
      switch part.content {
      case .geoJSON(let path): texts.append(path)
      case .layer(let file, let layer):
        if databases.last?.last?.file === file {
          databases[databases.count - 1].append((file, layer, part.name))
        } else {
          databases.append([(file, layer, part.name)])
        }
      }
    }
    let rewritten = try GeoJSONRewriter.rewrite(texts, from: before, to: after, changed: changed)
    var files = rewritten.files
    for parts in databases {
      files.append(
        try GeoPackageRewriter.rewrite(parts, from: before, to: after, changed: changed))
    }
    return Result(files: files, respelled: rewritten.respelled)
  }
}
