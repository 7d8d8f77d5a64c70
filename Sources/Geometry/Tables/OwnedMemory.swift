internal import Glibc

/// Memory that is freed with its last owner.
///
/// Large pieces ask for pages of 2 MiB: a position is looked up at random places of a table, and
/// with pages of 4 KiB finding the page would take longer than fetching the value.
@safe
final class OwnedMemory: @unchecked Sendable {
  let base: UnsafeMutableRawPointer

  private static let hugePage = 2 << 20

  init(bytes: Int) {
    let isLarge = bytes >= 2 * OwnedMemory.hugePage
    unsafe base = UnsafeMutableRawPointer.allocate(
      byteCount: max(bytes, 1), alignment: isLarge ? OwnedMemory.hugePage : 64)
    // Only advice: without such pages the memory is the same.
    if isLarge { _ = unsafe madvise(base, bytes, MADV_HUGEPAGE) }
  }

  deinit { unsafe base.deallocate() }
}
