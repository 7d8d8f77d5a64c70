import Dispatch
import Geometry
import GridPartition
import TestSupport
import Testing

@Suite struct WorkProgressTests {
  private func plan() throws -> Plan { try RaggedTown(seed: 1).units.plan() }

  private func edges(of plan: Plan) -> Int {
    plan.store.edgeCount(ofPolygons: 0..<plan.store.polygonCount)
  }

  @Test func `a check tells its stages`() throws {
    let plan = try plan()
    let progress = WorkProgress()
    #expect(progress.snapshot == nil)
    _ = try WorkProgress.$current.withValue(progress) { try plan.check() }
    #expect(progress.snapshot == .init(stage: .findings, done: 0, total: nil))
  }

  @Test func `an index is done when all edges have been matched and cut`() throws {
    let plan = try plan()
    let progress = WorkProgress()
    _ = try WorkProgress.$current.withValue(progress) { try Assigner(plan) }
    let twice = 2 * edges(of: plan)
    #expect(progress.snapshot == .init(stage: .indexing, done: twice, total: twice))
    #expect(progress.snapshot?.share == 1)
  }

  @Test func `nothing is lost when many threads tell`() {
    let progress = WorkProgress()
    progress.begin(.assigning, of: 300_000)
    DispatchQueue.concurrentPerform(iterations: 1000) { _ in
      for _ in 0..<100 {
        progress.advance(by: 3)
        progress.advance(rows: 1)
      }
    }
    #expect(
      progress.snapshot == .init(stage: .assigning, done: 300_000, total: 300_000, rows: 100_000))
  }

  @Test func `a new stage begins with nothing`() {
    let progress = WorkProgress()
    progress.begin(.reading, of: 10)
    progress.advance(by: 10)
    progress.begin(.assigning, of: nil)
    #expect(progress.snapshot == .init(stage: .assigning, done: 0, total: nil))
    #expect(progress.snapshot?.share == nil)
  }

  @Test func `work that nobody watches tells nobody`() throws {
    let progress = WorkProgress()
    _ = try plan().check()
    #expect(WorkProgress.current == nil && progress.snapshot == nil)
  }
}
