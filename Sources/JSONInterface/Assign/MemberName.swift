/// The members of a request that `assign` knows.
enum MemberName {
  case id
  case x
  case y
  case lon
  case lat
  case crs
  case jsonrpc
  case method
  case params
  case points
  case nearest
  case accuracy
  case time
  case asOf
  /// A member that changes no answer.
  case other

  /// Recognises a name of at most eight letters.
  ///
  /// - Parameter letters: The letters as one number, the last one in the lowest byte.
  @inline(__always)
  init(letters: UInt64) {
    switch letters {
    case 0x6964: self = .id
    case 0x78: self = .x
    case 0x79: self = .y
    case 0x6C_6F6E: self = .lon
    case 0x6C_6174: self = .lat
    case 0x63_7273: self = .crs
    case 0x6A_736F_6E72_7063: self = .jsonrpc
    case 0x6D65_7468_6F64: self = .method
    case 0x7061_7261_6D73: self = .params
    case 0x706F_696E_7473: self = .points
    case 0x6E_6561_7265_7374: self = .nearest
    case 0x6163_6375_7261_6379: self = .accuracy
    case 0x7469_6D65: self = .time
    case 0x61_735F_6F66: self = .asOf
    default: self = .other
    }
  }
}
