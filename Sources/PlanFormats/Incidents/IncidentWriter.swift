internal import JSONText

/// Writes the output, block after block; without a file nothing is written.
///
/// The output does not wait for the disk: it can be made again, and is often much larger than the plan.
struct IncidentWriter: ~Copyable {
  private var file: OutputFile?
  /// The start of the output. It is held back for a while, so that a short file that turns out to be
  /// unusable leaves nothing on standard output.
  private var start: [UInt8]? = []

  init(path: String?) throws(IncidentFileError) {
    guard let path else {
      file = nil
      return
    }
    do throws(FileError) {
      file = try OutputFile(path: path, outlivesPowerFailure: false)
    } catch {
      throw .file(error)
    }
  }

  var isReaderGone: Bool {
    switch file {
    case .some(let file): file.isReaderGone
    case .none: false
    }
  }

  /// Writes what comes next.
  mutating func write(_ text: Span<UInt8>) throws(IncidentFileError) {
    guard file != nil else { return }
    if let count = start?.count, count + text.count < 1 << 20 {
      start?.append(contentsOf: text)
      return
    }
    try writeStart()
    do throws(FileError) { try file?.write(text) } catch { throw .file(error) }
  }

  /// Writes records, each of which begins with what separates it from the one before.
  mutating func write(
    records: [UInt8], of format: IncidentFormat, areFirst: Bool
  ) throws(IncidentFileError) {
    let isComma = format == .geojson && areFirst && !records.isEmpty
    try write(records.span.extracting((isComma ? 1 : 0)...))
  }

  private mutating func writeStart() throws(IncidentFileError) {
    guard let text = start else { return }
    start = nil
    do throws(FileError) { try file?.write(text.span) } catch { throw .file(error) }
  }

  /// Writes what is left and makes the file appear.
  mutating func finish() throws(IncidentFileError) {
    try writeStart()
    do throws(FileError) { try file?.commit() } catch { throw .file(error) }
  }
}
