// Reads ordinates into whole parts of a unit.
#ifndef CTABLETEXT_ORDINATES_H
#define CTABLETEXT_ORDINATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "digits.h"

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

// The same, fast for billionths or smaller parts of numbers written with nine digits: the sixteen bytes
// before the end hold all of the number, and with the point taken out they are two words of digits.
static inline bool ctt_plain_ordinate(const uint8_t *text, size_t start, size_t end,
                                      size_t decimals, int64_t limit, int64_t *units) {
  size_t size = end - start;
  if (decimals < 9 || end < 16 || size < 11 || size > 16 || text[end - 10] != '.') {
    return ctt_ordinate(text, start, end, decimals, limit, units);
  }
  bool is_negative = text[start] == '-';
  uint64_t low = ctt_values(text + end - 8), high = ctt_values(text + end - 16);
  const uint64_t behind = UINT64_C(0xFF) << 56;
  high = (high & behind) | ((high << 8) & ~behind & ~UINT64_C(0xFF));
  // What is in front of the number is no part of it.
  high &= ~UINT64_C(0) << (8 * (17 - size + is_negative));
  if (!ctt_are_digits(low) || !ctt_are_digits(high)) {
    return ctt_ordinate(text, start, end, decimals, limit, units);
  }
  int64_t magnitude = (int64_t)(ctt_number(high) * 100000000 + ctt_number(low));
  if (magnitude > limit * 1000000000) return false;
  for (; decimals > 9; decimals--) magnitude *= 10;
  *units = is_negative ? -magnitude : magnitude;
  return true;
}

#endif
