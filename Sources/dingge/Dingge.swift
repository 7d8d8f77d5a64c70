internal import ArgumentParser
internal import Foundation
internal import JSONInterface
internal import Wording

/// The command line: finds the command, runs it, and turns what happened into an exit status.
@main
struct Dingge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dingge",
    abstract: "Proves that grids cover their villages exactly, and assigns incidents to them.",
    version: Release.version,
    subcommands: [
      CheckCommand.self, DescribeCommand.self, AssignCommand.self, RPCCommand.self,
      IndexCommand.self, ConvertCommand.self, RepairCommand.self, CompareCommand.self,
      StoreCommand.self,
    ])

  static func main() {
    // A reader that goes away is seen by the write that fails.
    signal(SIGPIPE, SIG_IGN)
    Interruption.watch()
    let language = LanguageOption.language(of: CommandLine.arguments)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as Failure {
      failure.report(in: language)
      Foundation.exit(failure.status.rawValue)
    } catch let status as ExitStatus {
      Foundation.exit(status.rawValue)
    } catch {
      let code = exitCode(for: error)
      guard code == .validationFailure, language == .zh else { exit(withError: error) }
      print(error: "用法错误：" + message(for: error))
      print(error: "  改正：用 dingge --help 查看用法。")
      Foundation.exit(code.rawValue)
    }
  }
}

/// How a run ended. The numbers are a promise.
enum ExitStatus: Int32, Error {
  case done = 0
  /// Done, but defects were found or not everything was placed.
  case found = 1
  case usage = 64
  case badInput = 65
  case missingInput = 66
  /// A program that it needs is not installed.
  case programMissing = 69
  case internalFault = 70
  case cannotWrite = 73
  case ioFailed = 74
}

/// Why a command could not do its work.
struct Failure: Error {
  let status: ExitStatus
  let notice: Notice

  /// Says what is wrong and how to put it right, on standard error.
  func report(in language: Language) {
    let head = Phrase(zh: "错误：", en: "Error: ")(language)
    let remedy = Phrase(zh: "  改正：", en: "  To fix: ")(language)
    print(error: head + notice.message)
    print(error: remedy + notice.remedy)
  }
}

/// Writes a line on standard error, as far as anybody listens.
func print(error line: String) {
  var rest = Array((line + "\n").utf8)[...]
  while !rest.isEmpty {
    let count = unsafe rest.withUnsafeBytes { unsafe write(2, $0.baseAddress, $0.count) }
    guard count > 0 else { return }
    rest = rest.dropFirst(count)
  }
}
