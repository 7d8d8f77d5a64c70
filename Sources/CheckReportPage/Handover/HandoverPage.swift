internal import Foundation
public import GridPartition
public import Wording

/// What changes hands from one plan to the next as one HTML page that needs nothing else: no script, no
/// network and no other file.
///
/// Two maps show the land before and afterwards; below are the pieces, what became of each unit, and the
/// hand-over list (交接清单) of each member.
public struct HandoverPage {
  /// So many rows a table has at most.
  static let mostRows = 3_000

  let comparison: Comparison
  let pieces: [Piece]
  let incidents: PiecedIncidents?
  let handover: Handover?
  let stamp: CheckReportPage.Stamp
  let language: Language
  let wording: ComparisonWording

  /// Prepares a page.
  ///
  /// - Parameters:
  ///   - comparison: The plans, and what became of them.
  ///   - incidents: The incidents that change hands, where they are known.
  ///   - handover: What members give up and take over, where there is a list of them.
  ///   - stamp: By which program, and when.
  ///   - language: The language of the page.
  public init(
    _ comparison: Comparison, incidents: PiecedIncidents?, handover: Handover?,
    stamp: CheckReportPage.Stamp, in language: Language
  ) {
    self.comparison = comparison
    self.incidents = incidents
    self.handover = handover
    self.stamp = stamp
    self.language = language
    wording = ComparisonWording(comparison, in: language)
    pieces = comparison.pieces(on: nil, with: incidents).filter {
      !$0.stays(from: comparison.old, to: comparison.new)
    }.sorted { $0.area > $1.area }
  }

  /// The page as UTF-8; the same for the same arguments.
  public var bytes: [UInt8] {
    PageFrame(
      title: HandoverWords.title(language),
      sheets: [PackageResources.page_css, PackageResources.handover_css], language: language
    ).bytes(writeBody)
  }

  private func writeBody(_ html: inout HTMLText) {
    html.element("main") { html in
      html.element("h1", text: HandoverWords.title(language))
      html.element(
        "p", ["class": "note"],
        text: "\(wording.title) dingge \(stamp.version) · \(time)")
      html.element("ul") { html in
        for layer in comparison.layers {
          html.element("li", text: String(wording.counts(layer).drop { $0 == " " }))
        }
        html.element("li", text: wording.sum(of: pieces, incidents))
      }
      if let map = ChangeMap(of: comparison, pieces) {
        html.element("div", ["class": "maps"]) { html in
          write(map, before: true, into: &html)
          write(map, before: false, into: &html)
        }
        html.element("p", ["class": "note"], text: HandoverWords.aboutMaps(language))
      }
      writePieces(into: &html)
      writeUnits(into: &html)
      if let handover { write(handover, into: &html) }
    }
  }

  private var time: String {
    Moment(secondsSince1970: stamp.time.timeIntervalSince1970.rounded(.down)).description
  }

  private func write(_ map: ChangeMap, before: Bool, into html: inout HTMLText) {
    let title = before ? HandoverWords.before : HandoverWords.afterwards
    html.element("figure") { html in
      html.element("figcaption", text: title(language))
      map.write(before: before, labelled: title(language), into: &html)
    }
  }
}

extension HandoverPage {
  private func writePieces(into html: inout HTMLText) {
    guard !pieces.isEmpty else { return }
    html.element("h2", text: HandoverWords.pieces(language))
    let headings = ["#"] + wording.pieceHeadings(withIncidents: incidents != nil)
    let rows = pieces.prefix(Self.mostRows).enumerated().map { number, piece in
      ["\(number + 1)"] + wording.row(piece, incidents)
    }
    writeTable(headings, rows, leftOut: pieces.count - rows.count, into: &html)
  }

  private func writeUnits(into html: inout HTMLText) {
    let changes = comparison.layers.flatMap(\.changes).filter { $0.kind != .unchanged }
    guard !changes.isEmpty else { return }
    html.element("h2", text: HandoverWords.units(language))
    html.element("ul") { html in
      for change in changes.prefix(Self.mostRows) {
        html.element("li", text: wording.sentence(change))
      }
    }
  }

  /// The hand-over list, a part for each member that can be printed on a sheet of its own.
  private func write(_ handover: Handover, into html: inout HTMLText) {
    html.element("h2", text: HandoverWords.list(language))
    var start = 0
    let entries = handover.entries
    while start < entries.count {
      let member = entries[start].member
      var end = start
      while end < entries.count, entries[end].member.id == member.id { end += 1 }
      let headings = HandoverWords.headings(language, withIncidents: incidents != nil)
      let rows = entries[start..<end].map { entry in
        [HandoverWords.direction(isLost: entry.isLost)(language)]
          + wording.row(entry.piece, nil) + (incidents == nil ? [] : ["\(entry.incidents)"])
          + [entry.others.map { "\($0.id) \($0.name)" }.joined(separator: ", ")]
      }
      html.element("section", ["class": "member"]) { html in
        html.element(
          "h3", text: [member.id, member.name, member.phone ?? ""].joined(separator: " "))
        writeTable(headings, rows, leftOut: 0, into: &html)
        html.element("p", ["class": "signature"], text: HandoverWords.signature(language))
      }
      start = end
    }
  }

  private func writeTable(
    _ headings: [String], _ rows: [[String]], leftOut: Int, into html: inout HTMLText
  ) {
    html.element("table") { html in
      html.element("thead") { html in
        html.element("tr") { html in
          for heading in headings { html.element("th", ["scope": "col"], text: heading) }
        }
      }
      html.element("tbody") { html in
        for row in rows {
          html.element("tr") { html in for cell in row { html.element("td", text: cell) } }
        }
      }
    }
    guard leftOut > 0 else { return }
    html.element("p", ["class": "note"], text: HandoverWords.leftOut(leftOut)(language))
  }
}
