#define _GNU_SOURCE
#include "clinuxfiles.h"

#include <fcntl.h>

void clf_reserve(int descriptor, int64_t start, int64_t length) {
  (void)fallocate(descriptor, FALLOC_FL_KEEP_SIZE, start, length);
}

void clf_send(int descriptor, int64_t start, int64_t length) {
  (void)sync_file_range(descriptor, start, length, SYNC_FILE_RANGE_WRITE);
}

void clf_enlarge_pipe(int descriptor, int bytes) {
  if (fcntl(descriptor, F_GETPIPE_SZ) < bytes) (void)fcntl(descriptor, F_SETPIPE_SZ, bytes);
}
