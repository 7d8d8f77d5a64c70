internal import Crypto

/// The SHA-256 of texts, each with its length before it, so that no two lists give the same bytes.
struct FieldDigest {
  private var hash = SHA256()

  mutating func add(_ fields: [String]) {
    for field in fields {
      hash.update(data: Array("\(field.utf8.count):".utf8))
      hash.update(data: Array(field.utf8))
    }
  }

  /// 64 hexadecimal digits.
  var text: String {
    hash.finalize().map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
