#include <charconv>
#include <cmath>
#include <cstring>

#include "scalars.hpp"

namespace {

// Digits of a number as far as one pass reads them.
struct Scan {
  uint64_t mantissa = 0;
  int significant = 0;     // digits that count, up to the 19 that `mantissa` holds
  int64_t exponent = 0;    // of ten, to be applied to `mantissa`
  bool is_cut = false;     // a digit did not fit
  bool is_integer = true;  // no point, no exponent
};

inline bool is_digit(uint8_t c) { return static_cast<uint8_t>(c - '0') < 10; }

inline void take(Scan &scan, uint8_t digit, bool is_fraction) {
  if (scan.significant == 19) {
    scan.is_cut = true;
    return;
  }
  scan.mantissa = scan.mantissa * 10 + (digit - '0');
  if (scan.mantissa != 0) scan.significant++;
  if (is_fraction) scan.exponent--;
}

const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                         1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

// Whether `value` is exact already: both factors are doubles, so one rounding is all there is.
inline bool is_exact(const Scan &scan, bool is_negative, double &value) {
  if (scan.is_cut || scan.mantissa > (1ull << 53)) return false;
  if (scan.exponent < -22 || scan.exponent > 22) return false;
  double magnitude = static_cast<double>(scan.mantissa);
  magnitude = scan.exponent < 0 ? magnitude / powers[-scan.exponent]
                                : magnitude * powers[scan.exponent];
  value = is_negative ? -magnitude : magnitude;
  return true;
}

// The general way. The text has been checked; `from_chars` knows no leading plus.
int32_t read_slowly(const uint8_t *text, const uint8_t *end, const Scan &scan, double &value) {
  const char *first = reinterpret_cast<const char *>(text);
  bool is_negative = *first == '-';
  auto result = std::from_chars(first, reinterpret_cast<const char *>(end), value);
  if (result.ec == std::errc() && std::isfinite(value)) return CSJ_FINITE;
  if (result.ec != std::errc() && result.ec != std::errc::result_out_of_range) {
    return CSJ_NOT_A_NUMBER;
  }
  // Out of range is either too small, which is zero, or too large. 19 digits decide which.
  bool is_small = scan.exponent < 0;
  value = is_small ? 0.0 : HUGE_VAL;
  if (is_negative) value = -value;
  return is_small ? CSJ_FINITE : CSJ_BEYOND_DOUBLE;
}

// Reads `e+12`; an exponent of any length is taken as far as it matters.
const uint8_t *read_exponent(const uint8_t *p, const uint8_t *end, Scan &scan) {
  p++;
  bool is_negative = p < end && *p == '-';
  if (p < end && (*p == '-' || *p == '+')) p++;
  if (p == end || !is_digit(*p)) return nullptr;
  int64_t exponent = 0;
  for (; p < end && is_digit(*p); p++) {
    if (exponent < 100000000000000) exponent = exponent * 10 + (*p - '0');
  }
  scan.exponent += is_negative ? -exponent : exponent;
  scan.is_integer = false;
  return p;
}

}  // namespace

namespace csj {

bool read_number(const uint8_t *text, const uint8_t *end, Number &number) {
  const uint8_t *p = text;
  bool is_negative = *p == '-';
  if (is_negative) p++;
  if (p == end || !is_digit(*p)) return false;
  Scan scan;
  if (*p == '0') {
    p++;
  } else {
    for (; p < end && is_digit(*p); p++) {
      if (scan.significant == 19) scan.exponent++;
      take(scan, *p, false);
    }
  }
  if (p < end && *p == '.') {
    p++;
    scan.is_integer = false;
    if (p == end || !is_digit(*p)) return false;
    for (; p < end && is_digit(*p); p++) take(scan, *p, true);
  }
  if (p < end && (*p == 'e' || *p == 'E')) {
    p = read_exponent(p, end, scan);
    if (p == nullptr) return false;
  }
  if (p != end) return false;
  number.is_integer = scan.is_integer;
  number.is_out_of_range = false;
  if (is_exact(scan, is_negative, number.value)) return true;
  number.is_out_of_range = read_slowly(text, end, scan, number.value) != CSJ_FINITE;
  return true;
}

}  // namespace csj

int32_t csj_decimal(const uint8_t *text, size_t length, double *value) {
  const uint8_t *p = text, *end = text + length;
  bool is_negative = p < end && *p == '-';
  if (p < end && (*p == '-' || *p == '+')) p++;
  const uint8_t *start = p;
  Scan scan;
  size_t digits = 0;
  for (; p < end && is_digit(*p); p++, digits++) {
    if (scan.significant == 19) scan.exponent++;
    take(scan, *p, false);
  }
  if (p < end && *p == '.') {
    for (p++; p < end && is_digit(*p); p++, digits++) take(scan, *p, true);
  }
  if (digits == 0) return CSJ_NOT_A_NUMBER;
  if (p < end && (*p == 'e' || *p == 'E')) {
    p = read_exponent(p, end, scan);
    if (p == nullptr) return CSJ_NOT_A_NUMBER;
  }
  if (p != end) return CSJ_NOT_A_NUMBER;
  if (is_exact(scan, is_negative, *value)) return CSJ_FINITE;
  int32_t answer = read_slowly(start, end, scan, *value);
  if (is_negative) *value = -*value;
  return answer;
}

size_t csj_format(double value, char *out) {
  double magnitude = std::fabs(value);
  bool is_plain = magnitude == 0 || (magnitude >= 1e-5 && magnitude < 1e16);
  auto result = is_plain ? std::to_chars(out, out + 32, value, std::chars_format::fixed)
                         : std::to_chars(out, out + 32, value);
  return result.ec == std::errc() ? static_cast<size_t>(result.ptr - out) : 0;
}
