/// A file that is written whole or not at all, and that several may hold.
final class OutputHandle {
  /// The path as given.
  let path: String
  private var file: OutputFile

  init(path: String) throws(PlanWritingError) {
    self.path = path
    do throws(FileError) { file = try OutputFile(path: path) } catch { throw .file(error) }
  }

  /// The empty file where another library may write what is to appear.
  func stage() throws(PlanWritingError) -> String {
    guard let stage = file.stage else {
      throw .file(.unwritable(path: path, reason: FileError.notRegular))
    }
    return stage
  }

  /// Writes bytes at the end.
  func write(_ bytes: Span<UInt8>) throws(PlanWritingError) {
    do throws(FileError) { try file.write(bytes) } catch { throw .file(error) }
  }

  /// Makes the file appear under its name.
  func commit() throws(PlanWritingError) {
    do throws(FileError) { try file.commit() } catch { throw .file(error) }
  }
}
