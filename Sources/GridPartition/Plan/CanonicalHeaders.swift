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
    for unit in plan.units {
      append(unit.level.rawValue)
      append(unit.attributes.code ?? "")
      append(unit.parentCode ?? "")
      append(unit.isVoid ? "void" : "")
      ends.append(bytes.count)
    }
  }

  private mutating func append(_ field: String) {
    append(number: field.utf8.count)
    bytes.append(UInt8(ascii: ":"))
    bytes.append(contentsOf: field.utf8)
  }

  private mutating func append(number: Int) {
    if number >= 10 { append(number: number / 10) }
    bytes.append(UInt8(ascii: "0") + UInt8(number % 10))
  }

  subscript(unit: Int) -> ArraySlice<UInt8> {
    bytes[(unit == 0 ? 0 : ends[unit - 1])..<ends[unit]]
  }

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
    guard let first = units.first.map({ self[$0] }) else { return 0 }
    var common = first.count
    for unit in units {
      common = zip(first.prefix(common), self[unit]).prefix { $0 == $1 }.count
    }
    return common
  }

  /// Eight bytes of a header, the first one the most significant; zeros stand behind its end.
  private func key(of unit: Int, from offset: Int) -> UInt64 {
    let tail = self[unit].dropFirst(offset).prefix(8)
    let key = tail.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return key << UInt64(8 * (8 - tail.count))
  }
}
