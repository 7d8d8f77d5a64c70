import Geometry
import GridPartition
import PlanFormats
import TestSupport
import Testing

/// A compiled plan is the plan, or says that it is not.
@Suite struct CompiledPlanTests {
  private func plan(seed: UInt64) throws -> Plan {
    var random = SplitMix64(seed: seed)
    var units = PlanMesh(columns: 6, rows: 5, spacing: 1_000_000, using: &random).units
    // A lake, a grid too many, one without polygon and names that are no codes.
    units[3].attributes.isVoid = true
    units.append(UnitSketch(.grid, "V-more", parent: "V", fieldBox(0, 0, 2, 1)))
    units.append(UnitSketch(.town, "T"))
    units[5].attributes.name = "河东, \"一\""
    return try units.rewritten(using: &random).plan()
  }

  private func compile(_ plan: Plan, in folder: TemporaryFolder) throws -> String {
    let path = folder.path + "/plan.dgx"
    try CompiledPlan.write(plan, try AssignmentIndex(plan), to: path)
    return path
  }

  private func fault(_ work: () throws(PlanReadingError) -> Void) -> CompiledFault? {
    do throws(PlanReadingError) { try work() } catch {
      if case .compiled(_, let fault) = error { return fault }
    }
    return nil
  }

  @Test(arguments: 0..<6 as Range<UInt64>)
  func `it answers and reads as the plan does`(seed: UInt64) throws {
    let folder = try TemporaryFolder()
    let plan = try plan(seed: seed)
    let compiled = try CompiledPlan(path: try compile(plan, in: folder))
    let copy = try compiled.plan()
    #expect(compiled.digest == plan.digest())
    #expect(copy.digest() == plan.digest())
    #expect(copy.fingerprints == plan.fingerprints)
    #expect(copy.units.map(\.name) == plan.units.map(\.name))
    #expect(copy.units.map(\.attributes.source) == plan.units.map(\.attributes.source))
    #expect(try copy.check().defects.map(\.id) == plan.check().defects.map(\.id))
    var random = SplitMix64(seed: seed)
    let points = Array(plan.store.points) + (0..<500).map { _ in random.point(in: plan.bounds) }
    let (given, expected) = (Assigner(compiled.index) { copy }, try Assigner(plan))
    #expect(given.assign(points, nearest: 500) == expected.assign(points, nearest: 500))
    #expect(given.directory.code(of: 5) == plan.units[5].code)
    try compiled.verify()
  }

  @Test func `the same plan compiles to the same bytes`() throws {
    let (one, other) = (try TemporaryFolder(), try TemporaryFolder())
    _ = try compile(try plan(seed: 1), in: one)
    _ = try compile(try plan(seed: 1), in: other)
    #expect(try one.read("plan.dgx") == other.read("plan.dgx"))
  }

  @Test func `any altered byte is noticed before it is used`() throws {
    let folder = try TemporaryFolder()
    let plan = try plan(seed: 2)
    _ = try compile(plan, in: folder)
    let bytes = try folder.read("plan.dgx")
    var random = SplitMix64(seed: 2)
    for _ in 0..<300 {
      var altered = bytes
      let place = Int.random(in: altered.indices, using: &random)
      altered[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
      let path = try folder.write(altered, to: "altered.dgx")
      let found = fault { () throws(PlanReadingError) in
        let compiled = try CompiledPlan(path: path)
        let answers = Assigner(compiled.index) { nil }.assign(Array(plan.store.points))
        #expect(answers.count == plan.store.points.count)
        try compiled.verify()
      }
      #expect(found != nil, "byte \(place)")
      if place >= 40 { #expect(found == .altered, "byte \(place)") }
    }
  }

  @Test func `a damaged page of the index is remembered`() throws {
    let folder = try TemporaryFolder()
    _ = try compile(try plan(seed: 3), in: folder)
    var bytes = try folder.read("plan.dgx")
    bytes[65_536 + 2_000] ^= 1
    let path = try folder.write(bytes, to: "altered.dgx")
    let found = fault { () throws(PlanReadingError) in
      let compiled = try CompiledPlan(path: path)
      _ = Assigner(compiled.index) { nil }.assign([fieldPoint(1, 1)])
      #expect(!compiled.index.isSound)
      _ = try compiled.plan()
    }
    #expect(found == .altered)
  }

  @Test func `every other fault has its own name`() throws {
    let folder = try TemporaryFolder()
    _ = try compile(try plan(seed: 4), in: folder)
    let bytes = try folder.read("plan.dgx")
    func fault(of bytes: [UInt8]) throws -> CompiledFault? {
      let path = try folder.write(bytes, to: "other.dgx")
      return self.fault { () throws(PlanReadingError) in _ = try CompiledPlan(path: path) }
    }
    #expect(try fault(of: []) == .notCompiled)
    #expect(try fault(of: Array("{\"type\":\"FeatureCollection\"}".utf8)) == .notCompiled)
    #expect(try fault(of: [UInt8](repeating: 7, count: 200_000)) == .notCompiled)
    #expect(try fault(of: Array(bytes.prefix(100))) == .altered)
    let cut = bytes.count - 1
    #expect(
      try fault(of: Array(bytes.prefix(cut))) == .truncated(bytes: cut, expected: bytes.count))
    var newer = bytes
    newer[8] = 9
    #expect(try fault(of: newer) == .newer(version: 9, known: 2))
    var older = bytes
    older[8] = 1
    #expect(try fault(of: older) == .older(version: 1, known: 2))
  }
}

extension Plan {
  /// The box around all positions.
  fileprivate var bounds: Envelope { Envelope(of: store.points) }
}
