/// Numbers of things by hashes of what identifies them, with open addressing.
///
/// A place has eight bytes, so a million things take little more than a processor keeps at hand; what
/// identifies them is only looked at where hashes agree.
struct NumberTable: Sendable {
  private struct Slot: BitwiseCopyable {
    /// -1 in an empty slot.
    var number: Int32
    var tag: UInt32
  }

  private var slots: [Slot]
  private let mask: Int

  /// Makes room for so many numbers.
  init(expecting count: Int) {
    let bits = Int.bitWidth - (count + count / 2).leadingZeroBitCount
    slots = [Slot](repeating: Slot(number: -1, tag: 0), count: 1 << bits)
    mask = slots.count - 1
  }

  /// The number with a hash that means the same.
  func number(_ hash: Int, isSame: (_ number: Int) -> Bool) -> Int? {
    let number = slots[place(of: hash, isSame: isSame)].number
    return number < 0 ? nil : Int(number)
  }

  /// Inserts a number, unless one that means the same is there.
  ///
  /// - Returns: The one that is there.
  mutating func insert(_ number: Int, _ hash: Int, isSame: (_ number: Int) -> Bool) -> Int? {
    let place = place(of: hash, isSame: isSame)
    guard slots[place].number < 0 else { return Int(slots[place].number) }
    slots[place] = Slot(number: Int32(number), tag: Self.tag(of: hash))
    return nil
  }

  @inline(__always)
  private func place(of hash: Int, isSame: (_ number: Int) -> Bool) -> Int {
    let tag = Self.tag(of: hash)
    var place = hash & mask
    while slots[place].number >= 0 {
      if slots[place].tag == tag, isSame(Int(slots[place].number)) { break }
      place = (place + 1) & mask
    }
    return place
  }

  private static func tag(of hash: Int) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) }
}
