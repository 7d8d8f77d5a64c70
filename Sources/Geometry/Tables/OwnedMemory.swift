internal import CLinux
internal import Glibc

/// Memory that is given back with its last owner.
///
/// Large pieces are pages of their own: they become larger or smaller without being copied, and what is
/// never written to takes none.
@safe
final class OwnedMemory: @unchecked Sendable {
  private(set) var base: UnsafeMutableRawPointer
  /// In bytes.
  private(set) var size: Int

  /// From how many bytes on memory is pages of its own.
  private static let mappedSize = 1 << 20
  private static let hugePage = 2 << 20
  private static let cacheLine = 64

  /// - Parameter size: How many bytes are needed.
  init(size: Int) {
    self.size = size
    unsafe base = Self.found(Self.allocate(size))
  }

  deinit { unsafe Self.free(base, size) }

  /// Makes the memory so large, or so small, with what is in it. It may be elsewhere afterwards.
  func resize(to wanted: Int) {
    guard wanted != size else { return }
    if size >= Self.mappedSize, wanted >= Self.mappedSize {
      unsafe base = Self.found(clx_remap(base, size, wanted))
    } else {
      let moved = unsafe Self.found(Self.allocate(wanted))
      unsafe moved.copyMemory(from: base, byteCount: min(size, wanted))
      unsafe Self.free(base, size)
      unsafe base = moved
    }
    size = wanted
  }

  /// Asks for pages of 2 MiB once the memory was filled: where values are looked up at random, finding
  /// pages of 4 KiB takes a share of the time.
  ///
  /// Filling fresh ones would cost the system several times as much; like this it joins the pages
  /// meanwhile, in processes that go on for long. It is only advice.
  func adviseLargePages() {
    if size >= 2 * Self.hugePage { _ = unsafe madvise(base, size, MADV_HUGEPAGE) }
  }

  private static func allocate(_ size: Int) -> UnsafeMutableRawPointer? {
    guard size >= mappedSize else {
      return .allocate(byteCount: max(size, 1), alignment: cacheLine)
    }
    let mapped = unsafe mmap(
      nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    return unsafe mapped == MAP_FAILED ? nil : mapped
  }

  private static func free(_ base: UnsafeMutableRawPointer, _ size: Int) {
    if size >= mappedSize { unsafe munmap(base, size) } else { unsafe base.deallocate() }
  }

  private static func found(_ memory: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer {
    guard let memory = unsafe memory else { preconditionFailure("there is no memory left") }
    return unsafe memory
  }
}
