// Walks from comma to comma, and from line end to line end.
#ifndef CTABLETEXT_MARKS_H
#define CTABLETEXT_MARKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

// The commas and line ends of 64 bytes, a bit each.
typedef struct {
  const uint8_t *text;
  size_t length;
  size_t base;    // offset of the 64 bytes
  uint64_t bits;  // those that have not been passed
} ctt_marks;

// The marks of 64 bytes; whether there is a quote among them is noted as well.
static inline uint64_t ctt_marks_of(const uint8_t *p, bool *has_quotes) {
  uint64_t bits = 0;
#ifdef __SSE2__
  const __m128i comma = _mm_set1_epi8(','), quote = _mm_set1_epi8('"');
  const __m128i line_feed = _mm_set1_epi8('\n'), carriage_return = _mm_set1_epi8('\r');
  __m128i quotes = _mm_setzero_si128();
  for (int i = 0; i < 4; i++) {
    __m128i bytes = _mm_loadu_si128((const __m128i *)(p + 16 * i));
    __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(bytes, line_feed),
                                _mm_cmpeq_epi8(bytes, carriage_return));
    __m128i hits = _mm_or_si128(_mm_cmpeq_epi8(bytes, comma), ends);
    quotes = _mm_or_si128(quotes, _mm_cmpeq_epi8(bytes, quote));
    bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(hits) << (16 * i);
  }
  *has_quotes |= _mm_movemask_epi8(quotes) != 0;
#else
  for (int i = 0; i < 64; i++) {
    bits |= (uint64_t)(p[i] == ',' || p[i] == '\n' || p[i] == '\r') << i;
    *has_quotes |= p[i] == '"';
  }
#endif
  return bits;
}

// The marks of up to 64 bytes.
static inline uint64_t ctt_marks_at(const uint8_t *p, size_t length, bool *has_quotes) {
  if (length >= 64) return ctt_marks_of(p, has_quotes);
  uint8_t tail[64] = {0};
  memcpy(tail, p, length);
  return ctt_marks_of(tail, has_quotes);
}

static inline void ctt_load(ctt_marks *marks, size_t base) {
  bool has_quotes = false;
  marks->base = base;
  marks->bits = ctt_marks_at(marks->text + base, marks->length - base, &has_quotes);
}

// Goes to an offset within the text; the marks before it are passed.
static inline void ctt_seek(ctt_marks *marks, size_t at) {
  if (at - marks->base >= 64) ctt_load(marks, at - at % 64);
  marks->bits &= ~UINT64_C(0) << (at - marks->base);
}

// Passes the next mark and returns its offset; the length of the text when there is none.
static inline size_t ctt_next(ctt_marks *marks) {
  while (marks->bits == 0) {
    if (marks->length - marks->base <= 64) return marks->length;
    ctt_load(marks, marks->base + 64);
  }
  size_t at = marks->base + (size_t)__builtin_ctzll(marks->bits);
  marks->bits &= marks->bits - 1;
  return at;
}

#endif
