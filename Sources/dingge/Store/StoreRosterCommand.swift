internal import ArgumentParser
internal import GridPartition
internal import PlanFormats
internal import PlanStore
internal import Wording

/// `dingge store roster`: who is responsible for which grid, and when.
struct StoreRosterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "roster", abstract: "Import or list the members and their grids.",
    subcommands: [Import.self, List.self])

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract:
        "Take a list of members as CSV in place of the one that is there: id, name, phone, role "
        + "(full-time 专职, part-time 兼职), grid, from, to.")

    @OptionGroup var options: StoreOptions

    @Argument(help: "The list; - for standard input.")
    var file: String

    @OptionGroup var author: AuthorOption

    func run() throws {
      let roster = try readRoster(file, options.language)
      let (file, signature) = (file, author.signature)
      try options.open(for: .writing) { store throws(StoreError) in
        try store.replaceRoster(with: roster, from: file, signature)
      }
      let (duties, members) = (roster.duties.count, Set(roster.duties.map(\.member.id)).count)
      options.languageOption.remark(
        Phrase(
          zh: "已导入 \(members) 名网格员，\(duties) 条责任。",
          en: "Imported \(members) members with \(duties) duties.")(options.language))
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "List the members and their grids.")

    enum Format: String, ExpressibleByArgument { case text, csv }

    @OptionGroup var options: StoreOptions

    @Option(help: "text or csv, which import takes.")
    var format = Format.text

    func run() throws {
      let roster = try options.open(for: .reading) { store throws(StoreError) in
        try store.roster()
      }
      switch format {
      case .text:
        let wording = StoreWording(in: options.language)
        let rows = [wording.dutyHeadings] + roster.duties.map(wording.row)
        let lines = AlignedTable(rows, leading: 7).lines
        try write(Array((lines.joined(separator: "\n") + "\n").utf8), to: "-", options.language)
      case .csv:
        try write(RosterTable(roster).bytes, to: "-", options.language)
      }
    }
  }
}
