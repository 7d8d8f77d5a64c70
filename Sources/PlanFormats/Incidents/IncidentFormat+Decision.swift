internal import JSONText

extension IncidentFormat {
  /// The format of an input: as stated, else by the path's extension, else by the content.
  static func decide(
    for reader: inout ByteReader, _ options: IncidentOptions
  ) throws(IncidentFileError) -> IncidentFormat {
    let sample: ArraySlice<UInt8>
    do throws(FileError) { sample = try reader.peek(1 << 20) } catch { throw .file(error) }
    try TextEncoding.refuseWide(sample)
    if let stated = options.inputFormat { return stated }
    if let promised = IncidentFormat(pathExtensionOf: reader.path) { return promised }
    return IncidentFormat(sample)
  }

  /// The format that a text looks like by its first bytes.
  ///
  /// A first line that is a JSON object of its own, and no FeatureCollection, is NDJSON.
  init(_ sample: ArraySlice<UInt8>) {
    let text = sample.starts(with: [0xEF, 0xBB, 0xBF]) ? sample.dropFirst(3) : sample
    let start = text.drop { $0 == 0x20 || (0x09...0x0D).contains($0) }
    guard start.first == UInt8(ascii: "{") || start.first == UInt8(ascii: "[") else {
      self = .csv
      return
    }
    let line = start.prefix { $0 != .lineFeed }
    let document = JSONDocument()
    guard let value = try? document.parse(line.span), value.kind == .object else {
      self = .geojson
      return
    }
    self = value["features"]?.kind == .array ? .geojson : .ndjson
  }
}
