extension TextEncoding {
  /// Decides the encoding of a text by its first bytes.
  ///
  /// A text that is neither counts as UTF-8: its bytes pass through as they are.
  ///
  /// - Parameters:
  ///   - sample: The first bytes.
  ///   - isWhole: Whether there are no more; else the sample may end inside a character.
  /// - Returns: UTF-8 when the sample is valid UTF-8, GB18030 when it is that.
  static func decide(by sample: ArraySlice<UInt8>, isWhole: Bool) -> TextEncoding {
    if utf8Offset(sample, isWhole: isWhole) == nil { return .utf8 }
    switch TextTranscoder.fromGB18030().convert(sample.span) {
    case .complete: return .gb18030
    case .truncated(let offset): return isWhole || sample.count - offset > 3 ? .utf8 : .gb18030
    case .malformed: return .utf8
    }
  }

  /// Whether a text is UTF-8, but for a last character that may be cut.
  static func isUTF8(_ text: ArraySlice<UInt8>) -> Bool { utf8Offset(text, isWhole: false) == nil }

  /// Refuses the encodings in which a comma is not one byte.
  static func refuseWide(_ sample: ArraySlice<UInt8>) throws(IncidentFileError) {
    if sample.starts(with: [0xFF, 0xFE]) || sample.starts(with: [0xFE, 0xFF]) {
      throw .unsupportedEncoding("UTF-16")
    }
    // Without a byte order mark, every other byte of mostly ASCII text is zero.
    let start = sample.prefix(64)
    let zeros = start.count { $0 == 0 }
    if start.count >= 4 && zeros * 3 >= start.count { throw .unsupportedEncoding("UTF-16") }
  }

  /// Offset of the first byte that is not UTF-8.
  private static func utf8Offset(_ sample: ArraySlice<UInt8>, isWhole: Bool) -> Int? {
    var whole = sample
    if !isWhole {
      // Leave out a character that is cut off: a lead byte and up to two bytes after it.
      let tail = sample.suffix(3).lastIndex { $0 >= 0xC0 }
      if let tail {
        let length = sample[tail] >= 0xF0 ? 4 : sample[tail] >= 0xE0 ? 3 : 2
        if sample.endIndex - tail < length { whole = sample[..<tail] }
      }
    }
    return String(validating: whole, as: UTF8.self) == nil ? 0 : nil
  }
}
