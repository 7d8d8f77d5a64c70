// Reads ordinates into whole parts of a unit.
#ifndef CTABLETEXT_ORDINATES_H
#define CTABLETEXT_ORDINATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Reads a field as a number of parts of a unit, of which 10^`decimals` make one.
//
// The answer is that nearest to the double nearest to the number. As long as the parts stay below 2^53
// that double is within a fraction of a part, 1.5e-5 for billionths up to 180, so a number that is not
// near the middle between two of them settles it by itself; with more parts the double is as good as
// the number.
//
// `limit` is in whole units, of 8 digits at most. False for anything that is not surely a number within
// it.
bool ctt_ordinate(const uint8_t *text, size_t start, size_t end, size_t decimals, int64_t limit,
                  int64_t *units);

#endif
