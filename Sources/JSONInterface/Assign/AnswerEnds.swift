internal import GridPartition
internal import JSONText

/// How answers end: by the plan that gave them.
struct AnswerEnds {
  /// The ends, then bytes of no account that may be copied with the last one.
  private(set) var bytes: [UInt8] = []
  /// Where the end for no plan lies, then that of each version.
  private var ranges: [Range<Int>] = []

  init() { add(#","plan":null,"version":null}"#.utf8) }

  /// Adds the end for the next version.
  ///
  /// - Parameters:
  ///   - digest: That of the plan.
  ///   - version: Its number; `nil` for a plan without dates.
  mutating func add(plan digest: String, _ version: Int?) {
    var end = Array(#","plan":"#.utf8)
    end.append(jsonString: digest)
    if let version { end += #","version":\#(version)"#.utf8 }
    add(end + [UInt8(ascii: "}")])
  }

  private mutating func add(_ end: some Sequence<UInt8>) {
    let start = ranges.last?.upperBound ?? 0
    bytes.removeSubrange(start...)
    bytes += end
    ranges.append(start..<bytes.count)
    bytes += repeatElement(0, count: AnswerRoom.slack)
  }

  /// Where the end lies of answers by ``Instant/version``.
  @inline(__always)
  func range(of version: Int32) -> Range<Int> { ranges[max(Int(version), -1) + 1] }

  /// The longest end.
  var longest: Int { ranges.reduce(0) { max($0, $1.count) } }
}
