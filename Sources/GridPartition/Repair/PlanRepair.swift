internal import Geometry

extension PlanCheck {
  /// Makes the plan seamless as far as it can be done without deciding anything that is open.
  ///
  /// Each pass moves vertices of neighbours together, gives every damaged place to one owner, redraws
  /// the units around it from lines they share, and is checked again. What does harm, because a unit
  /// would be empty, cross itself or fall apart, is not done. Passes go on until one changes nothing,
  /// and then as those of another repair would that knows nothing of this one: so a repair of the
  /// result changes nothing.
  ///
  /// When a later pass would carry a vertex farther than the tolerance from where it was, all is begun
  /// anew without moving it.
  ///
  /// - Parameter options: What may be done.
  /// - Returns: The plan afterwards, what was done, and what is left.
  /// - Throws: ``AreaIdentityFault`` when the picture of the defects contradicts exact areas.
  /// - Complexity: that of ``recheck(_:)`` for what changes; O(*m* log *m*) in the edges of all units
  ///   near damaged places.
  public func repaired(
    _ options: RepairOptions = RepairOptions()
  ) throws(AreaIdentityFault) -> RepairOutcome {
    var repair = PlanRepair(self, options)
    try repair.run()
    for _ in 0..<PlanRepair.startLimit where !repair.movements.strays.isEmpty {
      let pinned = repair.movements.pinned.union(repair.movements.strays)
      repair = PlanRepair(self, options, pinned: pinned)
      try repair.run()
    }
    return RepairOutcome(
      plan: repair.check.plan, patches: repair.patches, changed: repair.changed.sorted(),
      report: repair.check.held(against: options.outline).report())
  }
}

/// A repair under way.
struct PlanRepair {
  /// Places that were mended make others clearer; more passes than a few are never needed, and a pass
  /// that makes nothing better is the last one.
  private static let passLimit = 16
  /// So often a pass is tried again without what did harm.
  private static let roundLimit = 24
  /// So often a repair of the result is tried.
  private static let turnLimit = 4
  /// So often all is begun anew with vertices pinned that were carried too far.
  fileprivate static let startLimit = 8

  let options: RepairOptions
  private(set) var check: PlanCheck
  private(set) var patches: [RepairPatch] = []
  private(set) var changed: Set<Int> = []
  /// Those of the changed units that changed in this turn.
  private var justChanged: Set<Int> = []
  var movements: Movements
  /// Whether a gap was left for a later pass that can cut it better.
  private var isWaiting = false

  init(_ check: PlanCheck, _ options: RepairOptions, pinned: Set<LatticePoint> = []) {
    (self.check, self.options) = (check, options)
    movements = Movements(of: check.plan, within: options.tolerance, pinned: pinned)
  }

  mutating func run() throws(AreaIdentityFault) {
    for _ in 0..<Self.turnLimit {
      justChanged = []
      try tidyRings()
      try mendPlaces()
      try joinOpenEnds()
      if justChanged.isEmpty { return }
    }
  }

  private mutating func mendPlaces() throws(AreaIdentityFault) {
    for _ in 0..<Self.passLimit {
      isWaiting = false
      if try pass(.careful) { continue }
      if isWaiting, try pass(.final) { continue }
      guard try pass(.wide) else { return }
    }
  }

  /// A plan that is to be better, and what was done for it.
  struct Step {
    var check: PlanCheck
    var patches: [RepairPatch] = []
    var units: Set<Int> = []
    var moves: [LatticePoint: LatticePoint] = [:]
  }

  /// Goes on from a better plan.
  mutating func take(_ step: Step) {
    check = step.check
    patches += step.patches
    changed.formUnion(step.units)
    justChanged.formUnion(step.units)
    movements.add(step.moves)
  }

  /// What an attempt came to.
  private enum Attempt {
    case nothing
    case done(Step)
    /// To be tried again.
    case harmful
  }

  /// What a pass may do.
  enum Stage {
    /// What does least: vertices move by some widths of the damage, gaps that can be cut better when
    /// others are mended wait.
    case careful
    /// Gaps do not wait.
    case final
    /// What is left: vertices move as far as the tolerance says.
    case wide
  }

  /// Tries until nothing does harm.
  ///
  /// - Returns: Whether the plan is better than before.
  private mutating func pass(_ stage: Stage) throws(AreaIdentityFault) -> Bool {
    var exclusions = RepairExclusions(fixed: movements.pinned)
    for _ in 0..<Self.roundLimit {
      switch try attempt(&exclusions, stage) {
      case .nothing: return false
      case .harmful: continue
      case .done(let step):
        guard RepairScore(step.check) < RepairScore(check) || options.outline.polygonCount > 0
        else { return false }
        take(step)
        return true
      }
    }
    return false
  }

  private mutating func attempt(
    _ exclusions: inout RepairExclusions, _ stage: Stage
  ) throws(AreaIdentityFault) -> Attempt {
    var step = Step(check: check)
    let snapping = VertexSnapping(
      check, options, fixed: exclusions.fixed, isWide: stage == .wide)
    let refused = movements.refused(snapping.moves)
    if !refused.isEmpty {
      exclusions.fixed.formUnion(refused)
      return .harmful
    }
    if !snapping.moves.isEmpty {
      guard let plan = check.plan.redrawn(snapping.shapes()) else {
        exclusions.fixed.formUnion(snapping.moves.keys)
        return .harmful
      }
      step.check = try check.recheck(plan)
      let harmed = snapping.units.filter { step.check.hasFault($0) && !check.hasFault($0) }
      if !harmed.isEmpty {
        exclusions.fix(snapping, of: harmed)
        return .harmful
      }
      step.patches = snapping.patches(movements)
      (step.units, step.moves) = (snapping.units, snapping.moves)
    }
    if let places = DamagedPlaces(step.check, outline: options.outline) {
      let decisions = OwnerDecisions(
        places, options, exclusions, changed: justChanged.union(step.units),
        isFinal: stage != .careful)
      isWaiting = decisions.isWaiting
      let redrawn = RedrawnUnits(decisions)
      guard !redrawn.isStuck, redrawn.failed.isEmpty else {
        let bad = redrawn.isStuck ? Set(places.units) : redrawn.failed
        return exclusions.exclude(bad, decisions, snapping) ? .harmful : .nothing
      }
      if !redrawn.shapes.isEmpty {
        guard let plan = step.check.plan.redrawn(redrawn.shapes) else {
          let bad = Set(redrawn.shapes.keys)
          return exclusions.exclude(bad, decisions, snapping) ? .harmful : .nothing
        }
        let before = step.check.plan
        step.check = try step.check.recheck(plan)
        step.patches += PatchLog(decisions).patches()
        step.patches += InsertedVertices(before, redrawn.shapes, decisions).patches()
        step.units.formUnion(redrawn.shapes.keys)
      }
      let certificate = RepairCertificate(before: check, after: step.check, changed: step.units)
      if !certificate.isGood {
        return certificate.exclude(decisions, snapping, &exclusions) ? .harmful : .nothing
      }
    }
    return step.units.isEmpty ? .nothing : .done(step)
  }
}

extension PlanCheck {
  /// Whether a unit's boundary crosses itself or goes round a place more than once.
  func hasFault(_ unit: Int) -> Bool { shapes.uncommon[unit]?.fault != nil }

  /// How many parts a unit has that do not touch.
  func pieceCount(of unit: Int) -> Int { shapes.uncommon[unit]?.pieces.count ?? 1 }
}
