internal import CSimdJSON

/// Names of members that are looked for together.
///
/// A member counts for the first of the names that it has.
@safe
public final class MemberNames: @unchecked Sendable {
  let raw: OpaquePointer?
  /// How many names there are.
  public let count: Int

  /// Takes names in UTF-8.
  ///
  /// - Parameters:
  ///   - exact: Names that count as they are written.
  ///   - caseless: Names in small letters; the case of ASCII letters is passed over.
  /// - Precondition: There are at most 64.
  public init(exact: [[UInt8]], caseless: [[UInt8]] = []) {
    let names = exact + caseless
    precondition(names.count <= 64, "more names than can be looked for together")
    count = names.count
    var end: UInt32 = 0
    let ends = names.map { name in
      end += UInt32(name.count)
      return end
    }
    unsafe raw = csj_names_create(names.flatMap(\.self), ends, names.count, exact.count)
  }

  deinit {
    if let raw = unsafe raw { unsafe csj_names_destroy(raw) }
  }
}

/// Which members of an object have names that were looked for.
public struct FoundMembers {
  fileprivate var indices: [UInt32] = []
  fileprivate var differing: UInt64 = 0

  /// Creates the result of no search.
  public init() {}

  /// Whether a member has that name.
  public func has(_ name: Int) -> Bool { indices[name] > 0 }

  /// Whether several members have that name, in different spellings.
  public func isSpelledDifferently(_ name: Int) -> Bool { differing >> UInt64(name) & 1 == 1 }
}

extension JSONValue {
  /// Looks for members of an object by their names, all in one pass.
  ///
  /// - Complexity: O(*n*) in the number of members.
  public func find(_ names: MemberNames, into found: inout FoundMembers) {
    if found.indices.count != names.count {
      found.indices = [UInt32](repeating: 0, count: names.count)
    } else {
      for name in found.indices.indices { found.indices[name] = 0 }
    }
    found.differing = 0
    guard kind == .object else { return }
    found.differing = document.find(names, in: index, into: &found.indices)
  }

  /// The value of the last member with a name; `nil` when there is none.
  ///
  /// - Precondition: `found` was found in this value.
  public func member(_ name: Int, of found: FoundMembers) -> JSONValue? {
    guard found.has(name) else { return nil }
    return JSONValue(document: document, index: Int(found.indices[name]), reading: reading)
  }
}
