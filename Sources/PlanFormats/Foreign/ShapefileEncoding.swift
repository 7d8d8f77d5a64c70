internal import Foundation

/// How an encoding that no file states was found.
public enum EncodingEvidence: Hashable, Sendable {
  /// By the mark for a language in the table's head.
  case byMark
  /// By the bytes of the texts.
  case byContent
}

/// The encoding of a shapefile's table.
///
/// In this order: what the user says; the file with the ending `cpg`, which GDAL reads itself; the mark
/// for a language in the table's head; the texts.
struct ShapefileEncoding {
  /// The name by which GDAL knows it.
  let name: String
  private let evidence: EncodingEvidence?

  /// Finds the encoding; `nil` where GDAL needs no help.
  ///
  /// - Parameters:
  ///   - path: The file with the ending `shp`.
  ///   - stated: What the user says.
  /// - Throws: ``FileError`` when the table cannot be read.
  init?(of path: String, stated: TextEncoding?) throws(FileError) {
    if let stated {
      name = stated == .utf8 ? "UTF-8" : "GB18030"
      evidence = nil
      return
    }
    guard Self.companion(of: path, ending: "cpg") == nil,
      let table = Self.companion(of: path, ending: "dbf")
    else { return nil }
    let texts = try TableTexts(path: table)
    switch texts.languageMark {
    case 0x4D, 0x7A: (name, evidence) = ("GB18030", .byMark)
    case 0x4F, 0x78: (name, evidence) = ("CP950", .byMark)
    default:
      guard let encoding = texts.encoding else { return nil }
      (name, evidence) = (encoding == .utf8 ? "UTF-8" : "GB18030", .byContent)
    }
  }

  /// What is to be said of it; nothing when the user said it.
  func remark(_ path: String) -> [PlanReadingRemark] {
    evidence.map { [.encodingTaken(name, $0, file: path)] } ?? []
  }

  /// The file beside a shapefile with another ending, in lower or upper case.
  private static func companion(of path: String, ending: String) -> String? {
    let stem = (path as NSString).deletingPathExtension
    return [ending, ending.uppercased()].map { "\(stem).\($0)" }
      .first { FileManager.default.fileExists(atPath: $0) }
  }
}

/// The texts of a table in dBASE format that are not plain ASCII.
private struct TableTexts {
  /// The byte that stands for a language; 0 when nothing is said.
  let languageMark: UInt8
  private var utf8Count = 0
  private var gb18030Count = 0
  private var count = 0

  /// How much of a table is looked at.
  private static let limit = 1 << 22

  init(path: String) throws(FileError) {
    var reader = try ByteReader(path: path)
    let bytes = try reader.peek(Self.limit)
    guard bytes.count >= 32 else {
      languageMark = 0
      return
    }
    languageMark = bytes[29]
    let headLength = Int(bytes[8]) + Int(bytes[9]) << 8
    let rowLength = Int(bytes[10]) + Int(bytes[11]) << 8
    var lengths: [Int] = []
    var field = 32
    while field + 32 <= min(headLength, bytes.count), bytes[field] != 0x0D {
      look(at: bytes[field..<field + 11].prefix { $0 != 0 })
      lengths.append(Int(bytes[field + 16]))
      field += 32
    }
    var row = headLength
    while rowLength > 0, row + rowLength <= bytes.count {
      var start = row + 1
      for length in lengths where start + length <= bytes.count {
        look(at: bytes[start..<start + length])
        start += length
      }
      row += rowLength
    }
  }

  /// Counts in which encodings a text is valid, apart from a last character that was cut.
  private mutating func look(at text: ArraySlice<UInt8>) {
    guard text.contains(where: { $0 >= 0x80 }) else { return }
    count += 1
    if TextEncoding.isUTF8(text) { utf8Count += 1 }
    switch TextTranscoder.fromGB18030().convert(text.span) {
    case .complete, .truncated: gb18030Count += 1
    case .malformed: break
    }
  }

  /// UTF-8 where nearly all texts are that, as hardly any other text is; else GB18030. `nil` when all
  /// is ASCII.
  var encoding: TextEncoding? {
    guard count > 0 else { return nil }
    return utf8Count * 20 >= count * 19 || gb18030Count < utf8Count ? .utf8 : .gb18030
  }
}
