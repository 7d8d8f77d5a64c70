internal import Glibc
internal import PlanFormats

/// The lines of standard input, as they arrive.
struct RequestLines: ~Copyable {
  enum Event {
    /// Whole lines are at hand.
    case lines
    /// A line beyond the limit was skipped.
    case tooLong
    case end
  }

  private var reader: ByteReader
  private let limit: Int
  /// As much as a pipe holds; there is always room for that before the rest of a line is moved.
  private static let pieceSize = 1 << 16
  private var buffer = [UInt8](repeating: 0, count: 1 << 18)
  /// The bytes at hand that were not taken yet.
  private var start = 0
  private var end = 0
  /// Where the whole lines among them end.
  private var whole = 0
  private var isSkipping = false
  private var isFinished = false

  init(reader: consuming ByteReader, limit: Int) {
    self.reader = reader
    self.limit = limit
  }

  /// Tells what comes next; waits for it.
  ///
  /// - Parameter beforeWaiting: Called whenever no whole line is left and input has to be awaited.
  /// - Returns: What there is; ``Event/end`` only at the end, and then for ever.
  /// - Throws: ``FileError`` of reading, or of `beforeWaiting`.
  mutating func next(
    beforeWaiting: () throws(FileError) -> Void
  ) throws(FileError) -> Event {
    while start == whole {
      if isFinished {
        if isSkipping {
          isSkipping = false
          return .tooLong
        }
        whole = end
        guard start == whole else { break }
        try beforeWaiting()
        return .end
      }
      if end - start > limit {
        isSkipping = true
        (start, whole, end) = (0, 0, 0)
      }
      try beforeWaiting()
      try fill()
      guard isSkipping, let newline = buffer[..<end].firstIndex(of: UInt8(ascii: "\n")) else {
        if isSkipping { (start, whole, end) = (0, 0, 0) }
        continue
      }
      isSkipping = false
      start = newline + 1
      return .tooLong
    }
    return .lines
  }

  /// Gives the whole lines to `body`, which says how many bytes of them it took.
  ///
  /// Behind the last line the line end may be missing.
  mutating func take(_ body: (Span<UInt8>) -> Int) {
    start += body(buffer.span.extracting(start..<whole))
  }

  private mutating func fill() throws(FileError) {
    if start == end {
      (start, whole, end) = (0, 0, 0)
    } else if start > 0, buffer.count - end < Self.pieceSize {
      moveToFront()
    }
    if end == buffer.count { buffer.append(contentsOf: repeatElement(0, count: buffer.count)) }
    let count = try reader.read(into: &buffer, from: end)
    if count == 0 {
      isFinished = true
      // Of a request that did not come whole nothing is known.
      if reader.gate?.isClosed == true { (end, isSkipping) = (whole, false) }
    }
    if let newline = lastLineFeed(in: end..<end + count) { whole = newline + 1 }
    end += count
  }

  private mutating func moveToFront() {
    let rest = start..<end
    unsafe buffer.withUnsafeMutableBytes { bytes in
      unsafe bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[rest]))
    }
    (whole, end, start) = (whole - start, end - start, 0)
  }

  private func lastLineFeed(in range: Range<Int>) -> Int? {
    unsafe buffer.withUnsafeBytes { bytes in
      var high = range.upperBound
      // Most pieces of a long line are passed over at the speed of `memchr`.
      while high > range.lowerBound, let base = bytes.baseAddress {
        let low = max(range.lowerBound, high - 1024)
        if unsafe memchr(base + low, 0x0A, high - low) != nil {
          return unsafe bytes[low..<high].lastIndex(of: 0x0A)
        }
        high = low
      }
      return nil
    }
  }
}
