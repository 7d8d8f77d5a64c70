/// Collects output and writes it in large pieces.
struct IncidentWriter: ~Copyable {
  /// What is to be written next.
  var buffer: [UInt8] = []
  private var file: OutputFile

  init(path: String) throws(IncidentFileError) {
    do throws(FileError) { file = try OutputFile(path: path) } catch { throw .file(error) }
    buffer.reserveCapacity(1 << 21)
  }

  var isReaderGone: Bool { file.isReaderGone }

  /// Writes what has been collected.
  mutating func flush() throws(IncidentFileError) {
    var pending: [UInt8] = []
    swap(&pending, &buffer)
    do throws(FileError) { try file.write(pending.span) } catch { throw .file(error) }
    pending.removeAll(keepingCapacity: true)
    swap(&pending, &buffer)
  }

  /// Writes what is left and makes the file appear.
  mutating func finish() throws(IncidentFileError) {
    try flush()
    do throws(FileError) { try file.commit() } catch { throw .file(error) }
  }
}
