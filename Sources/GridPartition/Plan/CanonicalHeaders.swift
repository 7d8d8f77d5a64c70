/// What is hashed of each unit before its shape: its level, code, parent and kind.
struct CanonicalHeaders {
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  /// The units of each level. Headers begin with the level.
  private let levels: [[Int]]

  init(of plan: Plan) {
    levels = plan.levels.map { plan.units(of: $0) }
    bytes.reserveCapacity(48 * plan.units.count)
    ends.reserveCapacity(plan.units.count)
    for unit in plan.units.indices {
      append(plan.units[unit].level.rawValue)
      append(plan.units[unit].attributes.code ?? "")
      append(plan.units[unit].parentCode ?? "")
      append(plan.units[unit].isVoid ? "void" : "")
      ends.append(bytes.count)
    }
  }

  private mutating func append(_ field: String) {
    bytes.append(decimal: field.utf8.count)
    bytes.append(UInt8(ascii: ":"))
    let isCopied: Void? = unsafe field.utf8.withContiguousStorageIfAvailable {
      unsafe bytes.append(contentsOf: $0)
    }
    if isCopied == nil { bytes.append(contentsOf: field.utf8) }
  }

  subscript(unit: Int) -> ArraySlice<UInt8> { bytes[range(of: unit)] }

  private func range(of unit: Int) -> Range<Int> { (unit == 0 ? 0 : ends[unit - 1])..<ends[unit] }

  /// The units by their headers, byte by byte.
  ///
  /// - Complexity: O(*n*) when those of each level come in order, O(*n* log *n*) otherwise.
  func order() -> [Int] {
    levels.map(ordered).sorted { a, b in
      guard let first = a.first, let second = b.first else { return b.first != nil }
      return precedes(first, second)
    }.flatMap { $0 }
  }

  /// Units of one level by their headers.
  private func ordered(_ units: [Int]) -> [Int] {
    let isOrdered = zip(units.dropFirst(), units).allSatisfy { !precedes($0, $1) }
    if isOrdered { return units }
    // Codes begin alike. The eight bytes behind what all have in common decide nearly always.
    let common = commonPrefix(of: units)
    var keyed = units.map { (key: key(of: $0, from: common), unit: $0) }
    keyed.sort { $0.key != $1.key ? $0.key < $1.key : precedes($0.unit, $1.unit) }
    return keyed.map(\.unit)
  }

  private func precedes(_ a: Int, _ b: Int) -> Bool {
    self[a].lexicographicallyPrecedes(self[b])
  }

  /// How many bytes the headers of units begin with alike.
  private func commonPrefix(of units: [Int]) -> Int {
    guard let first = units.first.map(range) else { return 0 }
    var common = first.count
    for unit in units {
      let other = range(of: unit)
      var count = 0
      while count < common, count < other.count,
        bytes[first.lowerBound + count] == bytes[other.lowerBound + count]
      {
        count += 1
      }
      common = count
    }
    return common
  }

  /// Eight bytes of a header, the first one the most significant; zeros stand behind its end.
  private func key(of unit: Int, from offset: Int) -> UInt64 {
    let range = range(of: unit)
    let start = range.lowerBound + offset
    return (start..<start + 8).reduce(0) { key, place in
      key << 8 | (place < range.upperBound ? UInt64(bytes[place]) : 0)
    }
  }
}

extension [UInt8] {
  /// Appends a number that is not negative, in decimal digits.
  mutating func append(decimal number: Int) {
    if number >= 10 { append(decimal: number / 10) }
    append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number % 10))
  }
}
