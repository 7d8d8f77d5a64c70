#include <cstring>

#include "scalars.hpp"

namespace {

// The four hexadecimal digits at `p`, or -1.
int32_t hexadecimal(const uint8_t *p, const uint8_t *end) {
  if (end - p < 4) return -1;
  int32_t value = 0;
  for (int i = 0; i < 4; i++) {
    uint8_t c = p[i];
    int32_t digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

// What a backslash and this letter stand for, or 0.
uint8_t simple_escape(uint8_t c) {
  switch (c) {
    case '"': case '\\': case '/': return c;
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return 0;
  }
}

size_t encode(uint32_t scalar, uint8_t *out) {
  if (scalar < 0x80) {
    out[0] = static_cast<uint8_t>(scalar);
    return 1;
  }
  if (scalar < 0x800) {
    out[0] = static_cast<uint8_t>(0xC0 | (scalar >> 6));
    out[1] = static_cast<uint8_t>(0x80 | (scalar & 0x3F));
    return 2;
  }
  if (scalar < 0x10000) {
    out[0] = static_cast<uint8_t>(0xE0 | (scalar >> 12));
    out[1] = static_cast<uint8_t>(0x80 | ((scalar >> 6) & 0x3F));
    out[2] = static_cast<uint8_t>(0x80 | (scalar & 0x3F));
    return 3;
  }
  out[0] = static_cast<uint8_t>(0xF0 | (scalar >> 18));
  out[1] = static_cast<uint8_t>(0x80 | ((scalar >> 12) & 0x3F));
  out[2] = static_cast<uint8_t>(0x80 | ((scalar >> 6) & 0x3F));
  out[3] = static_cast<uint8_t>(0x80 | (scalar & 0x3F));
  return 4;
}

bool is_high(int32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(int32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

// Length of the well-formed UTF-8 sequence at `p`, or 0.
size_t sequence_length(const uint8_t *p, const uint8_t *end) {
  uint8_t a = p[0];
  if (a < 0x80) return 1;
  if (a < 0xC2 || a > 0xF4) return 0;
  size_t length = a < 0xE0 ? 2 : a < 0xF0 ? 3 : 4;
  if (static_cast<size_t>(end - p) < length) return 0;
  uint8_t low = a == 0xE0 ? 0xA0 : a == 0xF0 ? 0x90 : 0x80;
  uint8_t high = a == 0xED ? 0x9F : a == 0xF4 ? 0x8F : 0xBF;
  if (p[1] < low || p[1] > high) return 0;
  for (size_t i = 2; i < length; i++) {
    if ((p[i] & 0xC0) != 0x80) return 0;
  }
  return length;
}

}  // namespace

namespace csj {

csj_result check_escapes(const uint8_t *text, size_t from, size_t to, bool &found) {
  found = false;
  size_t i = from;
  while (i < to) {
    auto hit = static_cast<const uint8_t *>(memchr(text + i, '\\', to - i));
    if (hit == nullptr) break;
    found = true;
    size_t at = static_cast<size_t>(hit - text);
    i = at + 2;
    if (i > to) return {CSJ_BAD_ESCAPE, at};
    if (text[at + 1] != 'u') {
      if (simple_escape(text[at + 1]) == 0) return {CSJ_BAD_ESCAPE, at};
      continue;
    }
    int32_t unit = hexadecimal(text + i, text + to);
    if (unit < 0) return {CSJ_BAD_ESCAPE, at};
    i += 4;
    if (is_low(unit)) return {CSJ_LONE_SURROGATE, at};
    if (!is_high(unit)) continue;
    if (to - i < 6 || text[i] != '\\' || text[i + 1] != 'u') return {CSJ_LONE_SURROGATE, at};
    if (!is_low(hexadecimal(text + i + 2, text + to))) return {CSJ_LONE_SURROGATE, at};
    i += 6;
  }
  return {CSJ_OK, 0};
}

csj_result diagnose(const uint8_t *text, size_t length) {
  bool in_string = false;
  size_t opened = 0, i = 0;
  while (i < length) {
    size_t step = sequence_length(text + i, text + length);
    if (step == 0) return {CSJ_BAD_UTF8, i};
    if (text[i] == '"') {
      in_string = !in_string;
      opened = i;
    } else if (in_string && text[i] < 0x20) {
      return {CSJ_CONTROL_CHARACTER, i};
    } else if (text[i] == '\\') {
      if (!in_string) return {CSJ_UNEXPECTED, i};
      if (i + 1 < length && text[i + 1] < 0x80 && text[i + 1] >= 0x20) step = 2;
    }
    i += step;
  }
  if (in_string) return {CSJ_UNCLOSED_STRING, opened};
  return {CSJ_UNEXPECTED, 0};
}

}  // namespace csj

size_t csj_unescape(const uint8_t *raw, size_t length, uint8_t *out) {
  const uint8_t *p = raw, *end = raw + length;
  uint8_t *q = out;
  while (p < end) {
    auto hit = static_cast<const uint8_t *>(memchr(p, '\\', static_cast<size_t>(end - p)));
    size_t run = static_cast<size_t>((hit == nullptr ? end : hit) - p);
    memcpy(q, p, run);
    q += run;
    p += run;
    if (end - p < 2) break;
    if (p[1] != 'u') {
      *q++ = simple_escape(p[1]);
      p += 2;
      continue;
    }
    int32_t unit = hexadecimal(p + 2, end);
    if (unit < 0) break;
    p += 6;
    uint32_t scalar = static_cast<uint32_t>(unit);
    if (is_high(unit) && end - p >= 6) {
      int32_t low = hexadecimal(p + 2, end);
      if (!is_low(low)) break;
      scalar = 0x10000 + ((scalar - 0xD800) << 10) + static_cast<uint32_t>(low - 0xDC00);
      p += 6;
    }
    q += encode(scalar, q);
  }
  return static_cast<size_t>(q - out);
}
