internal import Glibc

/// Memory that is freed with its last owner.
@safe
final class OwnedMemory: @unchecked Sendable {
  let base: UnsafeMutableRawPointer
  private let bytes: Int

  private static let hugePage = 2 << 20

  init(bytes: Int) {
    self.bytes = bytes
    let alignment = Self.isLarge(bytes) ? Self.hugePage : 64
    unsafe base = UnsafeMutableRawPointer.allocate(
      byteCount: max(bytes, 1), alignment: alignment)
  }

  deinit { unsafe base.deallocate() }

  /// Asks for pages of 2 MiB once the memory was filled: where values are looked up at random, finding
  /// pages of 4 KiB takes a share of the time.
  ///
  /// Filling fresh ones would cost the system several times as much; like this it joins the pages
  /// meanwhile, in processes that go on for long. It is only advice.
  func adviseLargePages() {
    if Self.isLarge(bytes) { _ = unsafe madvise(base, bytes, MADV_HUGEPAGE) }
  }

  private static func isLarge(_ bytes: Int) -> Bool { bytes >= 2 * hugePage }
}
