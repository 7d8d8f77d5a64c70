internal import GridPartition
internal import Wording

extension CheckReportPage {
  /// Writes the map with its buttons and its legend.
  func write(_ map: PlanMap, into html: inout HTMLText) {
    html.element("section", ["class": "map", "aria-label": MapWords.title(language)]) { html in
      html.element(
        "div",
        [
          "id": "map-frame", "role": "group", "tabindex": "0",
          "aria-label": MapWords.keys(language),
        ]
      ) { html in
        map.write(in: language, into: &html)
        html.element("div", ["class": "controls needs-script"]) { html in
          for (id, sign, phrase) in Self.controls {
            let name = phrase(language)
            html.element(
              "button", ["type": "button", "id": id, "title": name, "aria-label": name], text: sign)
          }
        }
      }
      writeLegend(of: map, into: &html)
      map.writeNamesAsData(into: &html)
    }
    html.endLine()
  }

  private static let controls = [
    ("larger", "+", MapWords.larger), ("smaller", "−", MapWords.smaller),
    ("whole", "⤢", MapWords.whole), ("previous", "‹", MapWords.previous),
    ("next", "›", MapWords.next),
  ]

  private func writeLegend(of map: PlanMap, into html: inout HTMLText) {
    html.element("div", ["class": "legend"]) { html in
      html.element("h3", text: MapWords.legend(language))
      html.element("ul") { html in
        for (kind, count) in report.counts { writeEntry(kind, count, into: &html) }
        for (rank, level) in plan.levels.reversed().enumerated() {
          writeEntry(MapWords.line(level)(language), into: &html) { html in
            html.open(
              "path", ["class": rank == 0 ? "border" : "outline o\(rank)", "d": "M-10 0H10"])
            html.literal("</path>")
          }
        }
        if plan.units.contains(where: \.isVoid) {
          writeEntry(MapWords.void(language), into: &html) { html in
            html.literal("<rect x=\"-10\" y=\"-7\" width=\"20\" height=\"14\" class=\"void\"/>")
          }
        }
      }
      html.element("p", ["class": "note"], text: remarks(on: map).joined(separator: " "))
      html.literal("<svg class=\"store\" aria-hidden=\"true\"><defs>")
      map.writeHatches(scale: 1, suffix: "-legend", into: &html)
      html.literal("</defs></svg>")
    }
  }

  private func writeEntry(_ kind: DefectKind, _ count: Int, into html: inout HTMLText) {
    let text = "\(Words.kind(kind)(language)) \(count.grouped)"
    writeEntry(text, width: PlanMap.hatched.contains(kind) ? 50 : 22, into: &html) { html in
      writeSymbol(kind, into: &html)
      guard PlanMap.hatched.contains(kind) else { return }
      html.open(
        "rect",
        [
          "class": "sample k-\(kind.rawValue)", "x": "14", "y": "-8", "width": "24",
          "height": "16",
        ])
      html.literal("</rect>")
    }
  }

  private func writeEntry(
    _ text: String, width: Int = 22, into html: inout HTMLText,
    _ sample: (inout HTMLText) -> Void
  ) {
    html.element("li") { html in
      html.element(
        "svg",
        [
          "width": "\(width)", "height": "22", "viewBox": "-11 -11 \(width) 22",
          "aria-hidden": "true",
        ], sample)
      html.text(text)
    }
  }

  /// Writes the mark of a kind, inside a drawing.
  func writeSymbol(_ kind: DefectKind, into html: inout HTMLText) {
    html.open("use", ["href": "#s-\(kind.rawValue)"])
    html.literal("</use>")
  }

  /// What has to be known to read the map.
  private func remarks(on map: PlanMap) -> [String] {
    var remarks = [MapWords.colours(language)]
    let tolerance = map.lines.tolerance > 0 ? wording.length(map.lines.tolerance) : nil
    remarks.append(
      MapWords.exactness(
        tolerance: tolerance, isExactAroundDefects: map.lines.isExactAroundDefects)(language))
    if !map.units.isWhole {
      remarks.append(
        MapWords.partial(
          plan.smallestLevel, drawn: map.units.areas.count, of: map.units.count)(language))
    }
    return remarks
  }
}
