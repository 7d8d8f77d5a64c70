internal import Foundation
internal import Glibc

/// Seconds of the processor that this process has taken, over all threads.
///
/// Other work on the machine counts little in it.
func processorSeconds() -> Double {
  var time = timespec()
  _ = unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The resident memory of this process in bytes, after what is free went back to the system.
func residentBytes() -> Int {
  // The header that declares it is not part of the module of the C library.
  typealias Trim = @convention(c) (Int) -> Int32
  if let trim = unsafe dlsym(nil, "malloc_trim") {
    _ = unsafe unsafeBitCast(trim, to: Trim.self)(0)
  }
  let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?
    .split(separator: " ")
  return fields.flatMap { $0.count > 1 ? Int($0[1]) : nil }.map { $0 * Int(getpagesize()) } ?? 0
}
