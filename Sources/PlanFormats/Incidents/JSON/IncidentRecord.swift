internal import JSONText

/// A line of NDJSON or a feature of GeoJSON.
struct IncidentRecord {
  /// What the text says.
  enum Content {
    /// A line without text; it is no row.
    case blank
    /// To be used before the next record is read. Its ranges count from the start of the text.
    case value(JSONValue)
    case malformed(JSONTextError)
  }

  /// Counted from 1, blank lines left out.
  let number: Int
  let content: Content
  /// Where its text lies in the buffer that was given. It has no line feed.
  let text: Range<Int>
  /// Whether the line ends in CRLF.
  var endsInCRLF = false
}

/// Where records come from.
protocol IncidentRecordSource: ~Copyable {
  /// Members beside the features, as far as they have been met.
  var rootMembers: [FeatureCollectionReader.RootMember] { get }

  /// The next record; its text is appended to a buffer.
  mutating func next(
    appendingTo texts: inout [UInt8]
  ) throws(IncidentFileError) -> IncidentRecord?

  /// Goes back to the first record.
  mutating func rewind() throws(IncidentFileError)
}
