/// Records that are answered together.
struct RecordBatch<Source: IncidentRecordSource & ~Copyable>: ~Copyable {
  /// A record that waits for its answer.
  struct Waiting {
    let text: Range<Int>
    let shape: RecordShape
    let isBlank: Bool
    let endsInCRLF: Bool
  }

  private(set) var source: Source
  private let reading: RecordReading
  /// The text of the records, one after another.
  private(set) var texts: [UInt8] = []
  private(set) var waiting: [Waiting] = []
  private(set) var incidents: [Incident] = []
  /// How many members of the root come before the first record.
  private var leadingMemberCount: Int?
  /// Rows answered so far.
  private(set) var count = 0

  init(_ source: consuming Source, _ options: IncidentOptions) {
    self.source = source
    reading = RecordReading(options)
  }

  /// Reads the next records, without answers; `false` when there are none.
  mutating func read() throws(IncidentFileError) -> Bool {
    texts.removeAll(keepingCapacity: true)
    waiting.removeAll(keepingCapacity: true)
    incidents.removeAll(keepingCapacity: true)
    while incidents.count < 4096 && texts.count < 1 << 22 {
      let next = try source.next(appendingTo: &texts)
      leadingMemberCount = leadingMemberCount ?? source.rootMembers.count
      guard let record = next else { break }
      let (incident, shape) = try reading.read(record)
      var isBlank = false
      if case .blank = record.content { isBlank = true }
      if !isBlank { incidents.append(incident) }
      waiting.append(
        Waiting(
          text: record.text, shape: shape, isBlank: isBlank, endsInCRLF: record.endsInCRLF))
    }
    return !waiting.isEmpty
  }

  /// Has the records that were read answered.
  mutating func answered(_ answer: IncidentAnswer) throws -> [AppendedFields] {
    let answers = incidents.isEmpty ? [] : try answer(incidents)
    precondition(answers.count == incidents.count, "each incident has one answer")
    count += answers.count
    return answers
  }

  /// The members of the root before the first record.
  var leadingMembers: [FeatureCollectionReader.RootMember] {
    Array(source.rootMembers.prefix(leadingMemberCount ?? 0))
  }

  /// The members of the root behind the records, as far as they have been met.
  var trailingMembers: [FeatureCollectionReader.RootMember] {
    Array(source.rootMembers.dropFirst(leadingMemberCount ?? 0))
  }

  mutating func rewind() throws(IncidentFileError) {
    try source.rewind()
  }
}
