internal import CoordinateSystems
public import GridPartition
public import JSONText

extension JSONWriter {
  /// Writes the object that `compare` answers with.
  ///
  /// - Parameters:
  ///   - comparison: The plans and what became of them.
  ///   - level: The one level to tell of; all when `nil`.
  ///   - incidents: The incidents that change hands, where they are known.
  ///   - handover: What members give up and take over, where there is a roster.
  ///   - warnings: Sentences about the whole, already in the language.
  public mutating func writeComparison(
    _ comparison: Comparison, level: Level?, incidents: PiecedIncidents?, handover: Handover?,
    warnings: [String]
  ) {
    let layers = comparison.layers(on: level)
    object { json in
      json.member("dingge", Release.version)
      for (name, plan) in [("old", comparison.old), ("new", comparison.new)] {
        json.key(name)
        json.object { json in
          json.member("source", plan.source)
          json.member("crs", plan.crs.title)
          json.member("digest", plan.digest())
        }
      }
      json.key("counts")
      json.object { json in
        let kinds = layers.flatMap { $0.changes.map(\.kind) }
        for kind in UnitChange.Kind.allCases {
          json.member(kind.rawValue, kinds.count { $0 == kind })
        }
      }
      json.key("pieces")
      json.array { json in
        for piece in comparison.pieces(on: level, with: incidents) {
          json.write(piece, of: comparison, incidents)
        }
      }
      json.key("units")
      json.array { json in
        for layer in layers {
          for change in layer.changes { json.write(change, on: layer, of: comparison) }
        }
      }
      if let incidents {
        json.key("incidents")
        json.object { json in
          json.member("placed", incidents.placed)
          json.member("unreadable", incidents.unreadable)
          json.member("moved", incidents.moved)
        }
      }
      if let handover {
        json.key("members")
        json.array { json in for balance in handover.balances { json.write(balance) } }
      }
      json.key("warnings")
      json.array { json in for warning in warnings { json.value(warning) } }
    }
  }

  private mutating func write(
    _ piece: Piece, of comparison: Comparison, _ incidents: PiecedIncidents?
  ) {
    object { json in
      json.member("from", optional: piece.old.map { comparison.old.units[$0].code })
      json.member("to", optional: piece.new.map { comparison.new.units[$0].code })
      json.member("area_m2", piece.area)
      if let incidents { json.member("incidents", incidents[piece]) }
    }
  }

  private mutating func write(
    _ change: UnitChange, on layer: LayerComparison, of comparison: Comparison
  ) {
    let (old, new) = (comparison.old, comparison.new)
    object { json in
      if let unit = change.new {
        json.member("code", new.units[unit].code)
        json.member("name", optional: new.units[unit].name)
        json.member("level", layer.newLevel.rawValue)
      } else if let unit = change.removed {
        json.member("code", old.units[unit].code)
        json.member("name", optional: old.units[unit].name)
        json.member("level", layer.oldLevel.rawValue)
      }
      json.member("change", change.kind.rawValue)
      json.key("ancestors")
      json.array { json in
        for unit in change.ancestors { json.value(old.units[unit].code) }
      }
      if change.kind == .removed {
        json.key("successors")
        json.array { json in
          for unit in change.successors { json.value(new.units[unit].code) }
        }
      }
      let renamed = change.renamed(from: old, to: new)
      guard !renamed.isEmpty else { return }
      json.key("before")
      json.object { json in
        for (attribute, before) in renamed { json.member(attribute.rawValue, optional: before) }
      }
    }
  }

  private mutating func write(_ balance: Handover.Balance) {
    object { json in
      json.member("member", balance.member.id)
      json.member("name", balance.member.name)
      for (name, grids) in [
        ("grids_lost", balance.gridsLost), ("grids_gained", balance.gridsGained),
      ] {
        json.key(name)
        json.array { json in for grid in grids { json.value(grid) } }
      }
      json.member("incidents_lost", balance.incidentsLost)
      json.member("incidents_gained", balance.incidentsGained)
    }
  }
}
