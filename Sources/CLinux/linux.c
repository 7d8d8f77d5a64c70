#define _GNU_SOURCE
#include "clinux.h"

#include <fcntl.h>
#include <sys/mman.h>

void *clx_remap(void *memory, size_t size, size_t wanted) {
  void *moved = mremap(memory, size, wanted, MREMAP_MAYMOVE);
  return moved == MAP_FAILED ? NULL : moved;
}

void clx_reserve(int descriptor, int64_t start, int64_t length) {
  (void)fallocate(descriptor, FALLOC_FL_KEEP_SIZE, start, length);
}

void clx_send(int descriptor, int64_t start, int64_t length) {
  (void)sync_file_range(descriptor, start, length, SYNC_FILE_RANGE_WRITE);
}

void clx_enlarge_pipe(int descriptor, int bytes) {
  if (fcntl(descriptor, F_GETPIPE_SZ) < bytes) (void)fcntl(descriptor, F_SETPIPE_SZ, bytes);
}
