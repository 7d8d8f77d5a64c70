internal import Geometry
public import GridPartition
internal import Synchronization

extension PiecedIncidents {
  /// Counts the incidents of a file as ``process(_:to:options:router:)`` would assign them by either plan;
  /// a column that would be appended may be there.
  ///
  /// The file is read once. All cores take part; memory is bounded whatever its size.
  ///
  /// - Parameters:
  ///   - input: Path of the file; `-` for standard input.
  ///   - options: Formats, names of columns.
  ///   - placement: How positions come onto the lattice of both plans.
  ///   - old: The index of the old plan.
  ///   - new: The index of the new plan.
  ///   - comparison: The two plans.
  /// - Throws: ``IncidentFileError``.
  public init(
    of input: String, options: IncidentOptions, placement: PositionPlacement, by old: Assigner,
    _ new: Assigner, in comparison: Comparison
  ) throws {
    var options = options
    options.isAppending = false
    options.outputFormat = nil
    let counter = HandsCounter()
    let router = IncidentRouter(counting: counter, placement, by: old, new)
    let tally = try workThrough(input, to: nil, options, router).tally
    self.init(counter.counts, unreadable: tally[.invalid], of: comparison)
  }
}

private typealias Hands = PiecedIncidents.Hands

extension PiecedIncidents.Hands {
  /// Takes numbers of units, negative for none.
  fileprivate init(found old: Int32, _ new: Int32) {
    self.init(old: old < 0 ? nil : Int(old), new: new < 0 ? nil : Int(new))
  }
}

/// Counts pairs of units; several workers add to it at once.
private final class HandsCounter: Sendable {
  private let state = Mutex<[Hands: Int]>([:])

  var counts: [Hands: Int] { state.withLock { $0 } }

  func add(_ hands: some Sequence<Hands>) {
    state.withLock { counts in
      for hands in hands { counts[hands, default: 0] += 1 }
    }
  }
}

extension IncidentRouter {
  /// Answers no more than the status in the old plan, and counts the units of both plans.
  fileprivate init(
    counting counter: HandsCounter, _ placement: PositionPlacement, by old: Assigner,
    _ new: Assigner
  ) {
    self.init(
      placement: placement, directory: old.directory,
      findUnits: { points, units in
        old.findUnits(of: points, into: &units)
        var others: [Int32] = []
        new.findUnits(of: points, into: &others)
        for number in units.indices where others[number] == Assigner.unsettled {
          units[number] = Assigner.unsettled
        }
        let found = zip(units, others).filter { $0.0 != Assigner.unsettled }
        counter.add(found.lazy.map { Hands(found: $0.0, $0.1) })
      }, isSound: { old.index.isSound && new.index.isSound }
    ) { incidents in
      let points = incidents.map(\.position.point)
      let placed = points.compactMap(\.self)
      let (before, now) = (old.assign(placed), new.assign(placed))
      counter.add(zip(before, now).lazy.map { Hands(old: $0.unit, new: $1.unit) })
      var answers = before.makeIterator()
      return points.map { point in
        guard point != nil, let answer = answers.next() else {
          return AppendedFields(status: .invalid)
        }
        return AppendedFields(status: answer.status)
      }
    }
  }
}

extension Assignment {
  /// The grid that is given, or the void that the place lies in.
  fileprivate var unit: Int? { grid ?? (status == .void ? candidates.first : nil) }
}
