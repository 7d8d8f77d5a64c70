internal import ArgumentParser
internal import CoordinateSystems
internal import GridPartition
internal import PlanFormats
internal import Wording

/// `dingge index`: compiles a plan with its index into one file.
struct IndexCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index",
    abstract: "Compile a plan into one file that opens at once; every command takes it as PLAN.")

  @OptionGroup var planOptions: PlanOptions
  @OptionGroup var statements: PlanAlone
  @OptionGroup var languageOption: LanguageOption

  @Option(name: .short, help: "Write the compiled plan to this file, usually PLAN.dgx.")
  var output: String

  func validate() throws {
    guard !output.isEmpty, output != "-" else {
      throw ValidationError("A compiled plan is written to a file.")
    }
  }

  func run() throws {
    let language = languageOption.language
    let (opened, _) = try planOptions.open(statements, languageOption)
    let plan = try opened.plan(language)
    let index = try languageOption.watching {
      try OpenedPlan.read(plan).assigner(language).index
    }
    do throws(FileError) {
      try CompiledPlan.write(plan, index, to: output)
    } catch {
      throw Failure(status: error.status, notice: error.notice(in: language))
    }
    let count = plan.units(of: plan.smallestLevel).count
    languageOption.remark(
      Phrase(
        zh: "已编译：\(count) 个\(Words.level(plan.smallestLevel)(.zh))，写入 \(output)。",
        en: "Compiled \(count) units of level \(plan.smallestLevel.rawValue) into \(output).")(
          language))
  }
}
