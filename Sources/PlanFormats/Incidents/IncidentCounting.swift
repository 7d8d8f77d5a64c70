internal import Geometry
public import GridPartition
internal import Synchronization

/// How many incidents of a file each unit is given.
public struct IncidentCounts: Sendable {
  /// For each unit of the plan how many incidents it is given, by any status.
  public let byUnit: [Int]
  /// How many incidents have each status.
  public let tally: StatusTally

  /// Counts the incidents of a file as ``process(_:to:options:router:)`` would assign them; a column
  /// that would be appended may be there.
  ///
  /// All cores take part. Memory is bounded whatever the size of the file.
  ///
  /// - Parameters:
  ///   - input: Path of the file; `-` for standard input.
  ///   - options: Formats, names of columns.
  ///   - assigner: The index of the plan.
  ///   - placement: How positions come onto its lattice.
  ///   - samples: Take some of the positions.
  /// - Throws: ``IncidentFileError``.
  public init(
    of input: String, options: IncidentOptions, by assigner: Assigner,
    placement: PositionPlacement, samples: PositionSamples? = nil
  ) throws {
    var options = options
    options.isAppending = false
    options.outputFormat = nil
    let counter = UnitCounter(count: assigner.directory.entries.count)
    let router = IncidentRouter(counting: counter, by: assigner, placement, samples)
    tally = try workThrough(input, to: nil, options, router).tally
    byUnit = counter.counts
  }
}

/// Counts units; several workers add to it at once.
private final class UnitCounter: Sendable {
  private let state: Mutex<[Int]>

  init(count: Int) { state = Mutex([Int](repeating: 0, count: count)) }

  var counts: [Int] { state.withLock { $0 } }

  /// Counts each unit once more; what is no unit is passed over.
  func add(_ units: some Sequence<Int>) {
    state.withLock { counts in
      for unit in units where unit >= 0 { counts[unit] += 1 }
    }
  }
}

extension IncidentRouter {
  /// Answers no more than the status, and counts the units that incidents are given to.
  fileprivate init(
    counting counter: UnitCounter, by assigner: Assigner, _ placement: PositionPlacement,
    _ samples: PositionSamples?
  ) {
    self.init(
      placement: placement, directory: assigner.directory,
      findUnits: { points, units in
        assigner.findUnits(of: points, into: &units)
        counter.add(units.lazy.map { Int($0) })
      }, samples: samples, isSound: { assigner.index.isSound }
    ) { incidents in
      let points = incidents.map(\.position.point)
      let assignments = assigner.assign(points.compactMap(\.self))
      counter.add(assignments.lazy.compactMap(\.grid))
      var answers = assignments.makeIterator()
      return points.map { point in
        guard point != nil, let answer = answers.next() else {
          return AppendedFields(status: .invalid)
        }
        return AppendedFields(status: answer.status)
      }
    }
  }
}
