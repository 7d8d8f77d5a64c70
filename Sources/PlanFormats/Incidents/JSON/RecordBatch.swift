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
  /// Whether a position on the lattice is all that is needed of an incident.
  private let areReadInBulk: Bool
  private(set) var waiting: [Waiting] = []
  /// The positions of the records that are not blank.
  private(set) var positions: [IncidentPosition] = []
  private(set) var points: [LatticePoint] = []
  private(set) var others: [Incident] = []
  /// For each of `others` which of the positions it has.
  private(set) var numbers: [Int] = []

  init(_ options: IncidentOptions, _ placer: PositionPlacer) {
    reading = RecordReading(options)
    self.placer = placer
    areReadInBulk = options.allCarriedFields.isEmpty
  }

  /// Reads the next records of a block, without answers; `false` when there are none.
  mutating func read(
    _ cursor: inout some RecordCursor, in block: inout RecordBlock
  ) throws(IncidentFileError) -> Bool {
    waiting.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
    points.removeAll(keepingCapacity: true)
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
    if areReadInBulk, case .position(let position) = incident.position,
      let point = placer.point(of: position)
    {
      points.append(point)
    } else {
      others.append(incident)
      numbers.append(positions.count)
    }
    positions.append(incident.position)
  }
}
