internal import ArgumentParser
internal import JSONText
internal import PlanStore
internal import Wording

/// `dingge store log`: lists every change.
struct StoreLogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "List every change: what, when, by whom, and the digests.")

  enum Format: String, ExpressibleByArgument { case text, json }

  @OptionGroup var options: StoreOptions

  @Option(help: "text or json.")
  var format = Format.text

  func run() throws {
    let entries = try options.open(for: .reading) { store throws(StoreError) in try store.log() }
    switch format {
    case .text:
      let wording = StoreWording(in: options.language)
      let lines = AlignedTable([wording.logHeadings] + entries.map(wording.row), leading: 7).lines
      try write(Array((lines.joined(separator: "\n") + "\n").utf8), to: "-", options.language)
    case .json:
      var json = JSONWriter(.pretty)
      json.object { json in
        json.key("changes")
        json.array { json in for entry in entries { json.write(entry) } }
      }
      json.endLine()
      try write(json.finish(), to: "-", options.language)
    }
  }
}

/// `dingge store verify`: looks at everything in the store.
struct StoreVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Verify the file, the chain of the log, and the digest of every version.")

  @OptionGroup var options: StoreOptions

  func run() throws {
    let flaws = try options.open(for: .reading) { store throws(StoreError) in try store.verify() }
    let (wording, language) = (StoreWording(in: options.language), options.language)
    let path = options.store
    let lines =
      flaws.isEmpty
      ? [Phrase(zh: "\(path)：完好。", en: "\(path): whole.")(language)]
      : [Phrase(zh: "\(path)：有问题。", en: "\(path): not whole.")(language)]
        + flaws.map { "  " + wording.sentence($0) }
    try write(Array((lines.joined(separator: "\n") + "\n").utf8), to: "-", language)
    guard flaws.isEmpty else { throw ExitStatus.found }
  }
}

extension JSONWriter {
  /// Writes a change as an object.
  fileprivate mutating func write(_ entry: AuditEntry) {
    object { json in
      json.member("row", entry.number)
      json.member("at", entry.at)
      json.member("author", entry.author)
      json.member("action", entry.action)
      json.member("subject", entry.subject)
      json.member("detail", entry.detail)
      json.member("digest_before", entry.digestBefore)
      json.member("digest_after", entry.digestAfter)
      json.member("chain", entry.chain)
    }
  }
}
