/// Why a JSON text was refused, and where.
public struct JSONTextError: Error, Hashable, Sendable {
  /// What is wrong with a text.
  public enum Reason: Hashable, Sendable {
    /// Nothing but white space.
    case empty
    /// The text ends before its value does.
    case truncated
    /// There is more text after the value.
    case trailingText
    /// A character that has no place here.
    case unexpectedCharacter
    /// A word that is neither `true` nor `false` nor `null`.
    case unknownWord
    /// A number that RFC 8259 does not know, such as `01`, `+1` or `.5`.
    case malformedNumber
    case malformedEscape
    /// Half of a surrogate pair.
    case loneSurrogate
    /// A control character inside a string.
    case controlCharacter
    case unclosedString
    case malformedUTF8
    /// Arrays and objects nest deeper than ``JSONDocument/maximumDepth``.
    case tooDeep
    /// One value of 4 GiB or more.
    case tooLarge
    case outOfMemory
  }

  public let reason: Reason
  /// Offset of the byte where the trouble starts, from the start of the text or file.
  public let offset: Int
  /// Line of that byte, counted from 1; `nil` for a text that is not a file.
  public let line: Int?

  /// Creates an error at a byte.
  public init(_ reason: Reason, offset: Int, line: Int? = nil) {
    self.reason = reason
    self.offset = offset
    self.line = line
  }
}
