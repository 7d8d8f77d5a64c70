internal import GridPartition

/// A layer of a file that is written.
struct OutputLayer {
  let name: String
  /// `nil` for units of several levels.
  let level: Level?
  let columns: [OutputColumn]
}

/// A unit with what stands in the columns of its layer.
struct OutputUnit {
  /// Its number in the plan.
  let index: Int
  /// Its layer's number.
  let layer: Int
  /// One for each column; `nil` where the source's feature has no such property.
  let values: [FieldValue?]
}

/// Writes units to a file of some format.
///
/// Nothing is to be seen of it before ``finish()``.
protocol UnitSink {
  /// Writes a unit behind the ones before.
  mutating func write(_ unit: OutputUnit) throws(PlanWritingError)
  /// Ends the file and gives it its name.
  mutating func finish() throws(PlanWritingError)
  /// What another program warned of, in the end.
  var warnings: [String] { get }
}

extension UnitSink {
  var warnings: [String] { [] }
}
