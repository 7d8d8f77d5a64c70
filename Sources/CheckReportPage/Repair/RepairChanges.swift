public import GridPartition
public import Wording

/// What a repair did, for the page about its result.
struct RepairChanges {
  /// So many are shown in pictures, the largest first.
  static let mostShown = 200

  let outcome: RepairOutcome
  let before: Plan
  let wording: RepairWording
}

extension CheckReportPage {
  /// Prepares the page about the result of a repair, with pictures of what was changed.
  ///
  /// - Parameters:
  ///   - outcome: What the repair led to.
  ///   - before: The plan before it.
  ///   - options: What the repair was allowed to do.
  ///   - stamp: By which program, and when.
  ///   - language: The language of the page.
  /// - Complexity: O(*n* log *n*) in the positions of the plan.
  public init(
    _ outcome: RepairOutcome, of before: Plan, _ options: RepairOptions, stamp: Stamp,
    in language: Language
  ) {
    self.init(outcome.report, of: outcome.plan, remarks: [], stamp: stamp, in: language)
    changes = RepairChanges(
      outcome: outcome, before: before, wording: RepairWording(options, in: language))
  }

  /// Writes each change with a picture of the place before and one of it afterwards.
  func write(_ changes: RepairChanges, into html: inout HTMLText) {
    let patches = changes.outcome.patches.sorted {
      ($0.area, $0.movement) > ($1.area, $1.movement)
    }
    html.element("section", ["class": "changes", "aria-labelledby": "changes"]) { html in
      html.element("h2", ["id": "changes"], text: RepairReportWords.heading(language))
      for line in changes.wording.summary(of: changes.outcome) {
        html.element("p", text: line)
      }
      let old = PlacePictures(of: changes.before)
      let new = PlacePictures(of: changes.outcome.plan)
      for patch in patches.prefix(RepairChanges.mostShown) {
        html.element("figure", ["class": "change"]) { html in
          html.element("figcaption", text: changes.wording.sentence(for: patch))
          for (pictures, phrase) in [
            (old, RepairReportWords.before), (new, RepairReportWords.after),
          ] {
            let name = phrase(language)
            html.element("div") { html in
              html.element("p", text: name)
              pictures.write(patch, name: name, into: &html)
            }
          }
        }
        html.endLine()
      }
      let rest = patches.count - RepairChanges.mostShown
      if rest > 0 {
        html.element("p", ["class": "note"], text: RepairReportWords.more(rest)(language))
      }
    }
    html.endLine()
  }
}
