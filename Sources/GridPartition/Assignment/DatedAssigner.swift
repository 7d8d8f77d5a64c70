public import Geometry

/// Assigns incidents by the plan that was in force at their time.
///
/// Each version is open with an index of its own.
public struct DatedAssigner: Sendable {
  /// A version of the plan that is open.
  public struct Version: Sendable {
    public let number: Int
    public let digest: String
    public let assigner: Assigner

    public init(number: Int, digest: String, assigner: Assigner) {
      self.number = number
      self.digest = digest
      self.assigner = assigner
    }
  }

  /// A time in which the plan stays the same, and who is responsible as well.
  public struct Period: Sendable {
    /// When it begins; the first one has always been.
    public let from: Moment
    /// The version in force, among ``DatedAssigner/versions``; `nil` when there is none.
    public let version: Int?
    /// Units of the period have numbers from here on, so that a number says period and unit.
    public let firstUnit: Int
  }

  public let versions: [Version]
  public let periods: [Period]
  public let roster: Roster
  /// The lattice of all versions.
  public let lattice: Lattice
  /// How many numbers units of all periods have.
  public let unitCount: Int

  /// Puts versions in order.
  ///
  /// - Parameters:
  ///   - timeline: Which version is in force when.
  ///   - versions: The versions that are in force at any time, all on one lattice.
  ///   - roster: Who is responsible.
  ///   - lattice: The lattice.
  public init(_ timeline: Timeline, _ versions: [Version], _ roster: Roster, on lattice: Lattice) {
    self.versions = versions
    self.roster = roster
    self.lattice = lattice
    let changes =
      timeline.entries.map(\.from)
      + roster.duties.flatMap { [$0.from, $0.to] }
      .compactMap(\.self)
    let starts = [Moment(microseconds: .min)] + Set(changes).sorted()
    var periods: [Period] = []
    var count = 0
    for start in starts {
      let number = timeline.version(at: start)
      let version = number.flatMap { number in versions.firstIndex { $0.number == number } }
      periods.append(Period(from: start, version: version, firstUnit: count))
      count += version.map { versions[$0].assigner.directory.entries.count } ?? 0
    }
    self.periods = periods
    unitCount = count
  }

  /// The period of a moment.
  ///
  /// - Complexity: O(log *n*) in the number of periods.
  public func period(at moment: Moment) -> Int {
    var (low, high) = (1, periods.count)
    while low < high {
      let middle = (low + high) / 2
      if periods[middle].from <= moment { low = middle + 1 } else { high = middle }
    }
    return low - 1
  }

  /// The period and the unit that a number of ``findUnits(of:in:into:)`` says.
  public func place(of number: Int) -> (period: Int, unit: Int) {
    var (low, high) = (1, periods.count)
    while low < high {
      let middle = (low + high) / 2
      if periods[middle].firstUnit <= number { low = middle + 1 } else { high = middle }
    }
    // Periods without plan have no units, and so begin where the next one does.
    return (low - 1, number - periods[low - 1].firstUnit)
  }

  /// The version of a period.
  public func version(of period: Int) -> Version? { periods[period].version.map { versions[$0] } }

  /// Finds the unit of each position for which the whole answer is ``AssignmentStatus/inside``.
  ///
  /// The positions of each period are found together, as ``Assigner/findUnits(of:into:)`` does.
  ///
  /// - Parameters:
  ///   - points: Positions on the lattice.
  ///   - periods: As many periods.
  ///   - units: Receives as many numbers of units, or ``Assigner/unsettled``.
  /// - Complexity: That of the search, and O(*n* + *p*) for *p* periods.
  public func findUnits(of points: [LatticePoint], in periods: [Int32], into units: inout [Int32]) {
    precondition(points.count == periods.count, "each position has a period")
    units.removeAll(keepingCapacity: true)
    units.append(contentsOf: repeatElement(Assigner.unsettled, count: points.count))
    var starts = [Int](repeating: 0, count: self.periods.count + 1)
    for period in periods { starts[Int(period) + 1] += 1 }
    for period in self.periods.indices { starts[period + 1] += starts[period] }
    var next = starts
    var order = [Int32](repeating: 0, count: points.count)
    var gathered = [LatticePoint](repeating: LatticePoint(x: 0, y: 0), count: points.count)
    for (number, period) in periods.enumerated() {
      let place = next[Int(period)]
      next[Int(period)] += 1
      order[place] = Int32(truncatingIfNeeded: number)
      gathered[place] = points[number]
    }
    var found: [Int32] = []
    for (period, known) in self.periods.enumerated() {
      guard let version = known.version, starts[period] < starts[period + 1] else { continue }
      let range = starts[period]..<starts[period + 1]
      versions[version].assigner.findUnits(of: Array(gathered[range]), into: &found)
      for (place, unit) in zip(range, found) where unit >= 0 {
        units[Int(order[place])] = Int32(truncatingIfNeeded: known.firstUnit + Int(unit))
      }
    }
  }
}
