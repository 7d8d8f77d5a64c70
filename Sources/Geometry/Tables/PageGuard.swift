public import Synchronization

/// Verifies the pages of a mapped file, each before it is first used.
///
/// What a damaged page holds is never used: tables give zero bits in its place, and the guard
/// remembers, so that whoever asked can be told.
@safe
public final class PageGuard: @unchecked Sendable {
  private let base: UnsafeRawPointer
  private let shift: Int
  private let byteCount: Int
  private let count: Int
  private let flags: UnsafeMutablePointer<Atomic<Bool>>
  private let damage = Atomic<Bool>(false)
  private let verify: @Sendable (_ page: Int, _ bytes: UnsafeRawBufferPointer) -> Bool

  /// Guards memory.
  ///
  /// - Parameters:
  ///   - base: Where the first page begins.
  ///   - byteCount: How many bytes there are; the last page may be shorter than the others.
  ///   - shift: The binary logarithm of a page's size.
  ///   - verify: Tells whether a page is as it was written; called once for each, or a few times by
  ///     threads that come to it together.
  public init(
    at base: UnsafeRawPointer, byteCount: Int, shift: Int,
    verify: @escaping @Sendable (_ page: Int, _ bytes: UnsafeRawBufferPointer) -> Bool
  ) {
    unsafe self.base = base
    self.shift = shift
    self.byteCount = byteCount
    count = (byteCount + (1 << shift) - 1) >> shift
    unsafe self.verify = verify
    unsafe flags = .allocate(capacity: max(count, 1))
    for page in 0..<count { unsafe (flags + page).initialize(to: Atomic(false)) }
  }

  deinit {
    unsafe flags.deinitialize(count: count)
    unsafe flags.deallocate()
  }

  /// Whether no damaged page has been met.
  public var isSound: Bool { !damage.load(ordering: .acquiring) }

  /// What tells at once whether a page is known to be sound; valid as long as the guard lives.
  var marks: PageMarks { unsafe PageMarks(base: base, shift: shift, flags: flags) }

  /// Verifies the pages that some memory lies in, as far as that was not done.
  ///
  /// - Returns: Whether they are sound.
  /// - Precondition: The memory is guarded and not empty.
  @inline(never)
  func check(_ start: UnsafeRawPointer, bytes: Int) -> Bool {
    let offset = unsafe start - base
    var page = offset >> shift
    let last = (offset + bytes - 1) >> shift
    while page <= last {
      if unsafe !flags[page].load(ordering: .acquiring) {
        let start = page << shift
        let bytes = unsafe UnsafeRawBufferPointer(
          start: base + start, count: min(1 << shift, byteCount - start))
        guard unsafe verify(page, bytes) else {
          damage.store(true, ordering: .releasing)
          return false
        }
        unsafe flags[page].store(true, ordering: .releasing)
      }
      page += 1
    }
    return true
  }
}

/// The pages of a ``PageGuard`` that were verified, to be asked in a loop: a plain value that nobody
/// needs to retain.
@safe @usableFromInline
struct PageMarks: BitwiseCopyable {
  @usableFromInline let base: UnsafeRawPointer
  @usableFromInline let shift: Int
  @usableFromInline let flags: UnsafeMutablePointer<Atomic<Bool>>

  fileprivate init(
    base: UnsafeRawPointer, shift: Int, flags: UnsafeMutablePointer<Atomic<Bool>>
  ) {
    unsafe (self.base, self.shift, self.flags) = (base, shift, flags)
  }

  /// Whether the one page that some memory lies in was verified; `false` when there are several.
  @inlinable @inline(__always)
  func know(_ start: UnsafeRawPointer, bytes: Int) -> Bool {
    let offset = unsafe start - base
    let page = offset &>> shift
    guard page == (offset &+ bytes &- 1) &>> shift else { return false }
    return unsafe flags[page].load(ordering: .acquiring)
  }
}
