internal import CTableText
internal import Geometry
internal import GridPartition

/// Answers incidents some hundred at a time, as texts that are ready to be written.
struct AnswerBatch {
  /// How many incidents are answered at a time.
  static let size = 1024
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
  private var otherUnits: [Int32] = []

  init(
    _ router: IncidentRouter, _ placer: PositionPlacer, _ options: IncidentOptions,
    _ write: @escaping Writing
  ) {
    self.router = router
    rows = RowPlacing(placer, router.placement, systemNumber: options.systemNumber)
    self.write = write
    kept = AnswerTexts(unitCount: router.unitCount, keeping: Self.keptLimit)
  }

  /// Forgets how many incidents had each status.
  mutating func clearTally() { tally = StatusTally() }
}

extension AnswerBatch {
  /// Answers a batch of incidents.
  ///
  /// - Parameters:
  ///   - points: The positions of those that need no more than that, in order.
  ///   - others: The others, in order.
  ///   - numbers: For each of `others` which incident of the batch it is.
  mutating func answer(points: [LatticePoint], others: [Incident], numbers: [Int]) {
    answers.removeAll(keepingCapacity: true)
    kept.beginBatch()
    router.findUnits(points, &units)
    precondition(units.count == points.count, "each position has one number")
    router.findOthers(others, &otherUnits)
    var slow: [Incident] = []
    var slowNumbers: [Int] = []
    var (other, outside) = (0, 0)
    func appendOther() {
      if let unit = otherUnits[...].dropFirst(other).first, unit >= 0 {
        answers.append(text(inside: Int(unit)))
      } else {
        slow.append(others[other])
        slowNumbers.append(answers.count)
        answers.append(0..<0)
      }
      other += 1
    }
    for (point, unit) in units.enumerated() {
      while other < numbers.count && numbers[other] == answers.count { appendOther() }
      if unit >= 0 {
        answers.append(text(inside: Int(unit)))
      } else if unit == Assigner.outside {
        answers.append(textOutside())
        outside += 1
      } else {
        slow.append(Incident(position: .placed(points[point])))
        slowNumbers.append(answers.count)
        answers.append(0..<0)
      }
    }
    while other < others.count { appendOther() }
    tally.add(answers.count - slow.count - outside, .inside)
    tally.add(outside, .outside)
    guard !slow.isEmpty else { return }
    let fields = router.answer(slow.map(rows.placed))
    precondition(fields.count == slow.count, "each incident has one answer")
    for (number, fields) in zip(slowNumbers, fields) {
      tally.add(1, fields.status)
      answers[number] = kept.add { write(fields, &$0) }
    }
  }

  private mutating func text(inside unit: Int) -> Range<Int> {
    guard let text = kept.text(inside: unit) else {
      return kept.keep(inside: unit) {
        write(router.fieldsInside(unit), &$0)
      }
    }
    prefetch(text)
    return text
  }

  /// The texts of many grids do not fit the processor's cache. Asked for when the whole batch has been
  /// found, they are there when it is written.
  private func prefetch(_ text: Range<Int>) {
    unsafe kept.bytes.withUnsafeBufferPointer { texts in
      guard let base = texts.baseAddress else { return }
      unsafe ctt_prefetch(base + text.lowerBound, base + text.upperBound - 1)
    }
  }

  private mutating func textOutside() -> Range<Int> {
    kept.textOutside ?? kept.keepOutside { write(router.fieldsOutside, &$0) }
  }
}
