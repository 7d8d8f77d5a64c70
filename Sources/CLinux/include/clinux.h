// What Linux offers beyond POSIX.
#ifndef CLINUX_H
#define CLINUX_H

#include <stddef.h>
#include <stdint.h>

// Makes mapped memory larger or smaller, elsewhere if need be, without copying what is in it. NULL when
// there is no room.
void *clx_remap(void *memory, size_t size, size_t wanted);

// The following are wishes: where one cannot be granted, files are the same.

// Asks for disk space for a part of a file, whose size stays as it is.
void clx_reserve(int descriptor, int64_t start, int64_t length);

// Begins to send a part of a file to the disk.
void clx_send(int descriptor, int64_t start, int64_t length);

// Asks for room for so many bytes in a pipe, unless it has more.
void clx_enlarge_pipe(int descriptor, int bytes);

#endif
