internal import CoordinateSystems
internal import Geometry
public import GridPartition
public import JSONText

extension JSONWriter {
  /// Writes the object that `describe` answers with.
  ///
  /// - Parameters:
  ///   - part: What is told of.
  ///   - description: The whole plan in numbers.
  ///   - plan: The plan.
  ///   - spread: How incidents are spread over it, when there are any.
  ///   - digest: The digest of the plan.
  ///   - warnings: Sentences about the whole, already in the language.
  public mutating func writeDescription(
    _ part: DescribedPart, of description: PlanDescription, _ plan: Plan,
    incidents spread: IncidentSpread?, digest: String, warnings: [String]
  ) {
    object { json in
      json.member("dingge", Release.version)
      json.key("plan")
      json.object { json in
        json.member("source", plan.source)
        json.member("crs", plan.crs.title)
        json.member("lattice_step", plan.lattice.step)
        json.member("digest", digest)
      }
      json.member("code", optional: part.unit.map { plan.units[$0].code })
      json.key("levels")
      json.array { json in
        for level in part.levels { json.write(level, of: description, plan) }
      }
      json.key("units")
      json.array { json in
        for unit in part.units { json.write(unit, description.units[unit], plan, spread) }
      }
      if let spread {
        json.key("incidents")
        json.write(spread, of: part, plan)
      }
      json.key("warnings")
      json.array { json in for warning in warnings { json.value(warning) } }
    }
  }

  private mutating func write(
    _ level: LevelDescription, of description: PlanDescription, _ plan: Plan
  ) {
    object { json in
      json.member("level", level.level.rawValue)
      json.member("units", level.units)
      json.member("voids", level.voids)
      json.member("vertices", level.vertices)
      json.member("edges", level.edges)
      json.member("area_m2", level.area)
      for (name, unit) in [("smallest", level.smallest), ("largest", level.largest)] {
        json.key(name)
        guard let unit else {
          json.null()
          continue
        }
        json.object { json in
          json.member("code", plan.units[unit].code)
          json.member("name", optional: plan.units[unit].name)
          json.member("area_m2", description.units[unit].area)
        }
      }
      json.key("median")
      guard let medians = level.medians else { return json.null() }
      json.object { json in
        json.member("area_m2", medians.area)
        json.member("perimeter_m", medians.perimeter)
        json.member("vertices", medians.vertices)
        json.member("neighbours", medians.neighbours)
        json.member("polsby_popper", medians.polsbyPopper)
        json.member("reock", medians.reock)
        json.member("convex_hull_ratio", medians.convexHullRatio)
      }
    }
  }

  private mutating func write(
    _ unit: Int, _ described: UnitDescription, _ plan: Plan, _ spread: IncidentSpread?
  ) {
    let known = plan.units[unit]
    object { json in
      json.member("code", known.code)
      json.member("name", optional: known.name)
      json.member("level", known.level.rawValue)
      json.member("kind", optional: known.isVoid ? "void" : nil)
      json.member("parent", optional: known.parentCode)
      json.member("area_m2", described.area)
      json.member("perimeter_m", described.perimeter)
      json.member("vertices", described.vertices)
      json.member("parts", described.parts)
      json.member("holes", described.holes)
      json.member("children", described.children)
      json.member("grids", described.grids)
      json.key("neighbours")
      json.array { json in
        for neighbour in described.neighbours { json.value(plan.units[neighbour].code) }
      }
      json.member("polsby_popper", optional: described.shape?.polsbyPopper)
      json.member("reock", optional: described.shape?.reock)
      json.member("convex_hull_ratio", optional: described.shape?.convexHullRatio)
      if let spread { json.member("incidents", spread.byUnit[unit]) }
    }
  }

  private mutating func write(_ spread: IncidentSpread, of part: DescribedPart, _ plan: Plan) {
    object { json in
      json.member("total", spread.total)
      json.member("assigned", spread.assigned)
      json.key("statuses")
      json.object { json in
        for (status, count) in spread.statuses { json.member(status.rawValue, count) }
      }
      json.key("balance")
      if let whole = spread.whole { json.object { $0.writeFields(of: whole) } } else { json.null() }
      json.key("parents")
      json.array { json in
        for parent in spread.parents(in: part, of: plan) {
          json.object { json in
            json.member("code", parent.code)
            json.member("level", optional: parent.unit.map { plan.units[$0].level.rawValue })
            json.writeFields(of: parent.balance)
          }
        }
      }
    }
  }

  private mutating func writeFields(of balance: Balance) {
    member("units", balance.units)
    member("total", balance.total)
    member("mean", balance.mean)
    member("min", balance.minimum)
    member("max", balance.maximum)
    member("max_deviation", balance.largestDeviation)
    member("gini", balance.gini)
  }

  private mutating func member(_ name: String, optional number: Double?) {
    key(name)
    if let number { value(number) } else { null() }
  }
}
