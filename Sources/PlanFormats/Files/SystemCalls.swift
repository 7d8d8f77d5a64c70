internal import CLinux
internal import Glibc

/// Writes all the bytes; on failure `errno` says why.
func writeAll(_ bytes: Span<UInt8>, to descriptor: CInt) -> Bool {
  var written = 0
  while written < bytes.count {
    let rest = bytes.extracting(written...)
    let count = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
    if count < 0 {
      guard errno == EINTR else { return false }
    } else {
      written += count
    }
  }
  return true
}

/// Gives a pipe room for as much as the system grants anyone, so that its two ends seldom wait for each
/// other. Nothing happens to what is no pipe.
func enlargePipe(_ descriptor: CInt) {
  clx_enlarge_pipe(descriptor, 1 << 20)
}
