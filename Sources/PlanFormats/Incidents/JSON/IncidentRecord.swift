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

  /// Counted from 1 in its block, blank lines left out.
  let number: Int
  let content: Content
  /// Where its text lies in the block. It has no line feed.
  let text: Range<Int>
  /// Whether the line ends in CRLF.
  var endsInCRLF = false
}

/// Some records of a file, in buffers that are used again.
struct RecordBlock {
  /// The texts of the records, with line feeds between them.
  var text = TextBlock()
  /// Where the features of a GeoJSON file lie in the text.
  var features: [FeatureText] = []
  /// The members of the root before the first record, in the first block.
  var leadingMembers: [FeatureCollectionReader.RootMember]?
  /// What is wrong behind the records.
  var failure: IncidentFileError?
}

/// A feature that has not been parsed.
struct FeatureText {
  /// Where it lies in the text of its block.
  let range: Range<Int>
  /// Offset of its first byte in the file.
  let offset: Int
  /// Line of its first byte, counted from 1.
  let line: Int
}

/// Where records come from.
protocol IncidentRecordSource: ~Copyable {
  associatedtype Cursor: RecordCursor

  /// Members of the root behind the records.
  var trailingMembers: [FeatureCollectionReader.RootMember] { get }

  /// Takes the next records; `false` when there are none.
  mutating func take(into block: inout RecordBlock) throws(IncidentFileError) -> Bool

  /// What goes through the records of a block.
  func makeCursor() -> Cursor

  /// Checks that a file with so many records is one.
  func check(count: Int) throws(IncidentFileError)

  /// Goes back to the first record.
  mutating func rewind() throws(IncidentFileError)
}

/// Goes through the records of one block after another.
protocol RecordCursor {
  /// Goes to the first record of a block.
  mutating func begin(_ block: RecordBlock)

  /// The next record of the block that was begun.
  mutating func next(in block: inout RecordBlock) throws(IncidentFileError) -> IncidentRecord?
}
