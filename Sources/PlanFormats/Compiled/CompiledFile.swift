internal import Geometry
internal import Glibc
internal import GridPartition

/// A file of tables, mapped into memory; processes that map the same file share its pages.
@safe
final class CompiledFile: @unchecked Sendable {
  private let base: UnsafeRawPointer
  private let byteCount: Int
  private var sections: [CompiledLayout.Key: Range<Int>] = [:]
  private(set) var pages: PageGuard

  /// Opens a file.
  ///
  /// - Throws: ``PlanReadingError``: the file's own errors, and what is wrong with its head.
  /// - Complexity: O(*p*) in the number of its pages of 64 KiB.
  init(path: String) throws(PlanReadingError) {
    let (base, byteCount) = try unsafe Self.map(path)
    unsafe self.base = base
    self.byteCount = byteCount
    let head: Head
    do throws(CompiledFault) {
      head = try unsafe Head(base, byteCount)
    } catch {
      unsafe munmap(UnsafeMutableRawPointer(mutating: base), byteCount)
      throw .compiled(file: path, error)
    }
    sections = head.sections
    let sums = head.sums
    unsafe pages = PageGuard(
      at: base + head.byteCount, byteCount: byteCount - head.byteCount,
      shift: CompiledLayout.pageShift
    ) { page, bytes in unsafe CompiledLayout.checksum(bytes) == sums[page] }
  }

  deinit { unsafe munmap(UnsafeMutableRawPointer(mutating: base), byteCount) }

  /// Whether a file begins as a compiled plan does.
  static func isCompiled(_ path: String) -> Bool {
    guard let head = ByteReader.head(ofFile: path, 8), head.count == 8 else { return false }
    let magic = head.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return magic == CompiledLayout.magic
  }

  /// A table of the file; an empty one when it is missing or is no whole number of values.
  func table<Element>(
    _ kind: CompiledLayout.Kind, part: Int = 0, of: Element.Type = Element.self
  ) -> FlatTable<Element> {
    let key = CompiledLayout.Key(kind: kind, part: UInt32(part))
    let stride = MemoryLayout<Element>.stride
    guard let range = sections[key], range.count % stride == 0 else { return FlatTable([]) }
    return unsafe FlatTable(
      at: base + range.lowerBound, count: range.count / stride, pages: pages, owner: self)
  }

  /// A table of which every page has been verified, on all cores; an empty one when one is damaged.
  func verifiedTable<Element>(_ kind: CompiledLayout.Kind) -> FlatTable<Element> {
    let table: FlatTable<Element> = table(kind)
    let partSize = 1 << 18
    ParallelLoop.onAllCores.run((table.count + partSize - 1) / partSize) { part in
      let start = part * partSize
      _ = table.isSound(start, count: min(partSize, table.count - start))
    }
    return pages.isSound ? table : FlatTable([])
  }

  /// Whether every page is as it was written.
  func isWhole() -> Bool {
    sections.keys.allSatisfy { key in
      let bytes = table(key.kind, part: Int(key.part), of: UInt8.self)
      return bytes.isSound(0, count: bytes.count)
    }
  }

  private static func map(
    _ path: String
  ) throws(PlanReadingError) -> (UnsafeRawPointer, Int) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw .file(.unreadable(path: path, reason: FileError.reason(errno)))
    }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw .compiled(file: path, .notCompiled)
    }
    let count = Int(status.st_size)
    guard count >= CompiledLayout.pageSize else {
      throw .compiled(file: path, isCompiled(path) ? .altered : .notCompiled)
    }
    let memory = unsafe mmap(nil, count, PROT_READ, MAP_SHARED, descriptor, 0)
    guard let memory = unsafe memory, unsafe memory != MAP_FAILED else {
      throw .file(.readFailed(path: path, reason: FileError.reason(errno)))
    }
    return (UnsafeRawPointer(memory), count)
  }
}

/// What stands before the tables.
private struct Head {
  let byteCount: Int
  /// The checksums of the pages behind the head.
  let sums: [UInt64]
  private(set) var sections: [CompiledLayout.Key: Range<Int>] = [:]

  init(_ base: UnsafeRawPointer, _ fileCount: Int) throws(CompiledFault) {
    let number = { (offset: Int) in
      unsafe base.load(fromByteOffset: offset, as: UInt64.self)
    }
    guard number(0) == CompiledLayout.magic else { throw .notCompiled }
    let version = UInt32(truncatingIfNeeded: number(8))
    guard version <= CompiledLayout.version else {
      throw .newer(version: Int(version), known: Int(CompiledLayout.version))
    }
    guard version == CompiledLayout.version else {
      throw .older(version: Int(version), known: Int(CompiledLayout.version))
    }
    let stated = number(16)
    guard stated == UInt64(fileCount) else {
      throw .truncated(bytes: fileCount, expected: Int(clamping: stated))
    }
    guard number(8) >> 32 == UInt64(CompiledLayout.pageShift),
      let headCount = Int(exactly: number(24)), headCount >= CompiledLayout.pageSize,
      headCount <= fileCount, headCount % CompiledLayout.pageSize == 0
    else { throw .altered }
    let checked = CompiledLayout.checkedFrom
    let sum = unsafe CompiledLayout.checksum(
      UnsafeRawBufferPointer(start: base + checked, count: headCount - checked))
    guard number(32) == sum else { throw .altered }
    byteCount = headCount
    let pageCount = CompiledLayout.wholePages(fileCount - headCount) / CompiledLayout.pageSize
    let count = Int(clamping: number(checked))
    sums = (0..<pageCount).map { number(checked + 8 + 24 * count + 8 * $0) }
    for section in 0..<count {
      let at = checked + 8 + 24 * section
      let kind = CompiledLayout.Kind(rawValue: UInt32(truncatingIfNeeded: number(at)))
      guard let kind else { continue }
      let start = Int(clamping: number(at + 8))
      let key = CompiledLayout.Key(kind: kind, part: UInt32(number(at) >> 32))
      sections[key] = start..<start + Int(clamping: number(at + 16))
    }
  }
}
