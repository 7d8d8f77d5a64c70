/// A number below a count that depends on two values alone and falls on all numbers about as often.
///
/// Method: multiplication by odd constants with a fold between (Knuth 1998, 6.4), then the high half
/// of the product with the count.
@inline(__always)
func evenNumber(for a: UInt64, _ b: UInt64, below count: Int) -> Int {
  var hash = a &* 0x9E37_79B9_7F4A_7C15
  hash ^= b &* 0xC2B2_AE3D_27D4_EB4F
  hash ^= hash >> 32
  hash = hash &* 0xD6E8_FEB8_6659_FD93
  return Int(hash.multipliedFullWidth(by: UInt64(count)).high)
}
