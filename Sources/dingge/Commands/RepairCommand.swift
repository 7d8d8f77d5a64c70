internal import ArgumentParser
internal import CheckReportPage
internal import CoordinateSystems
internal import Foundation
internal import GridPartition
internal import JSONInterface
internal import JSONText
internal import PlanFormats
internal import Wording

/// `dingge repair`: makes a plan seamless, changes nothing else, and says what it did.
struct RepairCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair",
    abstract:
      "Make a plan seamless: only what is broken changes, outlines and locked units stay, and "
      + "everything can be undone.")

  enum Format: String, ExpressibleByArgument { case text, json }

  @Argument(
    help: """
      A GeoPackage, a folder with a file for each level, one GeoJSON, or another plan, which is then \
      written anew; with --undo the repaired one.
      """)
  var plan: String?

  @OptionGroup var fields: FieldOptions
  @OptionGroup var statements: PlanAlone
  @OptionGroup var limits: RepairLimits
  @OptionGroup var languageOption: LanguageOption

  @Option(name: .short, help: "Write the repaired plan here: a folder when PLAN is one.")
  var output: String?

  @Option(help: "text or json: what is printed of what was done and what is left.")
  var format = Format.text

  @Option(help: "Write a log to a JSON file; --undo can take the repair back with it.")
  var log: String?

  @Option(help: "Write a report for people to an HTML file: each place before and after.")
  var report: String?

  @Option(help: "Take a repair back: the log it wrote. Without -o the repaired plan is replaced.")
  var undo: String?

  @Flag(help: "Print what would be done, and write nothing.")
  var dryRun = false

  func validate() throws {
    guard log != "", report != "", undo != "", output != "", plan != "" else {
      throw ValidationError("The name of a file must not be empty.")
    }
    guard undo == nil else { return }
    guard plan != nil else { throw ValidationError("Name the plan to repair.") }
    guard plan != "-" else {
      throw ValidationError("A plan to repair is read from files, not from standard input.")
    }
    guard dryRun || output != nil else {
      throw ValidationError("Say where to write the repaired plan with -o, or ask for a --dry-run.")
    }
    guard output != "-" || format == .text else {
      throw ValidationError("The plan and the JSON cannot both go to standard output.")
    }
  }

  func run() throws {
    let language = languageOption.language
    if let undo { return try restore(undo, language) }
    guard let path = plan else { return }
    let (source, plan) = try open(path)
    let options = try limits.options(for: plan, statements, fields, languageOption)
    var outcome = try repair(plan, options)
    if let source, PlanRewriter.canRewrite(source, to: output) {
      let result = try rewrite(source, plan, outcome)
      outcome.note(respelled: result.respelled)
      if !dryRun, let output {
        try put(result.files, of: path, to: output)
        try writeLog(outcome, of: plan) { json in
          UndoLog.write(
            output: output, isFolder: Self.isFolder(plan.source), result.files, to: &json)
        }
      }
    } else if !dryRun, let output {
      try convert(outcome.plan, source, of: path, to: output)
      try writeLog(outcome, of: plan) { UndoLog.write(original: path, to: &$0) }
    }
    if !dryRun { try writePage(outcome, of: plan, options) }
    try print(outcome, of: plan, options)
    if outcome.report.verdict != .seamless { throw ExitStatus.found }
  }

  /// The plan, and its source when that is neither a store nor compiled.
  private func open(_ path: String) throws(Failure) -> (source: PlanSource?, plan: Plan) {
    if CompiledPlan.isCompiled(path) || StoreReference(path) != nil {
      let opened = try fields.open(path, statements, languageOption).plan
      return (nil, try opened.plan(languageOption.language))
    }
    let (source, plan, _) = try fields.read(path, statements, languageOption)
    return (source, plan)
  }

  private func repair(_ plan: Plan, _ options: RepairOptions) throws(Failure) -> RepairOutcome {
    do throws(AreaIdentityFault) {
      return try languageOption.watching { () throws(AreaIdentityFault) in
        try PlanCheck(plan).repaired(options)
      }
    } catch {
      throw Failure(error, languageOption.language)
    }
  }

  private func rewrite(
    _ source: PlanSource, _ plan: Plan, _ outcome: RepairOutcome
  ) throws(Failure) -> PlanRewriter.Result {
    do throws(PlanReadingError) {
      return try PlanRewriter.rewrite(
        source, from: plan, to: outcome.plan, changed: outcome.changed)
    } catch {
      throw Failure(error, languageOption.language)
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  private func put(_ files: [EditedFile], of path: String, to output: String) throws(Failure) {
    let isFolder = Self.isFolder(path)
    let paths = files.map {
      isFolder ? (output as NSString).appendingPathComponent($0.name) : output
    }
    try put(zip(paths, files.map(\.bytes)).map { ($0, $1) }, folder: isFolder ? output : nil)
  }

  private func put(
    _ files: [(path: String, bytes: [UInt8])], folder: String?
  ) throws(Failure) {
    do throws(FileError) {
      try EditedFiles.write(files, makingFolder: folder)
    } catch {
      throw Failure(status: error.status, notice: error.notice(in: languageOption.language))
    }
  }

  /// Writes the plan in the format that the ending of the output says; the original stays.
  private func convert(
    _ plan: Plan, _ source: PlanSource?, of path: String, to output: String
  ) throws(Failure) {
    let language = languageOption.language
    let places = [path, output].map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path }
    guard places[0] != places[1] else { throw Failure(wouldReplace: path, language) }
    do throws(PlanWritingError) {
      let remarks = try PlanWriter.write(plan, to: output, carrying: source, fields: fields.fields)
      for remark in remarks { languageOption.remark(remark.sentence(in: language)) }
    } catch {
      throw Failure(status: error.status, notice: error.notice(in: language))
    }
  }

  private func writeLog(
    _ outcome: RepairOutcome, of plan: Plan, undo: (inout JSONWriter) -> Void
  ) throws(Failure) {
    guard let log else { return }
    var json = JSONWriter(.pretty)
    json.object { json in
      json.writeRepair(outcome, of: plan, in: languageOption.language)
      undo(&json)
    }
    json.endLine()
    try dingge.write(json.bytes, to: log, languageOption.language)
  }

  /// Takes a repair back.
  private func restore(_ log: String, _ language: Language) throws(Failure) {
    let undone: UndoLog.Undone
    do throws(UndoError) { undone = try UndoLog.restore(log, fixed: plan) } catch {
      throw Failure(error, language)
    }
    guard !dryRun else { return }
    let target = output ?? undone.place
    try put(
      undone.files.map { file in
        let name = (target as NSString).appendingPathComponent(file.name)
        return (undone.isFolder ? name : target, file.bytes)
      }, folder: undone.isFolder ? target : nil)
  }
}

extension RepairCommand {
  /// Writes what was done as a page, if one is wanted.
  private func writePage(
    _ outcome: RepairOutcome, of plan: Plan, _ options: RepairOptions
  ) throws(Failure) {
    guard let report else { return }
    let language = languageOption.language
    let stamp = CheckReportPage.Stamp(
      version: Release.version, secondsSince1970: Date().timeIntervalSince1970)
    let page = CheckReportPage(outcome, of: plan, options, stamp: stamp, in: language)
    try dingge.write(page.bytes, to: report, language)
  }

  /// Says what was done; beside a plan on standard output, on standard error.
  private func print(
    _ outcome: RepairOutcome, of plan: Plan, _ options: RepairOptions
  ) throws(Failure) {
    let language = languageOption.language
    switch format {
    case .text:
      let lines = RepairText(outcome, of: plan, options, in: language).lines
      guard output != "-" else {
        for line in lines { languageOption.remark(line) }
        return
      }
      try dingge.write(Array((lines.joined(separator: "\n") + "\n").utf8), to: "-", language)
    case .json:
      var json = JSONWriter(.pretty)
      json.object { $0.writeRepair(outcome, of: plan, in: language) }
      json.endLine()
      try dingge.write(json.bytes, to: "-", language)
    }
  }
}

extension Failure {
  fileprivate init(_ error: UndoError, _ language: Language) {
    let status: ExitStatus
    switch error {
    case .file(let error): status = error.status
    case .notALog, .nothingToUndo, .otherFile: status = .badInput
    }
    self.init(status: status, notice: error.notice(in: language))
  }

  /// A plan that is written anew in place of what it was read from.
  fileprivate init(wouldReplace path: String, _ language: Language) {
    self.init(
      status: .usage,
      notice: Notice(
        message: Phrase(
          zh: "\(path) 会被改写成新文件，无法撤销。",
          en: "\(path) would be written anew in its own place, which could not be undone.")(
            language),
        remedy: Phrase(
          zh: "用 -o 写到别处。", en: "Name another place with -o.")(language)))
  }
}
