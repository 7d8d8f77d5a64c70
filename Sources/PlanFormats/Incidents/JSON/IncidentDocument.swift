internal import Geometry
internal import GridPartition
internal import JSONText

/// The text of an NDJSON or GeoJSON output.
///
/// Each record of a collection begins with the comma that separates it from the one before; the very
/// first record goes without.
struct IncidentDocument: Sendable {
  private let isCollection: Bool
  /// Whether each record is a line of its own.
  var isLines: Bool { !isCollection }
  private let keys: [[UInt8]]

  init(_ format: IncidentFormat, _ names: AppendedNames) {
    isCollection = format == .geojson
    keys = names.all.map { name in
      var key: [UInt8] = []
      key.append(jsonString: name)
      key.append(UInt8(ascii: ":"))
      return key
    }
  }

  /// Writes what stands before the first record.
  func begin(_ out: inout [UInt8], members: [FeatureCollectionReader.RootMember]) {
    guard isCollection else { return }
    out += #"{"type":"FeatureCollection","#.utf8
    for member in members where member.name != Array("type".utf8) {
      append(member, to: &out)
      out.append(.comma)
    }
    out += #""features":["#.utf8
  }

  /// Writes what stands after the last record.
  func end(
    _ out: inout [UInt8], isEmpty: Bool, members: [FeatureCollectionReader.RootMember]
  ) {
    guard isCollection else { return }
    out += isEmpty ? "]".utf8 : "\n]".utf8
    for member in members where member.name != Array("type".utf8) {
      out.append(.comma)
      append(member, to: &out)
    }
    out += "}\n".utf8
  }

  private func append(_ member: FeatureCollectionReader.RootMember, to out: inout [UInt8]) {
    out.append(.quote)
    out += member.name
    out += "\":".utf8
    out += member.value
  }

  private func beginRecord(_ out: inout [UInt8]) {
    if isCollection { out += ",\n".utf8 }
  }
}

extension IncidentDocument {
  /// Writes a record with its appended members; the line end is left to the caller.
  ///
  /// - Parameters:
  ///   - text: The record as it was read; its own bytes stay as they are.
  ///   - shape: What it is.
  ///   - position: Its position, for a geometry that it does not have itself.
  ///   - answer: The appended members, as ``append(_:to:)`` writes them.
  ///   - out: Receives the text.
  func append(
    _ text: Span<UInt8>, _ shape: RecordShape, position: IncidentPosition, answer: Span<UInt8>,
    to out: inout [UInt8]
  ) {
    beginRecord(&out)
    switch shape {
    case .object(let closing):
      if isCollection { beginFeature(position, &out) }
      insert(answer, into: text, at: closing, &out)
      if isCollection { out.append(UInt8(ascii: "}")) }
    case .geometry(let closing):
      guard isCollection else { return insert(answer, into: text, at: closing, &out) }
      out += #"{"type":"Feature","geometry":"#.utf8
      out.append(contentsOf: text)
      out += #","properties":{"#.utf8
      out.append(contentsOf: answer)
      out += "}}".utf8
    case .feature(let closing): insert(answer, into: text, at: closing, &out)
    case .featureWithNull(let range):
      out.append(contentsOf: text.extracting(..<range.lowerBound))
      appendObject(answer, &out)
      out.append(contentsOf: text.extracting(range.upperBound...))
    case .featureWithout(let closing):
      out.append(contentsOf: text.extracting(..<closing.offset))
      out += #","properties":"#.utf8
      appendObject(answer, &out)
      out.append(contentsOf: text.extracting(closing.offset...))
    case .other:
      if isCollection { out += #"{"type":"Feature","geometry":null,"properties":"#.utf8 }
      out += #"{"input":"#.utf8
      out.append(jsonString: String(decoding: [UInt8](text), as: UTF8.self))
      out.append(.comma)
      out.append(contentsOf: answer)
      out += isCollection ? "}}".utf8 : "}".utf8
    }
  }

  /// Writes a record of members that are JSON already, and its appended members; the line end is
  /// left to the caller.
  func append(
    object members: [UInt8], position: IncidentPosition, answer: Span<UInt8>,
    to out: inout [UInt8]
  ) {
    beginRecord(&out)
    if isCollection { beginFeature(position, &out) }
    out.append(UInt8(ascii: "{"))
    out += members
    if !members.isEmpty { out.append(.comma) }
    out.append(contentsOf: answer)
    out += isCollection ? "}}".utf8 : "}".utf8
  }
}

extension IncidentDocument {
  private func beginFeature(_ position: IncidentPosition, _ out: inout [UInt8]) {
    out += #"{"type":"Feature","geometry":"#.utf8
    if case .position(let position) = position {
      out += #"{"type":"Point","coordinates":["#.utf8
      out.append(decimal: position.x)
      out.append(.comma)
      out.append(decimal: position.y)
      out += "]}".utf8
    } else {
      out += "null".utf8
    }
    out += #","properties":"#.utf8
  }

  private func insert(
    _ answer: Span<UInt8>, into text: Span<UInt8>, at closing: RecordShape.Closing,
    _ out: inout [UInt8]
  ) {
    out.append(contentsOf: text.extracting(..<closing.offset))
    if closing.needsComma { out.append(.comma) }
    out.append(contentsOf: answer)
    out.append(contentsOf: text.extracting(closing.offset...))
  }

  private func appendObject(_ answer: Span<UInt8>, _ out: inout [UInt8]) {
    out.append(UInt8(ascii: "{"))
    out.append(contentsOf: answer)
    out.append(UInt8(ascii: "}"))
  }

  /// Writes the appended members: codes and status always, the others when they apply.
  func append(_ fields: AppendedFields, to out: inout [UInt8]) {
    out += keys[0]
    Self.append(code: fields.gridCode, &out)
    out.append(.comma)
    out += keys[1]
    Self.append(code: fields.villageCode, &out)
    out.append(.comma)
    out += keys[2]
    out.append(jsonString: fields.status.rawValue)
    if let distance = fields.distance, distance.isFinite {
      out.append(.comma)
      out += keys[3]
      out.append(decimal: distance)
    }
    if !fields.candidates.isEmpty {
      out.append(.comma)
      out += keys[4]
      for (number, code) in fields.candidates.enumerated() {
        out.append(number == 0 ? UInt8(ascii: "[") : .comma)
        out.append(jsonString: code)
      }
      out.append(UInt8(ascii: "]"))
    }
    if let confidence = fields.confidence, confidence.isFinite {
      out.append(.comma)
      out += keys[5]
      out.append(decimal: confidence)
    }
    if let error = fields.error {
      out.append(.comma)
      out += keys[6]
      out.append(jsonString: error)
    }
    if let dated = fields.dated { append(dated, to: &out) }
  }

  private func append(_ dated: DatedFields, to out: inout [UInt8]) {
    for (key, code) in [(keys[7], dated.stationCode), (keys[8], dated.townCode)] {
      out.append(.comma)
      out += key
      Self.append(code: code, &out)
    }
    var json = JSONWriter()
    json.writeMembers(dated.members)
    out.append(.comma)
    out += keys[9]
    out += json.bytes
    out.append(.comma)
    out += keys[10]
    out += (dated.version.map { "\($0)" } ?? "null").utf8
  }

  private static func append(code: String, _ out: inout [UInt8]) {
    guard !code.isEmpty else {
      out += "null".utf8
      return
    }
    out.append(jsonString: code)
  }
}
