public import ArgumentParser
internal import CoordinateSystems
public import GridPartition
internal import PlanStore
internal import Wording

/// `dingge store init`: makes an empty store.
struct StoreInitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make an empty store.")

  @OptionGroup var options: StoreOptions
  @OptionGroup var author: AuthorOption

  @Option(
    help: "Coordinate reference system of the draft; that of the first imported plan replaces it.")
  var crs = "wgs84"

  func run() throws {
    let crs = try coordinateReferenceSystem(named: crs, options.language)
    let (path, signature) = (options.store, author.signature)
    try options.saying { () throws(StoreError) in
      try PlanStore.create(path, crs: crs, signature)
    }
  }
}

/// `dingge store import`: makes a plan the draft, whole.
struct StoreImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Make a plan of any format the draft, whole.")

  @OptionGroup var options: StoreOptions

  @Argument(help: "The plan, in any format that check takes.")
  var plan: String

  @OptionGroup var fields: FieldOptions
  @OptionGroup var statements: PlanAlone
  @OptionGroup var author: AuthorOption

  func run() throws {
    let language = options.language
    let opened = try fields.open(plan, statements, options.languageOption).plan
    let plan = try opened.plan(language)
    let signature = author.signature
    try options.open(for: .writing) { store throws(StoreError) in
      try store.importDraft(plan, signature)
    }
    let (count, path) = (plan.units.count, options.store)
    options.languageOption.remark(
      Phrase(
        zh: "已导入 \(count) 个单元，作为 \(path) 的草稿。",
        en: "Imported \(count) units as the draft of \(path).")(language))
  }
}

/// `dingge store codes`: gives codes to the grids of the draft.
struct StoreCodesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codes",
    abstract:
      "Give codes to the draft's grids that have none: from west to east, and from north to south "
      + "where that is equal. Codes are never used again.")

  @OptionGroup var options: StoreOptions
  @OptionGroup var author: AuthorOption

  @Option(help: "How codes are made from now on: characters of the unit above + digits; 12+3.")
  var scheme: CodeScheme?

  func run() throws {
    let (scheme, signature) = (scheme, author.signature)
    let (draft, assignment) = try options.open(for: .writing) { store throws(StoreError) in
      try store.assignCodes(scheme: scheme, signature)
    }
    let wording = StoreWording(in: options.language)
    let count = assignment.changes.count
    let head = Phrase(
      zh: "\(count) 个网格得到新的编码。", en: "\(count) grids were given a code.")(options.language)
    let lines = [head] + assignment.changes.map { wording.sentence($0, in: draft) }
    try write(Array((lines.joined(separator: "\n") + "\n").utf8), to: "-", options.language)
  }
}

extension CodeScheme: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
