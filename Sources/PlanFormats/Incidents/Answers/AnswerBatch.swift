internal import CTableText
internal import Geometry
internal import GridPartition

/// Answers incidents some hundred at a time, as texts that are ready to be written.
///
/// Most incidents lie inside a grid, so that their answer is one of as many texts as there are
/// grids; each of these is written once and kept.
struct AnswerBatch {
  /// How many incidents are answered at a time.
  static let size = 1024
  /// The kept texts may take so many bytes; beyond that they are written anew.
  private static let keptLimit = 16 << 20

  /// Writes an answer in the format of the output.
  typealias Writing = (AppendedFields, inout [UInt8]) -> Void

  private let router: IncidentRouter
  private let write: Writing

  /// Answers inside each grid, one after another, then the others of this batch.
  private(set) var texts: [UInt8] = []
  /// For each unit where its text lies in ``texts``; empty when there is none yet.
  private var unitTexts: [KeptText] = []
  private var outsideText: Range<Int>?
  /// How many bytes of ``texts`` are kept.
  private var keptCount = 0

  /// For each incident where its answer lies in ``texts``.
  private(set) var answers: [Range<Int>] = []
  private(set) var tally = StatusTally()
  private var units: [Int32] = []

  /// A part of the first 4 GiB of a text.
  private struct KeptText {
    var start: UInt32 = 0
    var end: UInt32 = 0
  }

  init(_ router: IncidentRouter, _ write: @escaping Writing) {
    self.router = router
    self.write = write
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
    texts.removeLast(texts.count - keptCount)
    if keptCount > Self.keptLimit { forgetTexts() }
    router.findUnits(points, &units)
    precondition(units.count == points.count, "each position has one number")
    var slow: [Incident] = []
    var slowNumbers: [Int] = []
    var (other, outside) = (0, 0)
    for (point, unit) in units.enumerated() {
      while other < numbers.count && numbers[other] == answers.count {
        slow.append(others[other])
        slowNumbers.append(answers.count)
        answers.append(0..<0)
        other += 1
      }
      if unit >= 0 {
        answers.append(text(inside: Int(unit)))
      } else if unit == Assigner.outside {
        answers.append(textOutside())
        outside += 1
      } else {
        slow.append(incident(at: points[point]))
        slowNumbers.append(answers.count)
        answers.append(0..<0)
      }
    }
    for incident in others[other...] {
      slow.append(incident)
      slowNumbers.append(answers.count)
      answers.append(0..<0)
    }
    keptCount = texts.count
    tally.add(answers.count - slow.count - outside, .inside)
    tally.add(outside, .outside)
    guard !slow.isEmpty else { return }
    let fields = router.answer(slow)
    precondition(fields.count == slow.count, "each incident has one answer")
    for (number, fields) in zip(slowNumbers, fields) {
      tally.add(1, fields.status)
      answers[number] = append(fields)
    }
  }

  private func incident(at point: LatticePoint) -> Incident {
    let lattice = router.lattice
    return Incident(
      position: .position(
        Position(x: lattice.ordinate(of: point.x), y: lattice.ordinate(of: point.y))))
  }

  private mutating func text(inside unit: Int) -> Range<Int> {
    if unitTexts.isEmpty {
      unitTexts = [KeptText](repeating: KeptText(), count: router.directory.entries.count)
    }
    let known = unitTexts[unit]
    if known.end > 0 {
      prefetch(known)
      return Int(known.start)..<Int(known.end)
    }
    let new = append(AppendedFields(inside: unit, in: router.directory))
    if let end = UInt32(exactly: new.upperBound) {
      unitTexts[unit] = KeptText(start: UInt32(new.lowerBound), end: end)
    }
    return new
  }

  /// The texts of many grids do not fit the processor's cache. Asked for when the whole batch has been
  /// found, they are there when it is written.
  private func prefetch(_ text: KeptText) {
    unsafe texts.withUnsafeBufferPointer { texts in
      guard let base = texts.baseAddress else { return }
      unsafe ctt_prefetch(base + Int(text.start), base + Int(text.end) - 1)
    }
  }

  private mutating func textOutside() -> Range<Int> {
    if let known = outsideText { return known }
    let new = append(AppendedFields(status: .outside))
    outsideText = new
    return new
  }

  private mutating func append(_ fields: AppendedFields) -> Range<Int> {
    let start = texts.count
    write(fields, &texts)
    return start..<texts.count
  }

  private mutating func forgetTexts() {
    texts.removeAll()
    unitTexts.removeAll()
    outsideText = nil
    keptCount = 0
  }
}
