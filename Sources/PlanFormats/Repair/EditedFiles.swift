internal import Foundation

/// Files that appear together.
public enum EditedFiles {
  /// Writes files, each whole or not at all; none appears before all are written.
  ///
  /// - Parameters:
  ///   - files: Paths and what is to be there.
  ///   - folder: The folder that they are in, which is made if it is not there; `nil` when they are in
  ///     folders that are.
  /// - Throws: ``FileError``; files that were there are as they were, unless giving them their names
  ///   fails on the way.
  public static func write(
    _ files: [(path: String, bytes: [UInt8])], makingFolder folder: String?
  ) throws(FileError) {
    var isNew = false
    if let folder, !FileManager.default.fileExists(atPath: folder) {
      do {
        try FileManager.default.createDirectory(
          atPath: folder, withIntermediateDirectories: true)
        isNew = true
      } catch {
        throw .unwritable(path: folder, reason: error.localizedDescription)
      }
    }
    do throws(FileError) {
      try write(files[...])
    } catch {
      if isNew, let folder { try? FileManager.default.removeItem(atPath: folder) }
      throw error
    }
  }

  private static func write(
    _ files: ArraySlice<(path: String, bytes: [UInt8])>
  ) throws(FileError) {
    guard let first = files.first else { return }
    var file = try OutputFile(path: first.path)
    try file.write(first.bytes.span)
    try write(files.dropFirst())
    try file.commit()
  }
}
