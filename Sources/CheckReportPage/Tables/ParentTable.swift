internal import Foundation
internal import GridPartition
internal import Wording

extension CheckReportPage {
  /// At most so many parents of one level are listed.
  private static let mostParents = 3_000

  /// Writes a table of the parents for each level of children.
  func writeParents(into html: inout HTMLText) {
    let summaries = report.parents(of: plan)
    html.element("section", ["class": "parents", "aria-labelledby": "parents"]) { html in
      html.element("h2", ["id": "parents"], text: TableWords.parents(language))
      for level in report.levels.reversed() {
        let rows = summaries.filter { $0.level == level.level }
        // That a single unit holds everything needs no table.
        let isPlain = rows.count == 1 && rows[0].children.count == 1 && rows[0].counts.isEmpty
        if !rows.isEmpty, !isPlain { write(rows, of: level.level, into: &html) }
      }
      html.element("p", ["class": "note"], text: TableWords.measures(language))
    }
    html.endLine()
  }

  private func write(_ rows: [ParentSummary], of level: Level, into html: inout HTMLText) {
    let id = "parents-of-\(level.rawValue)"
    let heading = TableWords.parents(above: plan.levelAbove(level), of: level)(language)
    html.element("h3", ["id": id], text: heading)
    var listed = rows
    if rows.count > Self.mostParents {
      listed = Array(rows.sorted(by: ParentSummary.isGraver).prefix(Self.mostParents))
      html.element(
        "p", ["class": "note"],
        text: TableWords.parentsLeftOut(rows.count - listed.count, listed: listed.count)(language))
    }
    html.element(
      "div", ["class": "scrolling", "role": "region", "aria-labelledby": id, "tabindex": "0"]
    ) { html in
      html.element("table", ["class": "numbers sortable", "aria-labelledby": id]) { html in
        html.element("thead") { html in
          html.element("tr") { html in
            for (index, column) in TableWords.columns(level).enumerated() {
              writeColumn(column(language), key: "\(index)", name: "", into: &html)
            }
          }
        }
        html.element("tbody") { html in
          for row in listed { write(row, into: &html) }
        }
      }
    }
  }

  private func write(_ row: ParentSummary, into html: inout HTMLText) {
    let unit = row.unit.map { (plan.units[$0], description.units[$0]) }
    let area = unit?.1.area ?? row.children.reduce(0) { $0 + description.units[$1].area }
    let shape = unit?.1.shape
    html.element("tr") { html in
      html.element("th", ["scope": "row"], text: row.code ?? "–")
      html.element("td", ["class": "name"]) { html in
        html.element("bdi", text: unit.map { $0.0.name ?? "–" } ?? name(ofGroup: row))
      }
      writeNumber(row.children.count.grouped, Double(row.children.count), into: &html)
      writeNumber(String(format: "%.3f", area / 1e6), area, into: &html)
      let fault = row.faultArea > 0 ? wording.area(row.faultArea) : "0"
      writeNumber(fault, row.faultArea, into: &html)
      let share = area > 0 ? row.faultArea / area : 0
      writeNumber(share.percentage, share, into: &html)
      for severity in Severity.allCases {
        let count = row.counts[severity] ?? 0
        writeNumber(count.grouped, Double(count), into: &html)
      }
      for measure in [shape?.polsbyPopper, shape?.reock, shape?.convexHullRatio] {
        writeNumber(measure.map { String(format: "%.3f", $0) } ?? "–", measure ?? 0, into: &html)
      }
    }
    html.endLine()
  }

  /// What stands for a name where the parent is no unit of the plan.
  private func name(ofGroup row: ParentSummary) -> String {
    guard plan.levelAbove(row.level) != nil else {
      return row.code == nil ? TableWords.wholePlan(language) : "–"
    }
    let phrase = row.code == nil ? TableWords.noParent : TableWords.unknownParent
    return phrase(language)
  }

  private func writeNumber(_ text: String, _ value: Double, into html: inout HTMLText) {
    html.element("td", ["data-v": "\(value)"], text: text)
  }
}

extension ParentSummary {
  /// Whether more is wrong in one parent than in another.
  fileprivate static func isGraver(_ a: ParentSummary, _ b: ParentSummary) -> Bool {
    let (errors, others) = (a.counts[.error] ?? 0, b.counts[.error] ?? 0)
    return errors != others ? errors > others : a.faultArea > b.faultArea
  }
}

extension Double {
  /// A share in per cent, with two significant digits or so; never zero unless it is.
  fileprivate var percentage: String {
    switch self * 100 {
    case 0: "0 %"
    case ..<0.0001: "< 0.0001 %"
    case ..<0.01: String(format: "%.4f %%", self * 100)
    case ..<1: String(format: "%.2f %%", self * 100)
    default: String(format: "%.1f %%", self * 100)
    }
  }
}
