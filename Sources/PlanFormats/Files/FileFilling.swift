internal import CLinux
internal import Glibc

/// Fills a new file from its start.
///
/// The system takes whole large pages at half of what odd pieces cost it. Its disk space is asked for
/// in large pieces. What has to be on the disk at the end is sent there meanwhile, so that little is
/// left to wait for. Where a file system knows neither, the file is the same.
struct FileFilling: ~Copyable {
  private static let pageSize = 1 << 16
  /// Shorter files are written as they come.
  private static let sendingSize = 16 << 20
  private static let reservedSize = 128 << 20

  private let descriptor: CInt
  private let isForDisk: Bool
  /// The bytes of the last page, which is not full.
  private var rest: [UInt8] = []
  private var written = 0
  private var reserved = 0
  private var sent = 0

  /// - Parameters:
  ///   - descriptor: The empty file.
  ///   - isForDisk: Whether all bytes have to be on the disk at the end.
  init(_ descriptor: CInt, isForDisk: Bool) {
    (self.descriptor, self.isForDisk) = (descriptor, isForDisk)
  }

  /// Writes bytes at the end; on failure `errno` says why.
  mutating func write(_ bytes: Span<UInt8>) -> Bool {
    var start = 0
    if !rest.isEmpty {
      start = min(Self.pageSize - rest.count, bytes.count)
      append(bytes.extracting(..<start))
      guard rest.count == Self.pageSize else { return true }
      guard putRest() else { return false }
    }
    let whole = (bytes.count - start) / Self.pageSize * Self.pageSize
    guard put(bytes.extracting(start..<start + whole)) else { return false }
    append(bytes.extracting((start + whole)...))
    return true
  }

  /// Hands over all bytes; on failure `errno` says why.
  mutating func finish() -> Bool {
    guard putRest() else { return false }
    if reserved > written, ftruncate(descriptor, written) != 0 { return false }
    guard isForDisk else { return isAccepted() }
    return fsync(descriptor) == 0 || errno == EINVAL
  }

  /// Whether nothing went wrong behind the back of `write`: a file system on another machine says only
  /// when a file is closed that it had no room for it.
  private func isAccepted() -> Bool {
    let other = dup(descriptor)
    return other >= 0 && close(other) == 0
  }

  private mutating func append(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe rest.append(contentsOf: $0) }
  }

  private mutating func putRest() -> Bool {
    let page = rest
    rest.removeAll(keepingCapacity: true)
    return put(page.span)
  }

  private mutating func put(_ bytes: Span<UInt8>) -> Bool {
    let end = written + bytes.count
    if end > max(reserved, Self.sendingSize) { reserve(upTo: end) }
    guard writeAll(bytes, to: descriptor) else { return false }
    written = end
    if isForDisk, written - sent >= Self.sendingSize {
      clx_send(descriptor, Int64(sent), Int64(written - sent))
      sent = written
    }
    return true
  }

  /// Only a wish: when there is no space, writing says so.
  private mutating func reserve(upTo end: Int) {
    let size = max(end - reserved, Self.reservedSize)
    clx_reserve(descriptor, Int64(reserved), Int64(size))
    reserved += size
  }
}
