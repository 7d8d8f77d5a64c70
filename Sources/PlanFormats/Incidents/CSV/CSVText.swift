internal import GridPartition
internal import JSONText

/// The text of CSV fields, in the encoding of one file.
struct CSVText {
  let encoding: TextEncoding
  private let decoder: TextTranscoder?
  private let encoder: TextTranscoder?

  init(_ encoding: TextEncoding) {
    self.encoding = encoding
    decoder = encoding == .gb18030 ? .fromGB18030() : nil
    encoder = encoding == .gb18030 ? .toGB18030() : nil
  }

  /// The bytes of a field in UTF-8, without its quotes; `nil` when they are not in the encoding.
  func utf8(_ field: Span<UInt8>) -> [UInt8]? {
    let plain = Self.unquoted(field)
    guard plain.contains(where: { $0 >= 0x80 }) else { return plain }
    guard let decoder else {
      return String(validating: plain, as: UTF8.self) == nil ? nil : plain
    }
    guard case .complete(let text) = decoder.convert(plain.span) else { return nil }
    return text
  }

  /// The text of a field; what is not in the encoding becomes U+FFFD.
  func string(_ field: Span<UInt8>) -> String {
    String(decoding: utf8(field) ?? Self.unquoted(field), as: UTF8.self)
  }

  /// A field without its quotes, in the file's encoding.
  static func unquoted(_ field: Span<UInt8>) -> [UInt8] {
    guard !field.isEmpty, field[0] == .quote else { return [UInt8](field) }
    var plain: [UInt8] = []
    plain.reserveCapacity(field.count)
    var isQuoted = true
    var at = 1
    while at < field.count {
      let byte = field[at]
      at += 1
      if isQuoted && byte == .quote {
        isQuoted = at < field.count && field[at] == .quote
        if isQuoted { at += 1 } else { continue }
      }
      plain.append(byte)
    }
    return plain
  }

  /// Appends a field, quoted when it has to be, in the file's encoding.
  func append(_ text: String, to row: inout [UInt8]) {
    guard let encoder, !text.utf8.allSatisfy({ $0 < 0x80 }) else {
      var text = text
      text.withUTF8 { unsafe Self.append(field: $0.span, to: &row) }
      return
    }
    // GB18030 has every character, so the conversion is complete.
    guard case .complete(let encoded) = encoder.convert(Array(text.utf8).span) else { return }
    Self.append(field: encoded.span, to: &row)
  }

  /// Appends a field that is in the file's encoding already, quoted when it has to be.
  static func append(field: Span<UInt8>, to row: inout [UInt8]) {
    guard needsQuotes(field) else {
      row.append(contentsOf: field)
      return
    }
    row.append(.quote)
    for offset in field.indices {
      if field[offset] == .quote { row.append(.quote) }
      row.append(field[offset])
    }
    row.append(.quote)
  }

  private static func needsQuotes(_ field: Span<UInt8>) -> Bool {
    for offset in field.indices {
      let byte = field[offset]
      let isMark = byte == .comma || byte == .quote || byte == .lineFeed || byte == .carriageReturn
      if isMark { return true }
    }
    return false
  }
}

extension CSVText {
  /// Appends the appended columns of a row, each with the comma before it.
  func append(_ fields: AppendedFields, to row: inout [UInt8]) {
    row.append(.comma)
    append(fields.gridCode, to: &row)
    row.append(.comma)
    append(fields.villageCode, to: &row)
    row.append(.comma)
    append(fields.status.rawValue, to: &row)
    row.append(.comma)
    if let distance = fields.distance, distance.isFinite { row.append(decimal: distance) }
    row.append(.comma)
    if !fields.candidates.isEmpty {
      append(fields.candidates.joined(separator: ";"), to: &row)
    }
    row.append(.comma)
    if let confidence = fields.confidence, confidence.isFinite { row.append(decimal: confidence) }
    row.append(.comma)
    if let error = fields.error { append(error, to: &row) }
    if let dated = fields.dated { append(dated, to: &row) }
  }

  private func append(_ dated: DatedFields, to row: inout [UInt8]) {
    let members = dated.members.map(\.member.id).joined(separator: ";")
    let version = dated.version.map { "\($0)" } ?? ""
    for text in [dated.stationCode, dated.townCode, members, version] {
      row.append(.comma)
      append(text, to: &row)
    }
  }
}
