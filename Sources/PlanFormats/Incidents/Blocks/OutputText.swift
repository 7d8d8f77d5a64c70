internal import Glibc

/// Text that is put together piece by piece and written at once.
///
/// It does what `[UInt8]` does, without the cost of its checks for each small piece.
@safe
final class OutputText {
  private var memory: UnsafeMutableRawPointer
  private var capacity = 1 << 16
  private(set) var count = 0

  init() {
    unsafe memory = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
  }

  deinit { unsafe memory.deallocate() }

  func removeAll() { count = 0 }

  /// Appends bytes.
  func append(_ bytes: Span<UInt8>) {
    makeRoom(for: bytes.count)
    unsafe bytes.withUnsafeBytes { source in
      guard let base = source.baseAddress else { return }
      // SAFETY: so many bytes are free behind `count`, and the buffer is no one else's.
      unsafe memcpy(memory + count, base, source.count)
    }
    count += bytes.count
  }

  func append(_ byte: UInt8) {
    makeRoom(for: 1)
    unsafe memory.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
    count += 1
  }

  /// Gives the text to `body`.
  func withBytes<Result, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let start = unsafe memory.assumingMemoryBound(to: UInt8.self)
    let bytes = unsafe UnsafeBufferPointer(start: start, count: count)
    let span = unsafe bytes.span
    return try body(span)
  }

  /// Lets `write` put text behind what is there.
  ///
  /// - Parameters:
  ///   - room: For how many bytes there is to be memory.
  ///   - write: Is given the memory and returns how many bytes it wrote.
  func append(room: Int, _ write: (UnsafeMutablePointer<UInt8>) -> Int) {
    makeRoom(for: room)
    // SAFETY: `room` bytes are free behind `count`, and the buffer is no one else's.
    let written = unsafe write((memory + count).assumingMemoryBound(to: UInt8.self))
    precondition(0...room ~= written, "more was written than there was room for")
    count += written
  }

  private func makeRoom(for size: Int) {
    guard size > capacity - count else { return }
    let larger = max(2 * capacity, count + size)
    let moved = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 16)
    unsafe moved.copyMemory(from: memory, byteCount: count)
    unsafe memory.deallocate()
    unsafe memory = moved
    capacity = larger
  }
}
