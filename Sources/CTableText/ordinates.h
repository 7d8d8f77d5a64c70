// Reads longitudes and latitudes into whole lattice units.
#ifndef CTABLETEXT_ORDINATES_H
#define CTABLETEXT_ORDINATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "digits.h"

// Reads a field as degrees and puts it on the lattice of billionths of a degree.
//
// The answer is the lattice point nearest to the double nearest to the number: up to 180 that double
// is within 1.5e-5 lattice units of the number, so a number that is not near the middle between two
// lattice points settles it by itself.
//
// `limit` is in whole degrees, 180 at most. False for anything that is not surely a number within it.
bool ctt_ordinate(const uint8_t *text, size_t start, size_t end, int64_t limit, int64_t *units);

// The same, fast for numbers with nine digits behind the point: the sixteen bytes before the end hold
// all of one, and with the point taken out they are two words of digits.
static inline bool ctt_nine_digit_ordinate(const uint8_t *text, size_t start, size_t end,
                                           int64_t limit, int64_t *units) {
  size_t size = end - start;
  if (end < 16 || size < 11 || size > 16 || text[end - 10] != '.') {
    return ctt_ordinate(text, start, end, limit, units);
  }
  bool is_negative = text[start] == '-';
  uint64_t low = ctt_values(text + end - 8), high = ctt_values(text + end - 16);
  const uint64_t behind = UINT64_C(0xFF) << 56;
  high = (high & behind) | ((high << 8) & ~behind & ~UINT64_C(0xFF));
  // What is in front of the number is no part of it.
  high &= ~UINT64_C(0) << (8 * (17 - size + is_negative));
  if (!ctt_are_digits(low) || !ctt_are_digits(high)) {
    return ctt_ordinate(text, start, end, limit, units);
  }
  int64_t magnitude = (int64_t)(ctt_number(high) * 100000000 + ctt_number(low));
  if (magnitude > limit * 1000000000) return false;
  *units = is_negative ? -magnitude : magnitude;
  return true;
}

#endif
