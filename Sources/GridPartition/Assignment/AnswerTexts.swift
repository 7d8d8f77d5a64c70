/// Texts of answers, in one piece of memory.
///
/// Most incidents lie inside a grid, so that their answer is one of as many texts as there are grids.
/// Each of these is written once and kept, as far as memory allows; other texts last for a batch.
public struct AnswerTexts {
  /// All texts: those that are kept, then those of the batch at hand.
  public private(set) var bytes: [UInt8] = []
  /// The kept texts may take so many bytes; beyond that they are written anew.
  private let limit: Int
  private let unitCount: Int
  /// For each unit where its text lies; empty when there is none yet.
  @usableFromInline private(set) var unitTexts: [KeptText] = []
  /// The text of the answer for a position outside of the plan, when it is known.
  public private(set) var textOutside: Range<Int>?
  /// How many bytes are kept.
  private var keptCount = 0

  /// A part of the first 4 GiB of a text.
  @usableFromInline
  struct KeptText {
    @usableFromInline var start: UInt32 = 0
    @usableFromInline var end: UInt32 = 0
  }

  /// Creates an empty memory of texts.
  ///
  /// - Parameters:
  ///   - unitCount: How many units there are.
  ///   - limit: How many bytes of texts are kept from batch to batch.
  public init(unitCount: Int, keeping limit: Int) {
    self.unitCount = unitCount
    self.limit = limit
  }

  /// Forgets the texts that are not kept, and all when they are too many.
  public mutating func beginBatch() {
    bytes.removeLast(bytes.count - keptCount)
    guard keptCount > limit else { return }
    self = AnswerTexts(unitCount: unitCount, keeping: limit)
  }

  /// The text of the answer for a position inside one unit and no other; `nil` when it is not known.
  @inlinable
  public func text(inside unit: Int) -> Range<Int>? {
    guard !unitTexts.isEmpty, unitTexts[unit].end > 0 else { return nil }
    return Int(unitTexts[unit].start)..<Int(unitTexts[unit].end)
  }

  /// Keeps the text of the answer for a position inside one unit and no other.
  ///
  /// - Precondition: No text of ``add(_:)`` is in the batch.
  public mutating func keep(inside unit: Int, _ write: (inout [UInt8]) -> Void) -> Range<Int> {
    if unitTexts.isEmpty { unitTexts = [KeptText](repeating: KeptText(), count: unitCount) }
    let new = keep(write)
    if let end = UInt32(exactly: new.upperBound) {
      unitTexts[unit] = KeptText(start: UInt32(new.lowerBound), end: end)
    }
    return new
  }

  /// Keeps the text of the answer for a position outside of the plan.
  ///
  /// - Precondition: No text of ``add(_:)`` is in the batch.
  public mutating func keepOutside(_ write: (inout [UInt8]) -> Void) -> Range<Int> {
    let new = keep(write)
    textOutside = new
    return new
  }

  /// Adds a text that lasts for the batch.
  public mutating func add(_ write: (inout [UInt8]) -> Void) -> Range<Int> {
    let start = bytes.count
    write(&bytes)
    return start..<bytes.count
  }

  private mutating func keep(_ write: (inout [UInt8]) -> Void) -> Range<Int> {
    precondition(bytes.count == keptCount, "texts are kept before others are added")
    let new = add(write)
    keptCount = bytes.count
    return new
  }
}
