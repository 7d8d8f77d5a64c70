public import ArgumentParser
internal import Foundation
public import GridPartition
internal import PlanStore
internal import Wording

/// `dingge store`: dated plans, who is responsible, and the draft of the next plan, in one GeoPackage.
struct StoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store",
    abstract: "Keep dated plans, their draft and the list of members in one GeoPackage.",
    subcommands: [
      StoreInitCommand.self, StoreImportCommand.self, StoreCodesCommand.self,
      StorePublishCommand.self, StoreListCommand.self, StoreShowCommand.self,
      StoreWithdrawCommand.self, StoreRosterCommand.self, StoreLogCommand.self,
      StoreVerifyCommand.self,
    ])
}

/// The store that a command works on.
struct StoreOptions: ParsableArguments {
  @Argument(help: "The store, a GeoPackage such as plans.gpkg.")
  var store: String

  @OptionGroup var languageOption: LanguageOption

  var language: Language { languageOption.language }

  /// Opens the store and works on it.
  func open<Value>(
    for purpose: PlanStore.Purpose, _ work: (PlanStore) throws(StoreError) -> Value
  ) throws(Failure) -> Value {
    try saying { () throws(StoreError) in try work(try PlanStore(path: store, for: purpose)) }
  }

  /// Works on the store; an error of it becomes a message.
  func saying<Value>(_ work: () throws(StoreError) -> Value) throws(Failure) -> Value {
    do throws(StoreError) { return try work() } catch { throw Failure(error, of: store, language) }
  }
}

/// Who changes a store.
struct AuthorOption: ParsableArguments {
  @Option(help: "Who does this, for the log; the user's name by default.")
  var author: String?

  /// The author, and now.
  var signature: PlanStore.Signature {
    let environment = ProcessInfo.processInfo.environment
    let user = ["USER", "LOGNAME"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    return PlanStore.Signature(author: author ?? user ?? "-", at: .now)
  }
}

extension Moment {
  /// The time of the system's clock.
  static var now: Moment { Moment(secondsSince1970: Date().timeIntervalSince1970) }
}

extension Moment: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}

extension Failure {
  /// A store that cannot do what was asked.
  init(_ error: StoreError, of path: String, _ language: Language) {
    self.init(status: error.status, notice: error.notice(of: path, in: language))
  }
}

extension StoreError {
  fileprivate var status: ExitStatus {
    switch self {
    case .file(let error): error.status
    case .exists, .locked, .readOnly: .cannotWrite
    case .full: .ioFailed
    case .notLast, .noVersion, .inForce, .alreadyWithdrawn, .noPlan, .otherSystem: .usage
    case .comparison(.areas): .internalFault
    case .notAStore, .newerSchema, .database, .malformed, .unusableSystem, .emptyDraft, .draft,
      .altered, .comparison, .codes:
      .badInput
    }
  }
}
