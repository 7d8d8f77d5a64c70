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

  /// Those that are open.
  public private(set) var versions: [Version] = []
  public let roster: Roster
  /// How many numbers the units of all versions have, see ``findUnits(of:at:into:)``.
  public private(set) var numberCount = 0
  private let timeline: Timeline
  /// For each entry of the timeline what ``Instant/version`` says of it.
  private var entries: [Int32]
  private var numbers: [DutyNumbers] = []

  /// Puts versions in order.
  ///
  /// - Parameters:
  ///   - timeline: Which version is in force when.
  ///   - versions: Those that are open from the beginning, all on one lattice.
  ///   - roster: Who is responsible.
  public init(_ timeline: Timeline, _ versions: [Version], _ roster: Roster) {
    self.timeline = timeline
    self.roster = roster
    entries = timeline.entries.map { $0.isWithdrawn ? Instant.noVersion : Instant.unopened }
    for version in versions { open(version) }
  }

  /// Puts versions in order that are opened first, several at once on all cores.
  ///
  /// - Parameters:
  ///   - timeline: Which version is in force when.
  ///   - numbers: The versions to open.
  ///   - roster: Who is responsible.
  ///   - open: Opens one of them, on the lattice of the others.
  /// - Throws: What `open` throws.
  public init<Fault: Error>(
    _ timeline: Timeline, opening numbers: [Int], _ roster: Roster,
    by open: @escaping @Sendable (Int) throws(Fault) -> Version
  ) throws(Fault) {
    let progress = WorkProgress.current
    progress?.begin(.indexing, of: numbers.count)
    let opened = ParallelLoop.onAllCores.telling(progress, amount: numbers.count)
      .map(numbers.count) { place in
        // What is told of each of them is not that of the whole.
        WorkProgress.$current.withValue(nil) {
          Result { () throws(Fault) in try open(numbers[place]) }
        }
      }
    self.init(timeline, [], roster)
    for version in opened { self.open(try version.get()) }
  }

  /// Opens a version that is not open, on the same lattice as the others.
  public mutating func open(_ version: Version) {
    for (place, entry) in timeline.entries.enumerated()
    where entry.version == version.number && !entry.isWithdrawn {
      entries[place] = Int32(truncatingIfNeeded: versions.count)
    }
    let own = DutyNumbers(version.assigner.directory, roster, from: numberCount)
    numberCount += own.count
    numbers.append(own)
    versions.append(version)
  }

  /// Which version answers at a moment.
  ///
  /// - Complexity: O(log *n*) in the number of versions.
  public func instant(of moment: Moment) -> Instant {
    let place = timeline.place(at: moment)
    return Instant(moment: moment, version: place.map { entries[$0] } ?? Instant.noVersion)
  }

  /// The version that answers; `nil` when none does.
  public func version(of instant: Instant) -> Version? {
    instant.version < 0 ? nil : versions[Int(instant.version)]
  }

  /// The version and the unit that a number of ``findUnits(of:at:into:)`` says, and a moment at which the
  /// same members are responsible.
  public func place(of number: Int) -> (instant: Instant, unit: Int) {
    var (low, high) = (0, numbers.count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if numbers[middle].base <= number { low = middle } else { high = middle }
    }
    let (unit, moment) = numbers[low].place(of: number)
    return (Instant(moment: moment, version: Int32(truncatingIfNeeded: low)), unit)
  }
}

extension DatedAssigner {
  /// Finds the unit of each position of one time, as ``findUnits(of:at:into:)`` does.
  public func findUnits(
    of points: [LatticePoint], at instant: Instant, into units: inout [Int32]
  ) {
    guard let version = version(of: instant) else {
      units.removeAll(keepingCapacity: true)
      units.append(contentsOf: repeatElement(Assigner.unsettled, count: points.count))
      return
    }
    version.assigner.findUnits(of: points, into: &units)
    number(&units, of: Int(instant.version)) { _ in instant.moment }
  }

  /// Finds the unit of each position for which the whole answer is ``AssignmentStatus/inside``.
  ///
  /// The positions of each version are found together, as ``Assigner/findUnits(of:into:)`` does.
  ///
  /// - Parameters:
  ///   - points: Positions on the lattice.
  ///   - instants: As many, of versions that are open.
  ///   - units: Receives as many numbers, which say version, unit and members, see ``place(of:)``;
  ///     ``Assigner/outside``, or ``Assigner/unsettled``, also where no plan was in force.
  /// - Complexity: That of the search, and O(*n* + *v*) for *v* versions.
  public func findUnits(
    of points: [LatticePoint], at instants: [Instant], into units: inout [Int32]
  ) {
    precondition(points.count == instants.count, "each position has a time")
    guard let first = instants.first else { return units.removeAll(keepingCapacity: true) }
    if first.version >= 0, instants.allSatisfy({ $0.version == first.version }) {
      versions[Int(first.version)].assigner.findUnits(of: points, into: &units)
      return number(&units, of: Int(first.version)) { instants[$0].moment }
    }
    units.removeAll(keepingCapacity: true)
    units.append(contentsOf: repeatElement(Assigner.unsettled, count: points.count))
    let (order, ends) = byVersion(instants)
    let gathered = order.map { points[Int($0)] }
    var found: [Int32] = []
    var start = 0
    for version in versions.indices {
      let range = start..<ends[version]
      start = range.upperBound
      guard !range.isEmpty else { continue }
      versions[version].assigner.findUnits(of: gathered.span.extracting(range), into: &found)
      number(&found, of: version) { instants[Int(order[range.lowerBound + $0])].moment }
      for place in found.indices {
        units[Int(order[range.lowerBound + place])] = found[place]
      }
    }
  }

  /// The positions of each version, one version after another, and where each of them ends.
  private func byVersion(_ instants: [Instant]) -> (order: [Int32], ends: [Int]) {
    var next = [Int](repeating: 0, count: versions.count + 1)
    for instant in instants where instant.version >= 0 { next[Int(instant.version) + 1] += 1 }
    for version in versions.indices { next[version + 1] += next[version] }
    var order = [Int32](repeating: 0, count: next[versions.count])
    for (place, instant) in instants.enumerated() where instant.version >= 0 {
      order[next[Int(instant.version)]] = Int32(truncatingIfNeeded: place)
      next[Int(instant.version)] += 1
    }
    return (order, next)
  }

  /// Turns units of a version into numbers.
  @inline(__always)
  private func number(_ units: inout [Int32], of version: Int, _ moment: (Int) -> Moment) {
    let own = numbers[version]
    guard own.base > 0 || !own.arePlain else { return }
    for place in units.indices where units[place] >= 0 {
      let number = own.number(of: Int(units[place]), at: moment(place))
      units[place] = Int32(truncatingIfNeeded: number)
    }
  }
}
