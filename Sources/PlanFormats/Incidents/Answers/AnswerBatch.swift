internal import Geometry
internal import GridPartition

/// Answers incidents some hundred at a time, as texts that are ready to be written.
struct AnswerBatch {
  /// How many incidents are answered at a time.
  static let size = 4096
  /// How many bytes of texts are kept.
  private static let keptLimit = 16 << 20

  /// Writes an answer in the format of the output.
  typealias Writing = (AppendedFields, inout [UInt8]) -> Void

  private let router: IncidentRouter
  private let rows: RowPlacing
  private let write: Writing

  private var kept: AnswerTexts

  /// What the answers lie in.
  var texts: [UInt8] { kept.bytes }
  /// For each incident where its answer lies in ``texts``.
  private(set) var answers: [Range<Int>] = []
  private(set) var tally = StatusTally()
  private var units: [Int32] = []

  init(
    _ router: IncidentRouter, _ placer: PositionPlacer, _ options: IncidentOptions,
    _ write: @escaping Writing
  ) {
    self.router = router
    rows = RowPlacing(placer, router, options)
    self.write = write
    kept = AnswerTexts(unitCount: router.numberCount, keeping: Self.keptLimit)
  }

  /// Forgets how many incidents had each status.
  mutating func clearTally() { tally = StatusTally() }

  /// Hands on what was gathered for samples of the positions.
  func flushSamples() { rows.flushSamples() }
}

extension AnswerBatch {
  /// Answers a batch of incidents.
  ///
  /// - Parameters:
  ///   - points: The positions of those that need no more than that, in order.
  ///   - instants: As many, or none when all are of one time.
  ///   - others: The others, in order.
  ///   - numbers: For each of `others` which incident of the batch it is.
  mutating func answer(
    points: [LatticePoint], instants: [Instant], others: [Incident], numbers: [Int]
  ) {
    kept.beginBatch()
    router.findUnits(points, instants, &units)
    precondition(units.count == points.count, "each position has one number")
    let (write, router) = (write, router)
    let writeKept = { (unit: Int32, text: inout [UInt8]) in
      let isOutside = unit == Assigner.outside
      write(isOutside ? router.fieldsOutside : router.fields(Int(unit)), &text)
    }
    let found = kept.find(units, into: &answers, writeKept)
    tally.add(found.outside, .outside)
    if let status = router.status {
      for number in units where number >= 0 { tally.add(1, status(Int(number))) }
    } else {
      tally.add(points.count - found.outside - found.unsettled, .inside)
    }
    guard found.unsettled > 0 || !others.isEmpty else { return }
    answerSlowly(points, instants, others.map(rows.placed), numbers)
  }

  /// Answers what the bulk search has left.
  private mutating func answerSlowly(
    _ points: [LatticePoint], _ instants: [Instant], _ others: [Incident], _ numbers: [Int]
  ) {
    var slow: [Incident] = []
    var slowNumbers: [Int] = []
    let settled = answers
    answers.removeAll(keepingCapacity: true)
    var (point, other) = (0, 0)
    while point < points.count || other < others.count {
      let isOther =
        other < others.count && (numbers[other] == answers.count || point == points.count)
      if isOther || units[point] == Assigner.unsettled {
        slow.append(
          isOther
            ? others[other]
            : Incident(
              position: .placed(points[point]), instant: instants.isEmpty ? nil : instants[point]))
        slowNumbers.append(answers.count)
        answers.append(0..<0)
      } else {
        answers.append(settled[point])
      }
      if isOther { other += 1 } else { point += 1 }
    }
    guard !slow.isEmpty else { return }
    let fields = router.answer(slow)
    precondition(fields.count == slow.count, "each incident has one answer")
    for (number, fields) in zip(slowNumbers, fields) {
      tally.add(1, fields.status)
      answers[number] = kept.add { write(fields, &$0) }
    }
  }
}
