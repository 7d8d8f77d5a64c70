/// Texts of answers, in one piece of memory.
///
/// Most incidents lie inside a grid, so that their answer is one of as many texts as there are grids.
/// Each of these is written once and kept, as far as memory allows; other texts last for a batch.
public struct AnswerTexts {
  /// All texts: those that are kept, then those of the batch at hand.
  public private(set) var bytes: [UInt8] = []
  /// The kept texts may take so many bytes; beyond that they are written anew.
  private let limit: Int
  private var unitCount: Int
  /// Where the text lies of an answer outside of the plan, of none, and of one inside each unit; empty
  /// when there is no such text yet.
  private var places: [KeptText] = []
  /// How many bytes are kept.
  private var keptCount = 0

  /// A part of the first 4 GiB of a text.
  private struct KeptText {
    var start: UInt32 = 0
    var end: UInt32 = 0
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

  /// Takes more units, numbered behind those that there are.
  public mutating func addUnits(_ count: Int) {
    unitCount += count
    if !places.isEmpty { places += repeatElement(KeptText(), count: count) }
  }

  /// Forgets the texts that are not kept, and all when they are too many.
  public mutating func beginBatch() {
    bytes.removeLast(bytes.count - keptCount)
    guard keptCount > limit else { return }
    self = AnswerTexts(unitCount: unitCount, keeping: limit)
  }

  /// Finds the texts of answers that are the same for all positions inside one unit and no other, or
  /// outside of the plan.
  ///
  /// - Parameters:
  ///   - units: What ``Assigner/findUnits(of:into:)`` found of a batch.
  ///   - texts: Receives for each where its text lies; an empty range for ``Assigner/unsettled``.
  ///   - write: Writes the text of a unit or of ``Assigner/outside`` that is not known yet.
  /// - Returns: How many are outside and how many are unsettled.
  /// - Precondition: No text of ``add(_:)`` is in the batch.
  public mutating func find(
    _ units: [Int32], into texts: inout [Range<Int>], _ write: (Int32, inout [UInt8]) -> Void
  ) -> (outside: Int, unsettled: Int) {
    if places.isEmpty { places = [KeptText](repeating: KeptText(), count: unitCount + 2) }
    texts.removeAll(keepingCapacity: true)
    texts.append(contentsOf: repeatElement(0..<0, count: units.count))
    let (outside, unknown) = findKept(units, into: &texts)
    guard unknown > 0 else { return (outside, 0) }
    var unsettled = 0
    for index in units.indices where texts[index].isEmpty {
      if units[index] == Assigner.unsettled {
        unsettled += 1
      } else {
        texts[index] = kept(units[index], write)
      }
    }
    return (outside, unsettled)
  }

  private func findKept(
    _ units: [Int32], into texts: inout [Range<Int>]
  ) -> (outside: Int, unknown: Int) {
    let places = places.span
    var texts = texts.mutableSpan
    var (outside, unknown) = (0, 0)
    for index in units.indices {
      let place = places[Self.number(of: units[index])]
      texts[index] = Int(place.start)..<Int(place.end)
      outside += units[index] == Assigner.outside ? 1 : 0
      unknown += place.end == 0 ? 1 : 0
    }
    return (outside, unknown)
  }

  /// The text of a unit or of the outside, which is written if need be.
  private mutating func kept(
    _ unit: Int32, _ write: (Int32, inout [UInt8]) -> Void
  ) -> Range<Int> {
    let place = places[Self.number(of: unit)]
    guard place.end == 0 else { return Int(place.start)..<Int(place.end) }
    precondition(bytes.count == keptCount, "texts are kept before others are added")
    let new = add { write(unit, &$0) }
    keptCount = bytes.count
    if let end = UInt32(exactly: new.upperBound) {
      places[Self.number(of: unit)] = KeptText(start: UInt32(new.lowerBound), end: end)
    }
    return new
  }

  /// Where a unit's text is noted among the ``places``.
  private static func number(of unit: Int32) -> Int { Int(unit) - Int(Assigner.outside) }

  /// Adds a text that lasts for the batch.
  public mutating func add(_ write: (inout [UInt8]) -> Void) -> Range<Int> {
    let start = bytes.count
    write(&bytes)
    return start..<bytes.count
  }
}
