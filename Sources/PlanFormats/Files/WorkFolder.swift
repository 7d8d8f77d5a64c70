internal import Glibc

/// A folder for intermediate files, which is removed with all of them in the end.
final class WorkFolder: Sendable {
  let path: String

  /// - Throws: ``FileError/unwritable(path:reason:)``.
  init() throws(FileError) {
    guard let path = TemporaryFiles.createFolder() else {
      throw .unwritable(path: TemporaryFiles.folder, reason: FileError.reason(errno))
    }
    self.path = path
  }

  deinit { TemporaryFiles.remove(path) }

  /// Writes a file in the folder.
  ///
  /// - Throws: ``FileError``.
  func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    var file = try OutputFile(path: path)
    try file.write(bytes.span)
    try file.commit()
  }

  /// The path of a file in the folder.
  func path(of name: String) -> String { path + "/" + name }
}
