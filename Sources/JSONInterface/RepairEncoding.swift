public import GridPartition
public import JSONText
public import Wording

extension JSONWriter {
  /// Writes the members of the object that `repair` answers with.
  ///
  /// - Parameters:
  ///   - outcome: What the repair led to.
  ///   - before: The plan before it.
  ///   - language: The language of messages and remedies.
  public mutating func writeRepair(
    _ outcome: RepairOutcome, of before: Plan, in language: Language
  ) {
    member("dingge", Release.version)
    member("verdict", outcome.report.verdict.rawValue)
    member("digest_before", before.digest())
    member("digest_after", outcome.plan.digest())
    key("units")
    array { json in
      for unit in outcome.changed {
        json.object { json in
          json.member("level", before.units[unit].level.rawValue)
          json.member("code", before.units[unit].code)
        }
      }
    }
    key("patches")
    array { json in for patch in outcome.patches { json.writePatch(patch) } }
    let wording = DefectWording(outcome.plan, in: language)
    key("left")
    array { json in for defect in outcome.left { json.writeDefect(defect, wording) } }
  }

  private mutating func writePatch(_ patch: RepairPatch) {
    object { json in
      json.member("kind", patch.kind.rawValue)
      json.member("level", patch.level.rawValue)
      json.member("from", optional: patch.from)
      json.member("to", optional: patch.to)
      json.member("area_m2", patch.area)
      json.member("rule", patch.rule.rawValue)
      json.member("movement_m", patch.movement)
      json.key("geometry")
      json.write(patch.geometry)
    }
  }
}
