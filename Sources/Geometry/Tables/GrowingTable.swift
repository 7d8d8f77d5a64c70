/// Values that come in pieces, one behind another, and become a table where they are.
@safe
final class GrowingTable<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  private let memory = OwnedMemory(size: 0)
  private(set) var count = 0

  /// Appends values.
  ///
  /// - Complexity: O(*n*) in their number; a large table is not copied when it grows.
  func append(_ values: [Element]) {
    let stride = MemoryLayout<Element>.stride
    let (start, end) = (count * stride, (count + values.count) * stride)
    if end > memory.size { memory.resize(to: max(end, memory.size + memory.size / 2)) }
    unsafe values.withUnsafeBytes { bytes in
      guard let source = bytes.baseAddress else { return }
      // SAFETY: there is room up to `end`.
      unsafe (memory.base + start).copyMemory(from: source, byteCount: bytes.count)
    }
    count += values.count
  }

  /// The values as a table; none can be appended any more.
  func finish() -> FlatTable<Element> { FlatTable(memory, count: count) }
}
