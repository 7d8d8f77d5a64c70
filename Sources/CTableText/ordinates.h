// Reads longitudes and latitudes into whole lattice units.
#ifndef CTABLETEXT_ORDINATES_H
#define CTABLETEXT_ORDINATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Reads a field as degrees and puts it on the lattice of billionths of a degree.
//
// The answer is the lattice point nearest to the double nearest to the number: up to 180 that double
// is within 1.5e-5 lattice units of the number, so a number that is not near the middle between two
// lattice points settles it by itself.
//
// `limit` is in whole degrees, 180 at most. False for anything that is not surely a number within it.
bool ctt_ordinate(const uint8_t *text, size_t start, size_t end, int64_t limit, int64_t *units);

#endif
