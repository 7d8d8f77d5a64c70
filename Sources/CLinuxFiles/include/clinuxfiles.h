// What Linux offers for files beyond POSIX. All of these are wishes: where one cannot be granted, files
// are the same.
#ifndef CLINUXFILES_H
#define CLINUXFILES_H

#include <stdint.h>

// Asks for disk space for a part of a file, whose size stays as it is.
void clf_reserve(int descriptor, int64_t start, int64_t length);

// Begins to send a part of a file to the disk.
void clf_send(int descriptor, int64_t start, int64_t length);

// Asks for room for so many bytes in a pipe, unless it has more.
void clf_enlarge_pipe(int descriptor, int bytes);

#endif
