internal import Glibc

/// Seconds of the processor that this process has taken, over all threads.
///
/// Other work on the machine counts little in it.
func processorSeconds() -> Double {
  var time = timespec()
  _ = unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
