/// Why a compiled plan cannot be used.
public enum CompiledFault: Error, Hashable, Sendable {
  /// The file does not begin as a compiled plan does.
  case notCompiled
  /// The file is of a later version than this one reads.
  case newer(version: Int, known: Int)
  /// The file is of an earlier version, which this one does not read any more.
  case older(version: Int, known: Int)
  /// The file has fewer or more bytes than it was written with.
  case truncated(bytes: Int, expected: Int)
  /// The file's bytes are not those that were written.
  case altered
}
