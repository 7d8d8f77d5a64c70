internal import CTableText

extension OutputText {
  /// Appends rows, each with its answer, up to one that has no position or no line end.
  ///
  /// - Parameters:
  ///   - rows: Rows one after another.
  ///   - block: What they lie in.
  ///   - answers: The answers to them and perhaps to others behind them.
  ///   - texts: What the answers lie in.
  ///   - room: At least as many bytes as rows and answers have together, and `CTT_ROOM` more.
  /// - Returns: How many rows were appended.
  func append(
    _ rows: ArraySlice<ctt_row>, of block: Span<UInt8>, _ answers: ArraySlice<Range<Int>>,
    of texts: Span<UInt8>, room: Int
  ) -> Int {
    var joined = ctt_joined()
    unsafe append(room: room) { output in
      unsafe block.withUnsafeBufferPointer { block in
        unsafe texts.withUnsafeBufferPointer { texts in
          unsafe rows.withUnsafeBufferPointer { rows in
            unsafe answers.withUnsafeBufferPointer { answers in
              // SAFETY: a range of integers is its two bounds, as the C structure is.
              unsafe answers.withMemoryRebound(to: ctt_answer.self) { answers in
                joined = unsafe ctt_join(
                  block.baseAddress, block.count, rows.baseAddress, min(rows.count, answers.count),
                  texts.baseAddress, texts.count, answers.baseAddress, output)
              }
            }
          }
        }
      }
      return joined.length
    }
    return joined.rows
  }
}
