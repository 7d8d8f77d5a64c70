/// A file that is written piece by piece, whole or not at all.
struct TextOutput {
  /// What has not been written yet.
  var bytes: [UInt8] = []
  private let file: OutputHandle

  init(path: String) throws(PlanWritingError) { file = try OutputHandle(path: path) }

  /// Writes what is there when it is more than some bytes.
  mutating func flush(ifMoreThan limit: Int) throws(PlanWritingError) {
    guard bytes.count > limit else { return }
    try file.write(bytes.span)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Makes the file appear under its name.
  mutating func commit() throws(PlanWritingError) {
    try flush(ifMoreThan: 0)
    try file.commit()
  }
}
