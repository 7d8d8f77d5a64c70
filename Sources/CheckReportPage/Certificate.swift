internal import CoordinateSystems
internal import Foundation
internal import Geometry
internal import GridPartition
internal import JSONText
internal import Wording

extension CheckReportPage {
  /// Writes the verdict and what an auditor needs to hold it against the plan.
  func writeCertificate(into html: inout HTMLText) {
    html.element("header", ["class": "verdict \(report.verdict.rawValue)"]) { html in
      html.element("p", ["class": "kicker"], text: CertificateWords.kicker(language))
      html.element("h1") { $0.element("bdi", text: title) }
      html.element("p", ["class": "sentence"]) { html in
        html.element(
          "strong", ["class": "badge"], text: CertificateWords.badge(report.verdict)(language))
        html.literal(" ")
        html.text(CertificateWords.sentence(report, smallest: smallestLevel)(language))
      }
    }
    html.element("section", ["class": "certificate", "aria-labelledby": "certificate"]) { html in
      html.element("h2", ["id": "certificate"], text: CertificateWords.heading(language))
      html.element("dl") { html in
        for (term, text, isCode) in entries {
          html.element("div", ["class": isCode ? "wide" : ""]) { html in
            html.element("dt", text: term(language))
            html.element("dd") { html in
              if isCode { html.element("code", text: text) } else { html.text(text) }
            }
          }
          html.endLine()
        }
      }
      writeLevels(into: &html)
      if !remarks.isEmpty { writeRemarks(into: &html) }
      html.element("p", ["class": "note"], text: CertificateWords.again(language))
      html.element("p", ["class": "signatures"]) { html in
        for phrase in [
          CertificateWords.handled, CertificateWords.reviewed, CertificateWords.date,
        ] {
          html.element("span", text: phrase(language))
        }
      }
    }
  }

  private var smallestLevel: Level { report.levels.last?.level ?? plan.smallestLevel }

  private var entries: [(term: Phrase, text: String, isCode: Bool)] {
    let verdict = report.verdict
    let farthest = wording.length(plan.moved.farthest)
    var entries = [
      (CertificateWords.proved, CertificateWords.proved(verdict)(language), false),
      (CertificateWords.rule, CertificateWords.rule(verdict)(language), false),
      (CertificateWords.grade, CertificateWords.grade(verdict)(language), false),
      (CertificateWords.time, stamp.text, false),
      (CertificateWords.program, "dingge \(stamp.version)", false),
      (CertificateWords.system, plan.crs.title, false),
      (CertificateWords.lattice, CertificateWords.lattice(latticeStep, plan.crs)(language), false),
      (
        CertificateWords.moved,
        CertificateWords.moved(plan.moved.count, farthest: farthest)(language), false
      ),
      (CertificateWords.source, plan.source, true),
      (CertificateWords.digest, report.digest, true),
    ]
    if !limits.isEmpty {
      entries.insert((CertificateWords.limits, limits.joined(separator: " "), false), at: 3)
    }
    return entries
  }

  private var latticeStep: String {
    var digits: [UInt8] = []
    digits.append(decimal: plan.lattice.step)
    return String(decoding: digits, as: UTF8.self).replacingOccurrences(of: "e-0", with: "e-")
  }

  /// What the verdict does not reach.
  private var limits: [String] {
    var limits: [String] = []
    if report.levels.count < plan.levels.count, let level = report.levels.first?.level {
      limits.append(CertificateWords.only(level)(language))
    }
    if let open = report.counts.first(where: { $0.kind == .noOutline })?.count {
      limits.append(CertificateWords.openGaps(open)(language))
    }
    return limits
  }

  private func writeLevels(into html: inout HTMLText) {
    html.element("h3", ["id": "levels"], text: CertificateWords.levels(language))
    html.element("div", scrolling(labelledBy: "levels")) { html in
      html.element("table", ["class": "numbers", "aria-labelledby": "levels"]) { html in
        html.element("thead") { html in
          html.element("tr") { html in
            for column in CertificateWords.columns {
              html.element("th", ["scope": "col"], text: column(language))
            }
          }
        }
        html.element("tbody") { html in
          for level in report.levels { write(level, into: &html) }
        }
      }
    }
  }

  private func write(_ level: LevelReport, into html: inout HTMLText) {
    html.element("tr") { html in
      html.element("th", ["scope": "row"], text: Words.level(level.level)(language))
      for number in [
        level.units, level.parents, level.vertices, level.edges, level.residualEdges,
      ] {
        html.element("td", text: number.grouped)
      }
      html.element("td", text: CertificateWords.badge(level.verdict)(language))
    }
  }

  private func writeRemarks(into html: inout HTMLText) {
    html.element("h3", text: CertificateWords.remarks(language))
    html.element("ul", ["class": "remarks"]) { html in
      for remark in remarks { html.element("li", text: remark) }
    }
  }

  /// What may be wider than a small screen scrolls by itself, also by keyboard.
  func scrolling(labelledBy id: StaticString) -> HTMLText.Attributes {
    ["class": "scrolling", "role": "region", "aria-labelledby": "\(id)", "tabindex": "0"]
  }
}

extension CheckReportPage.Stamp {
  /// The time in China, which has had one zone and no summer time since 1991.
  fileprivate var text: String {
    let formatter = ISO8601DateFormatter()
    formatter.formatOptions = [
      .withFullDate, .withTime, .withColonSeparatorInTime, .withDashSeparatorInDate,
      .withSpaceBetweenDateAndTime,
    ]
    formatter.timeZone = TimeZone(secondsFromGMT: 8 * 3600)
    return formatter.string(from: time) + " UTC+08:00 (Asia/Shanghai)"
  }
}

extension Int {
  /// The digits in groups of three.
  var grouped: String {
    let digits = String(magnitude)
    var text = self < 0 ? "-" : ""
    for (offset, digit) in digits.enumerated() {
      if offset > 0, (digits.count - offset) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }
}
