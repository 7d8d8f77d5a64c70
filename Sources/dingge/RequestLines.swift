internal import PlanFormats

/// The lines of standard input, as they arrive.
struct RequestLines: ~Copyable {
  enum Event {
    case line([UInt8])
    /// A line beyond the limit, which was skipped.
    case tooLong
    case end
  }

  private var reader: ByteReader
  private let limit: Int
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)
  /// The bytes at hand that no line was made of yet.
  private var start = 0
  private var end = 0
  /// How far they were searched for a line end.
  private var searched = 0
  private var isSkipping = false
  private var isFinished = false

  init(reader: consuming ByteReader, limit: Int) {
    self.reader = reader
    self.limit = limit
  }

  /// The next line without its end; waits for it.
  ///
  /// - Parameter beforeWaiting: Called whenever no whole line is left and input has to be awaited.
  /// - Returns: A line, or the end, and only then for ever.
  /// - Throws: ``FileError`` of reading, or of `beforeWaiting`.
  mutating func next(
    beforeWaiting: () throws(FileError) -> Void
  ) throws(FileError) -> Event {
    while true {
      if let newline = findLineEnd() {
        let line = buffer[start..<newline]
        start = newline + 1
        searched = start
        if isSkipping || line.count > limit {
          isSkipping = false
          return .tooLong
        }
        return .line(Array(line))
      }
      if isFinished { return try lastLine(beforeWaiting) }
      if end - start > limit {
        isSkipping = true
        start = end
        searched = end
      }
      try beforeWaiting()
      try fill()
    }
  }

  private mutating func findLineEnd() -> Int? {
    while searched < end {
      if buffer[searched] == UInt8(ascii: "\n") { return searched }
      searched += 1
    }
    return nil
  }

  /// What stands after the last line end.
  private mutating func lastLine(
    _ beforeWaiting: () throws(FileError) -> Void
  ) throws(FileError) -> Event {
    let rest = Array(buffer[start..<end])
    start = end
    if isSkipping || rest.count > limit {
      isSkipping = false
      return .tooLong
    }
    guard rest.isEmpty else { return .line(rest) }
    try beforeWaiting()
    return .end
  }

  private mutating func fill() throws(FileError) {
    if start > 0 {
      buffer.replaceSubrange(0..<end - start, with: buffer[start..<end])
      (searched, end, start) = (searched - start, end - start, 0)
    }
    if end == buffer.count { buffer.append(contentsOf: repeatElement(0, count: buffer.count)) }
    let count = try reader.read(into: &buffer, from: end)
    if count == 0 { isFinished = true }
    end += count
  }
}
