/// The members of a request that `assign` knows.
///
/// The raw value is the name itself: its letters, the last one in the lowest byte.
enum MemberName: UInt64 {
  case id = 0x6964
  case x = 0x78
  case y = 0x79
  case lon = 0x6C_6F6E
  case lat = 0x6C_6174
  case crs = 0x63_7273
  case jsonrpc = 0x6A_736F_6E72_7063
  case method = 0x6D65_7468_6F64
  case params = 0x7061_7261_6D73
  case points = 0x706F_696E_7473
  case nearest = 0x6E_6561_7265_7374
  case accuracy = 0x6163_6375_7261_6379
  /// A member that changes no answer.
  case other = 0

  /// Recognises a name of at most eight letters.
  @inline(__always)
  init(letters: UInt64) { self = MemberName(rawValue: letters) ?? .other }
}
