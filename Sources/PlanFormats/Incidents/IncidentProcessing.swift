internal import JSONText

/// Answers a batch of incidents: one answer for each, in the same order.
public typealias IncidentAnswer = ([Incident]) throws -> [AppendedFields]

/// How a file was worked through.
public struct IncidentRun: Hashable, Sendable {
  /// Rows that were answered.
  public let rows: Int
  /// Whether the reader of the output went away before the end. That is no error.
  public let isReaderGone: Bool
}

/// Reads the incidents of a file, has them answered batch by batch, and writes them out with the
/// answers appended: all rows, in order, whatever is wrong with them.
///
/// Memory is bounded whatever the size of the file. The output appears whole or not at all, unless
/// it is standard output.
///
/// - Parameters:
///   - input: Path of the file; `-` for standard input.
///   - output: Path of the file to write; `-` for standard output.
///   - options: Formats, names of columns.
///   - answer: Called with some thousand incidents at a time.
/// - Returns: The number of rows.
/// - Throws: ``IncidentFileError``, or what `answer` throws.
/// - Precondition: `answer` gives as many answers as it gets incidents.
public func process(
  _ input: String, to output: String, options: IncidentOptions, answer: IncidentAnswer
) throws -> IncidentRun {
  var reader = try IncidentFileError.wrapping { () throws(FileError) in
    try ByteReader(path: input)
  }
  let format = try IncidentFormat.decide(for: &reader, options)
  let writer = try IncidentWriter(path: output)
  switch (format, options.outputFormat ?? format) {
  case (.csv, let target):
    let rows = try CSVReader(reader, options: options)
    var job = CSVJob(rows, writer, options)
    return try target == .csv ? job.run(answer) : job.run(as: target, answer)
  case (.ndjson, .csv):
    let lines = LineReader(try rewindable(reader), options)
    var job = TableJob(lines, writer, options)
    return try job.run(answer)
  case (.geojson, .csv):
    let features = FeatureReader(try rewindable(reader))
    var job = TableJob(features, writer, options)
    return try job.run(answer)
  case (.ndjson, let target):
    var job = JSONJob(LineReader(reader, options), writer, options)
    return try job.run(as: target, answer)
  case (.geojson, let target):
    var job = JSONJob(FeatureReader(reader), writer, options)
    return try job.run(as: target, answer)
  }
}

private func rewindable(
  _ reader: consuming ByteReader
) throws(IncidentFileError) -> ByteReader {
  do throws(FileError) { return try reader.rewindable() } catch { throw .file(error) }
}

extension IncidentFileError {
  /// Runs work on files, whose errors become part of this one.
  static func wrapping<Result: ~Copyable>(
    _ work: () throws(FileError) -> Result
  ) throws(IncidentFileError) -> Result {
    do throws(FileError) { return try work() } catch { throw .file(error) }
  }
}
