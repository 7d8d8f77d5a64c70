internal import CoordinateSystems
internal import GridPartition
internal import Geometry
internal import JSONText
internal import PlanFormats

extension ServedPlans.InForce {
  /// Writes the answer of `plan`: which plan this is and what is in it.
  func writePlan(_ json: inout JSONWriter) throws(RPCError) {
    let digest = self.plan.digest
    let plan = try self.plan.plan()
    var box = Envelope.empty
    for unit in plan.units.indices { box.expand(by: plan.envelope(of: unit)) }
    json.object { json in
      json.member("digest", digest)
      json.member("source", plan.source)
      json.member("crs", plan.crs.title)
      json.member("lattice_step", plan.lattice.step)
      json.key("version")
      if let version { json.value(version.number) } else { json.null() }
      json.member("effective_from", optional: version?.from.description)
      json.member("effective_to", optional: version?.to?.description)
      json.key("counts")
      json.object { json in
        for level in plan.levels { json.member(level.rawValue, plan.units(of: level).count) }
      }
      json.key("bounds")
      if box.isEmpty {
        json.null()
      } else {
        json.array { json in
          for corner in [plan.position(of: box.minimum), plan.position(of: box.maximum)] {
            json.value(corner.x)
            json.value(corner.y)
          }
        }
      }
    }
  }
}

/// The method `unit`: what the plan knows of a unit.
struct UnitMethod {
  private let plan: Plan
  private let roster: Roster
  private let moment: Moment
  private let phrases: RPCPhrases

  init(_ served: ServedPlans.InForce, _ phrases: RPCPhrases) throws(RPCError) {
    plan = try served.plan.plan()
    roster = served.roster ?? .empty
    moment = served.moment
    self.phrases = phrases
  }

  func run(_ params: Parameters, _ json: inout JSONWriter) throws(RPCError) {
    guard let code = try params.string("code") else { throw phrases.missing("code") }
    let withGeometry = try params.flag("geometry")
    guard let index = plan.unit(code: code) else { throw phrases.unknownUnit(code) }
    let unit = plan.units[index]
    json.object { json in
      json.member("code", unit.code)
      json.member("name", optional: unit.name)
      json.member("level", unit.level.rawValue)
      json.member("kind", optional: unit.isVoid ? "void" : nil)
      json.member("parent", optional: unit.parentCode)
      json.key("ancestors")
      json.array { json in for ancestor in plan.ancestors(of: index) { write(ancestor, &json) } }
      write("children", plan.children[index].sorted(by: precedes), &json)
      write("neighbours", plan.neighbours(of: index), &json)
      json.member("area_m2", plan.area(of: index))
      json.key("members")
      json.writeMembers(
        unit.level == .grid ? roster.duties(for: unit.code, at: moment) : [])
      if withGeometry {
        json.key("geometry")
        if unit.hasShape { json.writePolygons(plan.polygons(of: index)) } else { json.null() }
      }
    }
  }

  private func precedes(_ a: Int, _ b: Int) -> Bool {
    codePrecedes(plan.units[a].code, plan.units[b].code)
  }

  private func write(_ name: String, _ units: [Int], _ json: inout JSONWriter) {
    json.key(name)
    json.array { json in for unit in units { json.value(plan.units[unit].code) } }
  }

  private func write(_ ancestor: Int, _ json: inout JSONWriter) {
    let unit = plan.units[ancestor]
    json.object { json in
      json.member("code", unit.code)
      json.member("name", optional: unit.name)
      json.member("level", unit.level.rawValue)
    }
  }
}
