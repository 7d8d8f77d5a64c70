internal import ArgumentParser
internal import CoordinateSystems
internal import Geometry
internal import GridPartition
internal import PlanFormats
internal import Wording

/// What a repair may do by itself.
struct RepairLimits: ParsableArguments {
  @Option(help: "Vertices this near to one with more authority are moved onto it, in metres.")
  var tolerance = RepairOptions().tolerance

  @Option(help: "Larger gaps are left, in square metres.")
  var maxGapArea = RepairOptions().maximumGapArea

  @Option(help: "Gaps that are somewhere wider than this are left, in metres.")
  var maxGapWidth = RepairOptions().maximumGapWidth

  @Option(help: "Codes of units that lose and gain nothing, separated by commas.")
  var lock = ""

  @Option(help: "Codes of units that keep what several lay claim to, strongest first, by commas.")
  var priority = ""

  @Option(help: "A plan whose widest level is the outline to fill; it is not changed.")
  var alignTo: String?

  func validate() throws {
    for (name, value) in [
      ("--tolerance", tolerance), ("--max-gap-area", maxGapArea), ("--max-gap-width", maxGapWidth),
    ] {
      guard value >= 0, value.isFinite else {
        throw ValidationError("\(name) must be a number, 0 or more.")
      }
    }
  }

  /// The options for a plan, whose units the codes must name.
  func options(
    for plan: Plan, _ statements: some PlanStatements, _ fields: FieldOptions,
    _ language: LanguageOption
  ) throws(Failure) -> RepairOptions {
    var options = RepairOptions()
    options.tolerance = tolerance
    options.maximumGapArea = maxGapArea
    options.maximumGapWidth = maxGapWidth
    options.priority = Self.codes(priority)
    options.locked = Set(Self.codes(lock))
    for code in Self.codes(lock) + options.priority {
      guard plan.levels.contains(where: { !plan.units(of: $0, code: code).isEmpty }) else {
        throw Failure(missing: code, plan, language.language)
      }
    }
    if let alignTo {
      let (_, other, _) = try fields.read(alignTo, statements, language)
      guard other.lattice == plan.lattice else {
        throw Failure(unlike: alignTo, other, plan, language.language)
      }
      options.outline = other.outline()
    }
    return options
  }

  private static func codes(_ list: String) -> [String] {
    list.split(separator: ",").map { String($0.drop { $0 == " " }) }
  }
}

extension Failure {
  /// An outline in another coordinate reference system.
  fileprivate init(unlike path: String, _ outline: Plan, _ plan: Plan, _ language: Language) {
    self.init(
      status: .usage,
      notice: Notice(
        message: Phrase(
          zh: "\(path) 的坐标系是 \(outline.crs.title)，规划的是 \(plan.crs.title)。",
          en: "\(path) is in \(outline.crs.title), the plan in \(plan.crs.title).")(language),
        remedy: Phrase(
          zh: "用 dingge convert --to-crs 把其中一个转换到另一个的坐标系。",
          en: "Bring one of them to the other's system with dingge convert --to-crs.")(language)))
  }
}
