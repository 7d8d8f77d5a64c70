internal import Crypto

/// A range of a file that was replaced.
public struct ByteEdit: Hashable, Sendable {
  /// Where the new bytes are in the file afterwards.
  public let range: Range<Int>
  /// What was there before.
  public let original: [UInt8]

  public init(range: Range<Int>, original: [UInt8]) {
    (self.range, self.original) = (range, original)
  }
}

/// A file with some ranges replaced, and what it takes to go back.
public struct EditedFile: Sendable {
  /// The file's name in its folder.
  public let name: String
  /// What the file holds afterwards.
  public let bytes: [UInt8]
  /// In order of their places.
  public let edits: [ByteEdit]
  private let original: [UInt8]

  /// Replaces ranges of a file.
  ///
  /// - Parameters:
  ///   - name: The file's name in its folder.
  ///   - original: What it holds.
  ///   - replacements: Ranges that do not overlap, in order, and what is to be there.
  public init(
    name: String, original: [UInt8], replacing replacements: [(range: Range<Int>, by: [UInt8])]
  ) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(original.count)
    var edits: [ByteEdit] = []
    var done = 0
    for (range, text) in replacements {
      bytes += original[done..<range.lowerBound]
      edits.append(
        ByteEdit(range: bytes.count..<bytes.count + text.count, original: Array(original[range])))
      bytes += text
      done = range.upperBound
    }
    bytes += original[done...]
    self.name = name
    self.bytes = bytes
    self.edits = edits
    self.original = original
  }

  /// The SHA-256 of the file before, as 64 hexadecimal digits; each time computed anew.
  public var digestBefore: String { Self.digest(of: original) }

  /// The SHA-256 of the file afterwards.
  public var digestAfter: String { Self.digest(of: bytes) }

  /// The SHA-256 of a file, as 64 hexadecimal digits.
  public static func digest(of bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}
