internal import Geometry
internal import GridPartition
internal import JSONText

/// Records that are answered together.
struct RecordBatch {
  /// A record that waits for its answer.
  struct Waiting {
    let text: Range<Int>
    let shape: RecordShape
    let isBlank: Bool
    let endsInCRLF: Bool
  }

  private var reading: RecordReading
  private let placer: PositionPlacer
  private let router: IncidentRouter
  /// Whether a position on the lattice, and a time if there is one, is all that is needed of an incident.
  private let areReadInBulk: Bool
  private(set) var waiting: [Waiting] = []
  /// The positions of the records that are not blank.
  private(set) var positions: [IncidentPosition] = []
  private(set) var points: [LatticePoint] = []
  /// When the incidents at `points` were, if each says its time.
  private(set) var instants: [Instant] = []
  private(set) var others: [Incident] = []
  /// For each of `others` which of the positions it has.
  private(set) var numbers: [Int] = []

  init(_ options: IncidentOptions, _ placer: PositionPlacer, _ router: IncidentRouter) {
    self.router = router
    reading = RecordReading(options)
    self.placer = placer
    areReadInBulk = options.areReadInBulk
  }

  /// Reads the next records of a block, without answers; `false` when there are none.
  mutating func read(
    _ cursor: inout some RecordCursor, in block: inout RecordBlock
  ) throws(IncidentFileError) -> Bool {
    waiting.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
    points.removeAll(keepingCapacity: true)
    instants.removeAll(keepingCapacity: true)
    others.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    while waiting.count < AnswerBatch.size, let record = try cursor.next(in: &block) {
      let (incident, shape) = try reading.read(record)
      var isBlank = false
      if case .blank = record.content { isBlank = true }
      if !isBlank { add(incident) }
      waiting.append(
        Waiting(
          text: record.text, shape: shape, isBlank: isBlank, endsInCRLF: record.endsInCRLF))
    }
    return !waiting.isEmpty
  }

  private mutating func add(_ incident: Incident) {
    let instant = router.instant(of: incident.carried)
    let isTimed = router.timed != nil
    if areReadInBulk, !isTimed || instant != nil, case .position(let position) = incident.position,
      let point = placer.point(of: position, version: instant?.version ?? 0)
    {
      points.append(point)
      if let instant { instants.append(instant) }
    } else {
      others.append(
        Incident(position: incident.position, carried: incident.carried, instant: instant))
      numbers.append(positions.count)
    }
    positions.append(incident.position)
  }
}
