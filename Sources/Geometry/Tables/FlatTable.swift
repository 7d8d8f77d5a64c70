/// A read-only row of values in one piece of memory: allocated here, or a part of a mapped file.
///
/// Copies share the memory, which lives as long as any of them.
@safe
public struct FlatTable<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  /// The values, for loops that have checked their offsets themselves.
  public let base: UnsafePointer<Element>
  public let count: Int
  /// Keeps the memory.
  private let owner: AnyObject

  /// Copies values.
  public init(_ values: some Collection<Element>) {
    unsafe self.init(count: values.count) { memory in
      _ = unsafe memory.initialize(from: values)
    }
  }

  /// Copies the values of several arrays, one after another.
  public init(joining parts: [[Element]]) {
    unsafe self.init(count: parts.reduce(0) { $0 + $1.count }) { memory in
      var next = 0
      for part in parts {
        _ = unsafe UnsafeMutableBufferPointer(rebasing: memory[next..<next + part.count])
          .initialize(from: part)
        next += part.count
      }
    }
  }

  /// Allocates memory that `fill` initializes throughout.
  public init(count: Int, _ fill: (UnsafeMutableBufferPointer<Element>) throws -> Void) rethrows {
    let memory = OwnedMemory(bytes: count * MemoryLayout<Element>.stride)
    let values = unsafe memory.base.bindMemory(to: Element.self, capacity: count)
    unsafe base = UnsafePointer(values)
    self.count = count
    owner = memory
    try unsafe fill(UnsafeMutableBufferPointer(start: values, count: count))
  }

  /// Looks at memory that `owner` keeps.
  ///
  /// - Precondition: `base` is aligned for the values and `count` of them are there.
  public init(at base: UnsafeRawPointer, count: Int, owner: AnyObject) {
    unsafe self.base = base.assumingMemoryBound(to: Element.self)
    self.count = count
    self.owner = owner
  }

  /// - Precondition: `0 <= index && index < count`.
  @inlinable
  public subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count, "an offset beyond the table")
    return unsafe base[index]
  }

  /// The values as bytes.
  public func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result
  {
    defer { withExtendedLifetime(owner) {} }
    let size = count * MemoryLayout<Element>.stride
    return try unsafe body(UnsafeRawBufferPointer(start: base, count: size))
  }
}

/// Memory that is freed with its last owner.
@safe
private final class OwnedMemory: @unchecked Sendable {
  let base: UnsafeMutableRawPointer

  init(bytes: Int) {
    unsafe base = UnsafeMutableRawPointer.allocate(byteCount: max(bytes, 1), alignment: 64)
  }

  deinit { unsafe base.deallocate() }
}
