internal import Geometry
public import GridPartition
internal import JSONText

/// A plan with its index in one file, which opens at once whatever its size.
public struct CompiledPlan: Sendable {
  /// The ending of such files' names.
  public static let pathExtension = "dgx"

  private let path: String
  private let file: CompiledFile
  private let meta: CompiledMeta
  /// The SHA-256 of the canonical plan.
  public var digest: String { meta.digest }
  public let index: AssignmentIndex

  /// Opens a compiled plan.
  ///
  /// Pages are verified when they are first used; see ``AssignmentIndex/isSound``.
  ///
  /// - Throws: ``PlanReadingError`` when the file cannot be read or its head is not as it was
  ///   written.
  public init(path: String) throws(PlanReadingError) {
    let file = try CompiledFile(path: path)
    guard let meta = CompiledMeta(file.table(.meta).array()),
      let index = CompiledIndex.read(file, meta)
    else { throw .compiled(file: path, .altered) }
    (self.path, self.file, self.meta, self.index) = (path, file, meta, index)
  }

  /// Whether a path is that of a compiled plan, by its ending or its first bytes.
  public static func isCompiled(_ path: String) -> Bool {
    path.lowercased().hasSuffix("." + pathExtension) || CompiledFile.isCompiled(path)
  }

  /// The whole plan, as it was compiled.
  ///
  /// - Throws: ``PlanReadingError`` when a page of it is not as it was written.
  public func plan() throws(PlanReadingError) -> Plan {
    guard let plan = CompiledUnits.read(file, meta), file.pages.isSound else {
      throw .compiled(file: path, .altered)
    }
    return plan
  }

  /// Verifies every page.
  ///
  /// - Throws: ``PlanReadingError`` when one is not as it was written.
  public func verify() throws(PlanReadingError) {
    guard file.isWhole() else { throw .compiled(file: path, .altered) }
  }

  /// Compiles a plan.
  ///
  /// - Throws: ``FileError``; the file is then as it was before.
  public static func write(
    _ plan: Plan, _ index: AssignmentIndex, to path: String
  ) throws(FileError) {
    var writer = CompiledFileWriter()
    CompiledMeta(plan, index).write(to: &writer)
    CompiledIndex.write(index, to: &writer)
    CompiledUnits.write(plan, to: &writer)
    try writer.write(to: path)
  }
}
