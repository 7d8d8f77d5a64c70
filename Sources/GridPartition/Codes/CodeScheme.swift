/// How the codes of grids are made: the code of the unit above, then a number.
public struct CodeScheme: Hashable, Sendable {
  /// How many characters the code of the unit above has.
  public let parentLength: Int
  /// How many digits the number has, 1...9.
  public let digits: Int

  /// The twelve digits of a village, then three: 001 to 999.
  public static let standard = CodeScheme(parentLength: 12, digits: 3)

  private init(parentLength: Int, digits: Int) {
    self.parentLength = parentLength
    self.digits = digits
  }

  /// Reads a scheme such as `12+3`; `nil` for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "+", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let length = parts[0], let digits = parts[1],
      (1...64).contains(length), (1...9).contains(digits)
    else { return nil }
    self.init(parentLength: length, digits: digits)
  }

  /// The greatest number, such as 999.
  public var limit: Int { (0..<digits).reduce(1) { product, _ in product * 10 } - 1 }

  /// The code of a number; numbers begin with 1.
  public func code(_ number: Int, under parent: String) -> String {
    let text = String(number)
    return parent + String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  /// The number in a code of this scheme; `nil` for a code of any other kind.
  public func number(in code: String, under parent: String) -> Int? {
    let tail = code.dropFirst(parent.count)
    guard code.hasPrefix(parent), tail.utf8.count == digits,
      tail.utf8.allSatisfy({ $0 &- 0x30 < 10 }), let number = Int(tail), number > 0
    else { return nil }
    return number
  }
}

extension CodeScheme: CustomStringConvertible {
  public var description: String { "\(parentLength)+\(digits)" }
}
