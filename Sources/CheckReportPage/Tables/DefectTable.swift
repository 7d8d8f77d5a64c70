internal import GridPartition
internal import Wording

extension CheckReportPage {
  /// Writes the defects, cluster by cluster, with what chooses among them.
  func writeDefects(into html: inout HTMLText) {
    html.element(
      "section", ["id": "defects", "class": "defects", "aria-labelledby": "defects-heading"]
    ) { html in
      html.element(
        "h2", ["id": "defects-heading"],
        text: "\(TableWords.defects(language)) \(report.defects.count.grouped)")
      guard !report.defects.isEmpty else {
        html.element("p", text: TableWords.none(language))
        return
      }
      let leftOut = report.defects.count - listed.count
      if leftOut > 0 {
        html.element(
          "p", ["class": "note"],
          text: TableWords.leftOut(leftOut, listed: listed.count)(language))
      }
      writeChoices(into: &html)
      html.element(
        "table", ["id": "defect-table", "aria-labelledby": "defects-heading"]
      ) { html in
        writeColumns(into: &html)
        var number = 0
        for cluster in report.clusters {
          let members = cluster.defects.count { $0 < Self.mostListed }
          if members > 0 { write(cluster, number..<number + members, into: &html) }
          number += members
        }
      }
    }
    html.endLine()
  }

  private func writeChoices(into html: inout HTMLText) {
    html.element("div", ["class": "choices needs-script", "role": "search"]) { html in
      html.element("label", ["class": "search"]) { html in
        html.element("span", text: TableWords.search(language))
        html.open(
          "input",
          ["type": "search", "id": "search", "placeholder": TableWords.hint(language)])
      }
      let kinds = report.counts.map { ($0.kind.rawValue, Words.kind($0.kind)(language)) }
      writeChoice("by-kind", TableWords.kind, kinds, into: &html)
      let severities = Severity.allCases.filter { severity in
        report.counts.contains { $0.kind.severity == severity }
      }
      writeChoice(
        "by-severity", TableWords.severity,
        severities.map { ($0.rawValue, Words.severity($0)(language)) }, into: &html)
      let levels = Set(report.defects.map(\.level)).sorted()
      writeChoice(
        "by-level", TableWords.level, levels.map { ($0.rawValue, Words.level($0)(language)) },
        into: &html)
      html.element(
        "output",
        [
          "id": "shown", "aria-live": "polite", "data-shown": TableWords.shown(language),
          "data-none": TableWords.noMatch(language),
        ], text: "")
    }
  }

  private func writeChoice(
    _ id: String, _ label: Phrase, _ choices: [(value: String, text: String)],
    into html: inout HTMLText
  ) {
    html.element("label") { html in
      html.element("span", text: label(language))
      html.element("select", ["id": id]) { html in
        html.element("option", ["value": ""], text: TableWords.all(language))
        for (value, text) in choices { html.element("option", ["value": value], text: text) }
      }
    }
  }

  private func writeColumns(into html: inout HTMLText) {
    let columns: [(Phrase, key: String, name: String)] = [
      (TableWords.number, "n", "number"), (TableWords.kind, "k", "kind"),
      (TableWords.what, "", "what"), (TableWords.size, "a", "size"),
    ]
    html.element("thead") { html in
      html.element("tr") { html in
        for (phrase, key, name) in columns {
          writeColumn(phrase(language), key: key, name: name, into: &html)
        }
      }
    }
  }

  /// Writes the head of a column; one with a key can be sorted by.
  func writeColumn(_ text: String, key: String, name: String, into html: inout HTMLText) {
    guard !key.isEmpty else {
      return html.element("th", ["scope": "col", "class": name], text: text)
    }
    html.element(
      "th", ["scope": "col", "class": name, "aria-sort": key == "n" ? "ascending" : "none"]
    ) { html in
      html.element("button", ["type": "button", "class": "sort", "data-key": key], text: text)
    }
  }
}

extension CheckReportPage {
  /// Writes a cluster with its rows: of several defects the sums first.
  private func write(_ cluster: DefectCluster, _ rows: Range<Int>, into html: inout HTMLText) {
    html.element("tbody", ["class": cluster.defects.count > 1 ? "several" : ""]) { html in
      if cluster.defects.count > 1 {
        let notice = wording.notice(for: cluster, of: report)
        html.element("tr", ["class": "cluster"]) { html in
          html.element("th", ["scope": "rowgroup", "colspan": "4"]) { html in
            html.element(
              "button", ["type": "button", "class": "members", "aria-expanded": "true"],
              text: TableWords.members(cluster.defects.count)(language))
            html.element("span", ["class": "message"], text: notice.message)
            html.element("span", ["class": "remedy"]) { html in
              html.element("b", text: TableWords.toFix(language))
              html.text(notice.remedy)
            }
          }
        }
        html.endLine()
      }
      for number in rows { write(report.defects[listed[number]], number, into: &html) }
    }
  }

  private func write(_ defect: Defect, _ number: Int, into html: inout HTMLText) {
    let notice = wording.notice(for: defect)
    let severity = defect.kind.severity
    html.element("tr", rowAttributes(defect, number)) { html in
      html.element("td", ["class": "number"]) { html in
        guard defect.at != nil, map != nil else { return html.text("\(number + 1)") }
        html.element(
          "button",
          [
            "type": "button", "class": "show",
            "aria-label": TableWords.show(number + 1)(language),
          ], text: "\(number + 1)")
      }
      html.element("td", ["class": "kind"]) { html in
        html.element("svg", ["viewBox": "-11 -11 22 22", "aria-hidden": "true"]) { html in
          writeSymbol(defect.kind, into: &html)
        }
        html.element("span", ["class": "name"], text: Words.kind(defect.kind)(language))
        html.element(
          "span", ["class": "severity \(severity.rawValue)"],
          text: Words.severity(severity)(language))
        html.element("span", ["class": "level"], text: Words.level(defect.level)(language))
      }
      html.element("td", ["class": "what"]) { html in
        html.element("p", ["class": "message", "dir": "auto"], text: notice.message)
        html.element("p", ["class": "remedy"]) { html in
          html.element("b", text: TableWords.toFix(language))
          html.text(notice.remedy)
        }
        if defect.at == nil {
          html.element("p", ["class": "note"], text: TableWords.noPlace(language))
        }
      }
      html.element("td", ["class": "size"], text: size(of: defect))
    }
    html.endLine()
  }

  /// What a script needs to filter, sort and find the defect on the map.
  private func rowAttributes(_ defect: Defect, _ number: Int) -> HTMLText.Attributes {
    let box = map?.box(around: defect).map { "\($0.x) \($0.y) \($0.width) \($0.height)" } ?? ""
    return [
      "id": "d-\(defect.id)", "data-n": "\(number)", "data-k": defect.kind.rawValue,
      "data-s": defect.kind.severity.rawValue, "data-l": defect.level.rawValue,
      "data-a": "\(defect.size.area)", "data-box": box,
    ]
  }

  private func size(of defect: Defect) -> String {
    if defect.size.area > 0 { return wording.area(defect.size.area) }
    return defect.size.length > 0 ? wording.length(defect.size.length) : "–"
  }
}
