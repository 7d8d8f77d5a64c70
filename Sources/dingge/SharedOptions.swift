public import ArgumentParser
internal import CoordinateSystems
internal import Foundation
public import GridPartition
internal import PlanFormats
public import Wording

extension Language: ExpressibleByArgument {}
extension Level: ExpressibleByArgument {}

/// Options that every command has.
struct LanguageOption: ParsableArguments {
  @Option(help: "Language of messages: zh or en; by default that of LANG.")
  var lang: Language?

  @Flag(help: "No remarks and no summary on standard error.")
  var quiet = false

  var language: Language { lang ?? Self.languageOfEnvironment }

  private static var languageOfEnvironment: Language {
    let environment = ProcessInfo.processInfo.environment
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    return Language(locale: locale)
  }

  /// The language, for errors that come before the options are understood.
  static func language(of arguments: [String]) -> Language {
    for (index, argument) in arguments.enumerated() {
      if argument == "--lang", index + 1 < arguments.count,
        let language = Language(rawValue: arguments[index + 1])
      {
        return language
      }
      if argument.hasPrefix("--lang="),
        let language = Language(rawValue: String(argument.dropFirst(7)))
      {
        return language
      }
    }
    return languageOfEnvironment
  }

  /// Writes a remark on standard error unless it is not wanted.
  func remark(_ text: String) {
    if !quiet { print(error: text) }
  }

  /// Does long work; on a terminal a line says how far it is.
  func watching<Value, Fault: Error>(_ work: () throws(Fault) -> Value) throws(Fault) -> Value {
    guard !quiet, ProgressLine.isPossible else { return try work() }
    return try ProgressLine.watching(language, work)
  }
}

/// How the units of plans are to be read.
struct FieldOptions: ParsableArguments {
  @Option(help: "Property that holds a unit's code.")
  var codeField: String?

  @Option(help: "Property that holds a unit's name.")
  var nameField: String?

  @Option(help: "Property that holds the code of a unit's parent.")
  var parentField: String?

  @Option(help: "Of a store, the plan in force at this time, such as 2026-07-01; now by default.")
  var asOf: Moment?

  var fields: PlanFields { PlanFields(code: codeField, name: nameField, parent: parentField) }

  /// Opens a plan; remarks go to standard error and are returned.
  func open(
    _ path: String, _ statements: some PlanStatements, _ options: LanguageOption
  ) throws(Failure) -> (plan: OpenedPlan, remarks: [String]) {
    if let reference = StoreReference(path) {
      return (.read(try reference.plan(asOf: asOf, options.language)), [])
    }
    guard asOf == nil else { throw Failure(timeless: path, options.language) }
    guard CompiledPlan.isCompiled(path) else {
      let (_, plan, remarks) = try read(path, statements, options)
      return (.read(plan), remarks)
    }
    do throws(PlanReadingError) { return (.compiled(try CompiledPlan(path: path)), []) } catch {
      throw Failure(error, options.language)
    }
  }

  /// Reads a plan that is not compiled.
  func read(
    _ path: String, _ statements: some PlanStatements, _ options: LanguageOption
  ) throws(Failure) -> (source: PlanSource, plan: Plan, remarks: [String]) {
    let crs = try statements.system(options.language)
    do throws(PlanReadingError) {
      let source = try PlanSource(path: path, encoding: statements.encoding)
      let (plan, remarks) = try options.watching { () throws(PlanReadingError) in
        try PlanReader.read(source, crs: crs, fields: fields)
      }
      let sentences = remarks.map { $0.sentence(in: options.language) }
      for sentence in sentences { options.remark(sentence) }
      return (source, plan, sentences)
    } catch {
      throw Failure(error, options.language)
    }
  }
}

/// The plan, and how its units are to be read.
struct PlanOptions: ParsableArguments {
  @Argument(
    help: """
      A GeoPackage with layers named grid, village, …; a folder with a file for each level; a \
      GeoJSON or any file that GDAL reads; a compiled .dgx; or a store, STORE@VERSION, STORE@draft.
      """)
  var plan: String

  @OptionGroup var names: FieldOptions

  var fields: PlanFields { names.fields }

  /// Opens the plan; remarks go to standard error and are returned.
  func open(
    _ statements: some PlanStatements, _ options: LanguageOption
  ) throws(Failure) -> (plan: OpenedPlan, remarks: [String]) {
    try names.open(plan, statements, options)
  }

  /// Reads a plan that is not compiled.
  func read(
    _ statements: some PlanStatements, _ options: LanguageOption
  ) throws(Failure) -> (source: PlanSource, plan: Plan, remarks: [String]) {
    try names.read(plan, statements, options)
  }
}

extension FileError {
  var status: ExitStatus {
    switch self {
    case .unreadable: .missingInput
    case .unwritable: .cannotWrite
    case .readFailed, .writeFailed: .ioFailed
    }
  }
}

/// Finds the coordinate reference system that an option names.
func coordinateReferenceSystem(
  named name: String, _ language: Language
) throws(Failure) -> CoordinateReferenceSystem {
  do throws(CoordinateReferenceSystem.Refusal) {
    return try CoordinateReferenceSystem(named: name)
  } catch {
    throw Failure(status: .usage, notice: error.notice(in: language))
  }
}

/// Finds the system of incidents that an option names.
func positionSystem(named name: String, _ language: Language) throws(Failure) -> PositionSystem {
  do throws(CoordinateReferenceSystem.Refusal) { return try PositionSystem(named: name) } catch {
    throw Failure(status: .usage, notice: error.notice(in: language))
  }
}

/// Writes a file whole or not at all.
func write(_ bytes: [UInt8], to path: String, _ language: Language) throws(Failure) {
  do throws(FileError) {
    var file = try OutputFile(path: path)
    try file.write(bytes.span)
    try file.commit()
  } catch {
    throw Failure(status: error.status, notice: error.notice(in: language))
  }
}
