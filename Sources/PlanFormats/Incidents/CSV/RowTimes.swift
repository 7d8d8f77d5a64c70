internal import CTableText
internal import Geometry
internal import GridPartition

extension CSVJob {
  /// Reads the times of rows that were read in bulk, if each has one; a row whose time is none is then
  /// among the others.
  ///
  /// - Parameters:
  ///   - found: What was read.
  ///   - points: The positions.
  ///   - bench: Receives the times, as many as there are positions afterwards.
  func readTimes(of found: inout ctt_found, _ points: inout [LatticePoint], _ bench: inout Bench) {
    bench.instants.removeAll(keepingCapacity: true)
    guard let dated = router.timed else { return }
    let block = bench.block.bytes
    let bytes = block.span.extracting(..<bench.block.count)
    var (point, kept) = (0, 0)
    for number in 0..<found.rows where bench.rows[number].state == UInt32(CTT_POSITION) {
      let row = bench.rows[number]
      let field = bytes.withinQuotes(Int(row.beside_start)..<Int(row.beside_end))
      if let moment = Moment(utf8: bytes.extracting(field)) {
        bench.instants.append(dated.instant(of: moment))
        points[kept] = points[point]
        kept += 1
      } else {
        bench.rows[number].state = UInt32(CTT_UNREAD)
      }
      point += 1
    }
    points.removeSubrange(kept...)
    found.points = kept
  }
}

extension Span where Element == UInt8 {
  /// A range without the quotes at its ends; what is within may have more of them.
  fileprivate func withinQuotes(_ range: Range<Int>) -> Range<Int> {
    guard range.count >= 2, self[range.lowerBound] == .quote, self[range.upperBound - 1] == .quote
    else { return range }
    return range.lowerBound + 1..<range.upperBound - 1
  }
}
