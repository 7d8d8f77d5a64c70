internal import Foundation
public import JSONText

/// Why a repair cannot be taken back.
public enum UndoError: Error, Hashable, Sendable {
  case file(FileError)
  /// The log is no JSON, or lacks what it takes.
  case notALog(path: String)
  /// The repair wrote the plan in another format; the original is where it was.
  case nothingToUndo(original: String)
  /// The file is not the one that the repair wrote.
  case otherFile(path: String)
}

/// Takes a repair back, byte for byte.
public enum UndoLog {
  /// What a log says of one file.
  private struct Entry {
    let name: String
    let before: String
    let after: String
    let edits: [ByteEdit]
  }

  /// Files as they were before a repair.
  public struct Undone: Sendable {
    /// Where the repair wrote them.
    public let place: String
    /// Whether that is a folder.
    public let isFolder: Bool
    public let files: [(name: String, bytes: [UInt8])]
  }

  /// Makes the files as they were before a repair.
  ///
  /// - Parameters:
  ///   - path: The log of the repair.
  ///   - fixed: What the repair wrote, a file or a folder; `nil` for where the log says.
  /// - Returns: Each file with its bytes before.
  /// - Throws: ``UndoError``; also when the result is not, by its SHA-256, what it was.
  public static func restore(
    _ path: String, fixed: String?
  ) throws(UndoError) -> Undone {
    let (output, isFolder, entries) = try read(path)
    let place = fixed ?? output
    var files: [(name: String, bytes: [UInt8])] = []
    for entry in entries {
      let file = isFolder ? (place as NSString).appendingPathComponent(entry.name) : place
      let bytes = try contents(of: file)
      guard EditedFile.digest(of: bytes) == entry.after,
        let original = original(bytes, entry.edits),
        EditedFile.digest(of: original) == entry.before
      else { throw .otherFile(path: file) }
      files.append((entry.name, original))
    }
    return Undone(place: place, isFolder: isFolder, files: files)
  }

  private static func contents(of path: String) throws(UndoError) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .file(.unreadable(path: path, reason: FileError.reason(errno)))
    }
    return [UInt8](data)
  }

  private static func original(_ bytes: [UInt8], _ edits: [ByteEdit]) -> [UInt8]? {
    var original: [UInt8] = []
    var done = 0
    for edit in edits {
      guard edit.range.lowerBound >= done, edit.range.upperBound <= bytes.count else { return nil }
      original += bytes[done..<edit.range.lowerBound]
      original += edit.original
      done = edit.range.upperBound
    }
    return original + bytes[done...]
  }

  private static func read(
    _ path: String
  ) throws(UndoError) -> (output: String, isFolder: Bool, entries: [Entry]) {
    let bytes = try contents(of: path)
    let document = JSONDocument()
    guard let log = try? document.parse(bytes.span), let undo = log["undo"] else {
      throw .notALog(path: path)
    }
    if let original = undo["original"]?.string { throw .nothingToUndo(original: original) }
    guard let output = undo["output"]?.string, let isFolder = undo["is_folder"]?.boolean,
      let files = undo["files"], files.kind == .array
    else { throw .notALog(path: path) }
    var entries: [Entry] = []
    for file in files.elements {
      guard let entry = entry(file) else { throw .notALog(path: path) }
      entries.append(entry)
    }
    return (output, isFolder, entries)
  }

  private static func entry(_ file: JSONValue) -> Entry? {
    guard let name = file["name"]?.string, !name.contains("/"),
      let before = file["sha256_before"]?.string, let after = file["sha256_after"]?.string,
      let list = file["edits"], list.kind == .array
    else { return nil }
    var edits: [ByteEdit] = []
    for edit in list.elements {
      guard let offset = edit["offset"]?.integer, let length = edit["length"]?.integer,
        offset >= 0, length >= 0, offset <= Int.max - length,
        let text = edit["original"]?.string, let original = Data(base64Encoded: text)
      else { return nil }
      edits.append(ByteEdit(range: offset..<offset + length, original: [UInt8](original)))
    }
    return Entry(name: name, before: before, after: after, edits: edits)
  }

  /// Says where the original is when a repair wrote another format, as the member `undo` of an object.
  public static func write(original: String, to json: inout JSONWriter) {
    json.key("undo")
    json.object { $0.member("original", original) }
  }

  /// Writes what ``restore(_:fixed:)`` needs, as the member `undo` of an object.
  ///
  /// - Parameters:
  ///   - output: Where the repair writes.
  ///   - isFolder: Whether that is a folder.
  ///   - files: The files it writes.
  ///   - json: The object that is open.
  public static func write(
    output: String, isFolder: Bool, _ files: [EditedFile], to json: inout JSONWriter
  ) {
    json.key("undo")
    json.object { json in
      json.member("output", output)
      json.member("is_folder", isFolder)
      json.key("files")
      json.array { json in
        for file in files {
          json.object { json in
            json.member("name", file.name)
            json.member("sha256_before", file.digestBefore)
            json.member("sha256_after", file.digestAfter)
            json.key("edits")
            json.array { json in
              for edit in file.edits {
                json.object { json in
                  json.member("offset", edit.range.lowerBound)
                  json.member("length", edit.range.count)
                  json.member("original", Data(edit.original).base64EncodedString())
                }
              }
            }
          }
        }
      }
    }
  }
}
