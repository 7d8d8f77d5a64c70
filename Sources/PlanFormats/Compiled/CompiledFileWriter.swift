internal import Geometry
internal import JSONText

/// Writes a file of tables.
struct CompiledFileWriter {
  private struct Section {
    let key: CompiledLayout.Key
    let bytes: FlatTable<UInt8>
  }

  private var sections: [Section] = []

  /// Adds a table behind the ones before.
  mutating func add<Element>(
    _ kind: CompiledLayout.Kind, part: Int = 0, _ table: FlatTable<Element>
  ) {
    let key = CompiledLayout.Key(kind: kind, part: UInt32(part))
    sections.append(Section(key: key, bytes: table.as(UInt8.self)))
  }

  /// Writes the file whole or not at all.
  func write(to path: String) throws(FileError) {
    var offsets: [Int] = []
    var bodyCount = 0
    for section in sections {
      bodyCount = CompiledLayout.aligned(bodyCount)
      offsets.append(bodyCount)
      bodyCount += section.bytes.count
    }
    var sums: [UInt64] = []
    forEachPage { page in
      sums.append(unsafe page.withUnsafeBytes { unsafe CompiledLayout.checksum($0) })
    }
    let head = head(offsets, bodyCount: bodyCount, sums)
    var file = try OutputFile(path: path)
    try file.write(head.span)
    var failure: FileError?
    forEachPage { page in
      guard failure == nil else { return }
      do throws(FileError) { try file.write(page.span) } catch { failure = error }
    }
    if let failure { throw failure }
    try file.commit()
  }

  private func head(_ offsets: [Int], bodyCount: Int, _ sums: [UInt64]) -> [UInt8] {
    let unpadded = CompiledLayout.checkedFrom + 8 + 24 * sections.count + 8 * sums.count
    let headCount = CompiledLayout.wholePages(unpadded)
    var checked: [UInt64] = [UInt64(sections.count)]
    for (section, offset) in zip(sections, offsets) {
      checked.append(UInt64(section.key.part) << 32 | UInt64(section.key.kind.rawValue))
      checked += [UInt64(headCount + offset), UInt64(section.bytes.count)]
    }
    checked += sums
    let fill = (headCount - CompiledLayout.checkedFrom) / 8 - checked.count
    checked += repeatElement(0, count: fill)
    let sum = unsafe checked.withUnsafeBytes { unsafe CompiledLayout.checksum($0) }
    let words: [UInt64] =
      [
        CompiledLayout.magic,
        UInt64(CompiledLayout.pageShift) << 32 | UInt64(CompiledLayout.version),
        UInt64(headCount + bodyCount), UInt64(headCount), sum,
      ] + checked
    return unsafe words.withUnsafeBytes { unsafe [UInt8]($0) }
  }

  /// Calls `body` with each page behind the head; only the last one may be shorter than a page.
  private func forEachPage(_ body: ([UInt8]) -> Void) {
    var page: [UInt8] = []
    page.reserveCapacity(CompiledLayout.pageSize)
    func append(_ bytes: FlatTable<UInt8>) {
      var start = 0
      while start < bytes.count {
        let count = min(bytes.count - start, CompiledLayout.pageSize - page.count)
        bytes.withValues(start..<start + count) { page.append(contentsOf: $0) }
        start += count
        guard page.count == CompiledLayout.pageSize else { continue }
        body(page)
        page.removeAll(keepingCapacity: true)
      }
    }
    var offset = 0
    for section in sections {
      append(FlatTable([UInt8](repeating: 0, count: CompiledLayout.aligned(offset) - offset)))
      append(section.bytes)
      offset = CompiledLayout.aligned(offset) + section.bytes.count
    }
    if !page.isEmpty { body(page) }
  }
}
