/// How a file was worked through.
public struct IncidentRun: Hashable, Sendable {
  /// How many rows were answered, by status.
  public let tally: StatusTally
  /// Whether the reader of the output went away before the end. That is no error.
  public let isReaderGone: Bool
}

/// Reads the incidents of a file, has them answered, and writes them out with the answers appended:
/// all rows, in order, whatever is wrong with them.
///
/// All cores take part. Memory is bounded whatever the size of the file. The output appears whole or
/// not at all, unless it is standard output.
///
/// - Parameters:
///   - input: Path of the file; `-` for standard input.
///   - output: Path of the file to write; `-` for standard output.
///   - options: Formats, names of columns.
///   - router: Answers the incidents.
/// - Returns: How many incidents have each status.
/// - Throws: ``IncidentFileError``.
public func process(
  _ input: String, to output: String, options: IncidentOptions, router: IncidentRouter
) throws -> IncidentRun {
  try workThrough(input, to: output, options, router)
}

/// Works a file of incidents through; without an output nothing is written.
func workThrough(
  _ input: String, to output: String?, _ options: IncidentOptions, _ router: IncidentRouter
) throws -> IncidentRun {
  var reader = try IncidentFileError.wrapping { () throws(FileError) in
    try ByteReader(path: input)
  }
  let format = try IncidentFormat.decide(for: &reader, options)
  let target = options.outputFormat ?? format
  let gate = InputGate()
  reader.gate = gate
  let writer = try IncidentWriter(path: output)
  if format != .csv && target == .csv { reader = try rewindable(reader) }
  switch format {
  case .csv:
    let source = try CSVSource.open(reader, options)
    return try CSVJob(source, writer, options, as: target, router).run(gate)
  case .ndjson:
    let lines = LineSource(reader, options)
    return try RecordJob(lines, writer, options, as: target, router).run(gate)
  case .geojson:
    let features = FeatureSource(reader, options)
    return try RecordJob(features, writer, options, as: target, router).run(gate)
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
