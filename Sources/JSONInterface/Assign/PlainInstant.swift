internal import Geometry
internal import GridPartition

extension DatedAssigner {
  /// When it was by a value that was taken.
  ///
  /// - Parameters:
  ///   - value: A text, or null when no time is stated.
  ///   - text: What it was taken from.
  /// - Returns: The time, or ``PlainRequestReader/unstated``; `nil` for what is no time and for one whose
  ///   version is not open.
  func instant(of value: PlainValue, in text: Span<UInt8>) -> Instant? {
    guard value.kind != .null else { return PlainRequestReader.unstated }
    guard value.kind == .string,
      let moment = Moment(
        utf8: text.extracting(value.range.lowerBound + 1..<value.range.upperBound - 1))
    else { return nil }
    let instant = instant(of: moment)
    return instant.version == Instant.unopened ? nil : instant
  }
}
