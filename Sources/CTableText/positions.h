// Reads positions into whole parts of a unit.
#ifndef CTABLETEXT_POSITIONS_H
#define CTABLETEXT_POSITIONS_H

#include <string.h>

#include "ctabletext.h"
#include "ordinates.h"

typedef uint8_t ctt_bytes __attribute__((vector_size(16)));
typedef uint16_t ctt_pairs __attribute__((vector_size(16)));
typedef uint32_t ctt_quads __attribute__((vector_size(16)));
typedef uint64_t ctt_halves __attribute__((vector_size(16)));

// How an ordinate is read: by the power of ten of the parts of a unit, and the greatest magnitude.
typedef struct {
  size_t decimals;
  int64_t limit;              // in whole units
  int64_t billionths;         // the same in billionths
  int64_t parts_a_billionth;  // 0 when the parts are larger than that
} ctt_scale;

static inline ctt_scale ctt_scale_of(size_t decimals, int64_t limit) {
  ctt_scale scale = {decimals, limit, limit * 1000000000, decimals < 9 ? 0 : 1};
  for (size_t i = 9; i < decimals; i++) scale.parts_a_billionth *= 10;
  return scale;
}

// The values of the last `count` of the digits before `end`, of which nine are behind a point; zeros
// before them. Sixteen bytes before `end` are of the text.
static inline ctt_bytes ctt_values_before(const uint8_t *end, size_t count) {
  static const uint8_t shown[32] = {[16] = 255, 255, 255, 255, 255, 255, 255, 255,
                                    255,        255, 255, 255, 255, 255, 255, 255};
  const ctt_bytes behind = {0,   0,   0,   0,   0,   0,   0,   255,
                            255, 255, 255, 255, 255, 255, 255, 255};
  ctt_bytes values, mask;
  memcpy(&values, end - 16, 16);
  memcpy(&mask, shown + count, 16);
  values -= '0';
  ctt_bytes later = __builtin_shufflevector(values, values, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
                                            12, 13, 14);
  return ((values & behind) | (later & ~behind)) & mask;
}

// The number that sixteen digits make, of which the first comes first in memory.
//
// Method: Lemire 2021, doi:10.1002/spe.2984, section 6, here on all digits at once.
static inline int64_t ctt_number_of(ctt_bytes values) {
  ctt_pairs bytes = (ctt_pairs)values;
  ctt_pairs twos = (bytes & 0xFF) * 10 + (bytes >> 8);
  ctt_quads scaled = (ctt_quads)(twos * (ctt_pairs){100, 1, 100, 1, 100, 1, 100, 1});
  ctt_halves fours = (ctt_halves)((scaled & 0xFFFF) + (scaled >> 16));
  ctt_halves eights = (fours & 0xFFFFFFFF) * 10000 + (fours >> 32);
  return (int64_t)(eights[0] * 100000000 + eights[1]);
}

// Reads two fields as the ordinates of a position; false when one is not surely a number.
//
// Fast for billionths or smaller parts of numbers written with nine digits: the sixteen bytes before
// the end hold all of such a number.
__attribute__((always_inline)) static inline bool ctt_position(
    const uint8_t *text, size_t x_start, size_t x_end, size_t y_start, size_t y_end,
    const ctt_scale *x, const ctt_scale *y, ctt_point *point) {
  size_t x_size = x_end - x_start, y_size = y_end - y_start;
  if (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ && x->parts_a_billionth != 0 && x_end >= 16 &&
      y_end >= 16 && x_size - 11 <= 5 && y_size - 11 <= 5 && text[x_end - 10] == '.' &&
      text[y_end - 10] == '.') {
    bool is_west = text[x_start] == '-', is_south = text[y_start] == '-';
    ctt_bytes x_values = ctt_values_before(text + x_end, x_size - 1 - is_west);
    ctt_bytes y_values = ctt_values_before(text + y_end, y_size - 1 - is_south);
    ctt_halves others = (ctt_halves)((x_values > 9) | (y_values > 9));
    if ((others[0] | others[1]) == 0) {
      int64_t east = ctt_number_of(x_values), north = ctt_number_of(y_values);
      if (east > x->billionths || north > y->billionths) return false;
      point->x = (is_west ? -east : east) * x->parts_a_billionth;
      point->y = (is_south ? -north : north) * y->parts_a_billionth;
      return true;
    }
  }
  return ctt_ordinate(text, x_start, x_end, x->decimals, x->limit, &point->x) &&
         ctt_ordinate(text, y_start, y_end, y->decimals, y->limit, &point->y);
}

#endif
