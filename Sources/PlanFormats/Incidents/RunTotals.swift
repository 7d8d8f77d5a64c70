internal import GridPartition

/// What has been handed on so far.
struct RunTotals {
  private(set) var tally = StatusTally()
  /// Rows, answered or not.
  private(set) var rows = 0
  private(set) var lines: Int
  private let progress = WorkProgress.current

  init(lines: Int = 0) {
    self.lines = lines
  }

  mutating func add(_ tally: StatusTally, rows: Int, lines: Int) {
    self.tally.add(tally)
    self.rows += rows
    progress?.advance(rows: rows)
    self.lines += lines
  }

  /// The failure of the next block, whose lines and rows count from the start of the file.
  func locate(_ failure: IncidentFileError) -> IncidentFileError {
    failure.moved(lines: lines, rows: rows)
  }
}
