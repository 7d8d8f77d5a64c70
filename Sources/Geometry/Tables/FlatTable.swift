/// A read-only row of values in one piece of memory: allocated here, or a part of a mapped file.
///
/// Copies share the memory, which lives as long as any of them. Values of a damaged page of a file
/// read as zero bits, see ``PageGuard``.
@safe
public struct FlatTable<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  /// The values, for loops that have checked their offsets themselves.
  public let base: UnsafePointer<Element>
  public let count: Int
  /// Verifies the memory before it is used, when it is part of a file.
  public let pages: PageGuard?
  @usableFromInline let marks: PageMarks?
  /// Keeps the memory.
  private let owner: AnyObject

  /// Copies values.
  public init(_ values: some Collection<Element>) {
    unsafe self.init(count: values.count) { memory in
      _ = unsafe memory.initialize(from: values)
    }
  }

  /// Allocates memory that `fill` initializes throughout.
  public init(count: Int, _ fill: (UnsafeMutableBufferPointer<Element>) throws -> Void) rethrows {
    let memory = OwnedMemory(size: count * MemoryLayout<Element>.stride)
    let values = unsafe memory.base.bindMemory(to: Element.self, capacity: count)
    try unsafe fill(UnsafeMutableBufferPointer(start: values, count: count))
    self.init(memory, count: count)
  }

  /// Takes memory that so many values fill.
  init(_ memory: OwnedMemory, count: Int) {
    memory.resize(to: count * MemoryLayout<Element>.stride)
    memory.adviseLargePages()
    unsafe self.init(memory.base.assumingMemoryBound(to: Element.self), count: count, nil, memory)
  }

  /// Looks at memory that `owner` keeps and `pages` verifies.
  ///
  /// - Precondition: `base` is aligned for the values and `count` of them are there.
  public init(at base: UnsafeRawPointer, count: Int, pages: PageGuard, owner: AnyObject) {
    unsafe self.init(
      base.assumingMemoryBound(to: Element.self), count: count, pages, owner)
  }

  /// - Precondition: `0 <= index && index < count`.
  @inlinable
  public subscript(index: Int) -> Element {
    precondition(index >= 0 && index < count, "an offset beyond the table")
    guard isSound(index, count: 1) else { return Self.zero }
    return unsafe base[index]
  }

  /// Whether values may be used, which is verified when they are part of a file.
  @inlinable @inline(__always)
  public func isSound(_ start: Int, count: Int) -> Bool {
    guard let marks else { return true }
    let size = count &* MemoryLayout<Element>.stride
    let place = unsafe UnsafeRawPointer(base + start)
    return unsafe marks.know(place, bytes: size) || verify(place, bytes: size)
  }

  @usableFromInline @inline(never)
  func verify(_ place: UnsafeRawPointer, bytes: Int) -> Bool {
    guard let pages, bytes > 0 else { return true }
    return unsafe pages.check(place, bytes: bytes)
  }

  /// Gives values to `body`, which must not keep them; of a damaged page none.
  ///
  /// - Precondition: The range lies in the table.
  @inlinable @inline(__always)
  public func withValues<Result>(
    _ range: Range<Int>, _ body: (Span<Element>) -> Result
  ) -> Result {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "a range beyond the table")
    let isSound = isSound(range.lowerBound, count: range.count)
    let values = unsafe UnsafeBufferPointer(
      start: base + range.lowerBound, count: isSound ? range.count : 0)
    return unsafe body(values.span)
  }

  /// Reads values from many places, one after the other without a branch between them, so that the
  /// processor fetches many at a time.
  ///
  /// - Parameters:
  ///   - numbers: Offsets in the table, which is the caller's word.
  ///   - count: How many.
  ///   - values: Receives as many values.
  @inline(__always)
  func gather(
    _ numbers: UnsafePointer<UInt32>, count: Int, into values: UnsafeMutablePointer<Element>
  ) {
    guard marks != nil else {
      for index in 0..<count { unsafe values[index] = base[Int(numbers[index])] }
      return
    }
    let zero = Self.zero
    for index in 0..<count {
      let number = unsafe Int(numbers[index])
      unsafe values[index] = isSound(number, count: 1) ? base[number] : zero
    }
  }

  /// All values; of a damaged file none.
  public func array() -> [Element] {
    withValues(0..<count) { values in
      unsafe values.withUnsafeBufferPointer { unsafe Array($0) }
    }
  }

  @usableFromInline static var zero: Element {
    unsafe withUnsafeTemporaryAllocation(of: Element.self, capacity: 1) { memory in
      let bytes = UnsafeMutableRawBufferPointer(memory)
      unsafe bytes.initializeMemory(as: UInt8.self, repeating: 0)
      return unsafe memory[0]
    }
  }

  /// The same memory as smaller values, of which a whole number makes one of these.
  public func `as`<Part: BitwiseCopyable & Sendable>(_ part: Part.Type) -> FlatTable<Part> {
    unsafe FlatTable<Part>(
      UnsafeRawPointer(base).assumingMemoryBound(to: Part.self),
      count: count * (MemoryLayout<Element>.stride / MemoryLayout<Part>.stride), pages, owner)
  }

  fileprivate init(
    _ base: UnsafePointer<Element>, count: Int, _ pages: PageGuard?, _ owner: AnyObject
  ) {
    unsafe self.base = base
    self.count = count
    self.pages = pages
    marks = pages?.marks
    self.owner = owner
  }
}
