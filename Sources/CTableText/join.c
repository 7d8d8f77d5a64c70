#include <string.h>

#include "ctabletext.h"

// How many rows ahead of its use the text of an answer is asked for: there are as many texts as
// grids, which do not fit the processor's cache.
enum { AHEAD = 16 };

// Copies a part of a text to where there is room for it and CTT_ROOM bytes more. Short parts are
// copied with some of what is behind them, which costs less than asking how long they are.
static inline uint8_t *put(uint8_t *to, const uint8_t *from, size_t size, const uint8_t *end) {
  if (size <= 64 && (size_t)(end - from) >= 64) {
    memcpy(to, from, 32);
    if (size > 32) memcpy(to + 32, from + 32, 32);
  } else {
    memcpy(to, from, size);
  }
  return to + size;
}

ctt_joined ctt_join(const uint8_t *text, size_t length, const ctt_row *rows, size_t count,
                    const uint8_t *answer_text, size_t answer_length, const ctt_answer *answers,
                    uint8_t *output) {
  const uint8_t *text_end = text + length, *answer_end = answer_text + answer_length;
  uint8_t *to = output;
  size_t row = 0;
  for (; row < count; row++) {
    const ctt_row *r = &rows[row];
    if (r->state != CTT_POSITION || r->end == r->content_end) break;
    if (row + AHEAD < count) {
      const ctt_answer *next = &answers[row + AHEAD];
      __builtin_prefetch(answer_text + next->start);
      __builtin_prefetch(answer_text + next->end);
    }
    to = put(to, text + r->start, r->content_end - r->start, text_end);
    const ctt_answer *a = &answers[row];
    to = put(to, answer_text + a->start, a->end - a->start, answer_end);
    *to++ = text[r->content_end];
    if (r->end - r->content_end == 2) *to++ = text[r->content_end + 1];
  }
  ctt_joined joined = {row, (size_t)(to - output)};
  return joined;
}
