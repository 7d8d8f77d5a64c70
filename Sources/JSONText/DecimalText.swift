internal import CSimdJSON

/// How a piece of text reads as a decimal number.
@frozen
public enum DecimalText: Hashable, Sendable {
  /// The double nearest to the number that is written.
  case finite(Double)
  /// A decimal number that no double reaches.
  case beyondDouble
  case notANumber

  /// Reads the whole text: an optional sign, digits with at most one point, an optional exponent.
  ///
  /// No white space, no grouping, no hexadecimal digits, no words.
  public init(_ text: Span<UInt8>) {
    var value = 0.0
    let answer = unsafe text.withUnsafeBufferPointer { text in
      unsafe csj_decimal(text.baseAddress, text.count, &value)
    }
    switch Int(answer) {
    case CSJ_FINITE: self = .finite(value)
    case CSJ_BEYOND_DOUBLE: self = .beyondDouble
    default: self = .notANumber
    }
  }
}

extension [UInt8] {
  /// Appends the shortest text that reads back as the same number; integers have no `.0`.
  ///
  /// - Precondition: The number is finite.
  public mutating func append(decimal value: Double) {
    precondition(value.isFinite, "a decimal text is of a finite number")
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { buffer in
      let count = unsafe csj_format(value, buffer.baseAddress)
      for offset in 0..<count { append(UInt8(bitPattern: unsafe buffer[offset])) }
    }
  }
}
