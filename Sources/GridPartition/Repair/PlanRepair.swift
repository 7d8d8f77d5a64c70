internal import Geometry

extension PlanCheck {
  /// Makes the plan seamless as far as it can be done without deciding anything that is open.
  ///
  /// Each pass moves vertices of neighbours together, gives every damaged place to one owner, redraws
  /// the units around it from lines they share, and is checked again. What does harm, because a unit
  /// would be empty, cross itself or fall apart, is not done. Passes go on until one changes nothing,
  /// so a repair of the result changes nothing either.
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

  let options: RepairOptions
  private(set) var check: PlanCheck
  private(set) var patches: [RepairPatch] = []
  private(set) var changed: Set<Int> = []
  /// Whether a gap was left for a later pass that can cut it better.
  private var isWaiting = false

  init(_ check: PlanCheck, _ options: RepairOptions) {
    (self.check, self.options) = (check, options)
  }

  mutating func run() throws(AreaIdentityFault) {
    try tidyRings()
    try mendPlaces()
    try joinOpenEnds()
  }

  private mutating func mendPlaces() throws(AreaIdentityFault) {
    for _ in 0..<Self.passLimit {
      isWaiting = false
      if try pass(.careful) { continue }
      if isWaiting, try pass(.final) { continue }
      guard try pass(.wide) else { return }
    }
  }

  /// Goes on from a better plan.
  mutating func take(_ after: PlanCheck, _ patches: [RepairPatch], _ units: Set<Int>) {
    check = after
    self.patches += patches
    changed.formUnion(units)
  }

  /// What an attempt came to.
  private enum Attempt {
    case nothing
    case done(PlanCheck, [RepairPatch], Set<Int>)
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
    var exclusions = RepairExclusions()
    for _ in 0..<Self.roundLimit {
      switch try attempt(&exclusions, stage) {
      case .nothing: return false
      case .harmful: continue
      case .done(let after, let patches, let units):
        guard RepairScore(after) < RepairScore(check) || options.outline.polygonCount > 0 else {
          return false
        }
        take(after, patches, units)
        return true
      }
    }
    return false
  }

  private mutating func attempt(
    _ exclusions: inout RepairExclusions, _ stage: Stage
  ) throws(AreaIdentityFault) -> Attempt {
    var (current, patches, units) = (check, [RepairPatch](), Set<Int>())
    let snapping = VertexSnapping(
      check, options, fixed: exclusions.fixed, isWide: stage == .wide)
    if !snapping.moves.isEmpty {
      guard let plan = check.plan.redrawn(snapping.shapes()) else {
        exclusions.fixed.formUnion(snapping.moves.keys)
        return .harmful
      }
      current = try check.recheck(plan)
      let harmed = snapping.units.filter { current.hasFault($0) && !check.hasFault($0) }
      if !harmed.isEmpty {
        exclusions.fix(snapping, of: harmed)
        return .harmful
      }
      patches += snapping.patches()
      units.formUnion(snapping.units)
    }
    if let places = DamagedPlaces(current, outline: options.outline) {
      let decisions = OwnerDecisions(
        places, options, exclusions, changed: changed.union(units),
        isFinal: stage != .careful)
      isWaiting = decisions.isWaiting
      let redrawn = RedrawnUnits(decisions)
      guard !redrawn.isStuck, redrawn.failed.isEmpty else {
        let bad = redrawn.isStuck ? Set(places.units) : redrawn.failed
        return exclusions.exclude(bad, decisions, snapping) ? .harmful : .nothing
      }
      if !redrawn.shapes.isEmpty {
        guard let plan = current.plan.redrawn(redrawn.shapes) else {
          let bad = Set(redrawn.shapes.keys)
          return exclusions.exclude(bad, decisions, snapping) ? .harmful : .nothing
        }
        let before = current
        current = try current.recheck(plan)
        patches += PatchLog(decisions).patches()
        patches += InsertedVertices(before.plan, redrawn.shapes, decisions).patches()
        units.formUnion(redrawn.shapes.keys)
      }
      let certificate = RepairCertificate(before: check, after: current, changed: units)
      if !certificate.isGood {
        return certificate.exclude(decisions, snapping, &exclusions) ? .harmful : .nothing
      }
    }
    return units.isEmpty ? .nothing : .done(current, patches, units)
  }
}

extension PlanCheck {
  /// Whether a unit's boundary crosses itself or goes round a place more than once.
  func hasFault(_ unit: Int) -> Bool { shapes.uncommon[unit]?.fault != nil }

  /// How many parts a unit has that do not touch.
  func pieceCount(of unit: Int) -> Int { shapes.uncommon[unit]?.pieces.count ?? 1 }
}
