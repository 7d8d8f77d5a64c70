#include "ordinates.h"

#include "digits.h"

static const uint64_t powers[] = {1,      10,      100,      1000,      10000,
                                  100000, 1000000, 10000000, 100000000, 1000000000,
                                  10000000000, 100000000000, 1000000000000};
_Static_assert(sizeof powers / sizeof powers[0] == 13, "powers of ten up to 10^12");

static inline bool is_digit(uint8_t c) { return (uint8_t)(c - '0') < 10; }
static inline bool is_blank(uint8_t c) { return c == ' ' || c == '\t'; }

// The last `count` of the eight bytes before `end` as a number; UINT64_MAX when one is no digit.
static inline uint64_t digits_before(const uint8_t *end, size_t count) {
  uint64_t values = ctt_values(end - 8) & ~UINT64_C(0) << (8 * (8 - count));
  return ctt_are_digits(values) ? ctt_number(values) : UINT64_MAX;
}

// Up to sixteen digits that end before `end`, with at least eight bytes of text before that.
static inline uint64_t number_before(const uint8_t *end, size_t count) {
  if (count == 0) return 0;
  if (count <= 8) return digits_before(end, count);
  uint64_t low = digits_before(end, 8), high = digits_before(end - 8, count - 8);
  if (low == UINT64_MAX || high == UINT64_MAX) return UINT64_MAX;
  return high * 100000000 + low;
}

// Takes space, one pair of quotes and the space within them off a field.
static void trim(const uint8_t *text, size_t *start, size_t *end) {
  for (int pass = 0; pass < 2; pass++) {
    while (*start < *end && is_blank(text[*start])) ++*start;
    while (*start < *end && is_blank(text[*end - 1])) --*end;
    if (pass == 1 || *end - *start < 2 || text[*start] != '"' || text[*end - 1] != '"') return;
    ++*start;
    --*end;
  }
}

bool ctt_ordinate(const uint8_t *text, size_t start, size_t end, size_t decimals, int64_t limit,
                  int64_t *units) {
  if (start == end) return false;
  if (text[start] == '"' || is_blank(text[start]) || is_blank(text[end - 1])) {
    trim(text, &start, &end);
    if (start == end) return false;
  }
  bool is_negative = text[start] == '-';
  if (is_negative || text[start] == '+') start++;
  size_t at = start;
  uint64_t whole = 0;
  for (; at < end && is_digit(text[at]); at++) {
    if (at - start == 8) return false;
    whole = whole * 10 + (text[at] - '0');
  }
  size_t whole_digits = at - start;
  size_t count = 0;
  if (at < end) {
    if (text[at] != '.') return false;
    at++;
    count = end - at;
  }
  if (whole_digits + count == 0) return false;
  // The digits behind the sixteenth are far below what can turn the scales.
  size_t used = count < 16 ? count : 16;
  for (size_t i = at + used; i < end; i++) {
    if (!is_digit(text[i])) return false;
  }
  // Reading backwards takes eight bytes for each eight digits.
  size_t reach = used > 8 ? 16 : 8;
  if (at + used < reach) return false;
  uint64_t fraction = number_before(text + at + used, used);
  if (fraction == UINT64_MAX) return false;
  uint64_t magnitude;
  if (whole > (uint64_t)limit) return false;
  if (used <= decimals) {
    magnitude = whole * powers[decimals] + fraction * powers[decimals - used];
    if (magnitude > (uint64_t)limit * powers[decimals]) return false;
  } else {
    uint64_t step = powers[used - decimals];
    uint64_t parts = fraction / step, rest = fraction % step;
    // `rest` has at most twelve digits.
    uint64_t thousandths = rest * 1000 / step;
    if (thousandths == 499 || thousandths == 500) return false;
    magnitude = whole * powers[decimals] + parts + (thousandths > 500);
    if (magnitude >= (uint64_t)limit * powers[decimals]) return false;
  }
  *units = is_negative ? -(int64_t)magnitude : (int64_t)magnitude;
  return true;
}
