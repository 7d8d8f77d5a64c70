// Eight digits at a time.
//
// Method: Lemire 2021, doi:10.1002/spe.2984, section 6.
#ifndef CTABLETEXT_DIGITS_H
#define CTABLETEXT_DIGITS_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

// Eight characters of which each digit is replaced by its value, the first one in the lowest byte.
static inline uint64_t ctt_values(const uint8_t *text) {
  uint64_t word;
  memcpy(&word, text, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
  word = __builtin_bswap64(word);
#endif
  return word ^ UINT64_C(0x3030303030303030);
}

// Whether all eight were digits.
static inline bool ctt_are_digits(uint64_t values) {
  uint64_t above = (values + UINT64_C(0x7676767676767676)) | values;
  return (above & UINT64_C(0x8080808080808080)) == 0;
}

// The number that eight digits make.
static inline uint64_t ctt_number(uint64_t values) {
  values = values * 10 + (values >> 8);
  uint64_t low = (values & UINT64_C(0x000000FF000000FF)) * UINT64_C(0x000F424000000064);
  uint64_t high = ((values >> 16) & UINT64_C(0x000000FF000000FF)) * UINT64_C(0x0000271000000001);
  return (low + high) >> 32;
}

#endif
