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
  /// The SHA-256 of the file before, as 64 hexadecimal digits.
  public let digestBefore: String
  public let digestAfter: String
  /// In order of their places.
  public let edits: [ByteEdit]

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
    digestBefore = Self.digest(of: original)
    digestAfter = Self.digest(of: bytes)
  }

  /// The SHA-256 of a file, as 64 hexadecimal digits.
  public static func digest(of bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }
}
