// Lists the commas and line ends of some text.
#ifndef CTABLETEXT_WINDOW_H
#define CTABLETEXT_WINDOW_H

#include "marks.h"

enum { CTT_WINDOW_SIZE = 4096 };

// A part of the text with its commas and line ends.
typedef struct {
  size_t start;
  size_t end;
  bool has_quotes;
  size_t count;
  uint32_t marks[CTT_WINDOW_SIZE + 8];
} ctt_window;

// Looks at the text from an offset on.
//
// Method: Langdale and Lemire 2019, doi:10.1007/s00778-019-00578-5, section 3.1.4: eight at a time
// without asking how many there are.
static inline void ctt_look(ctt_window *window, const uint8_t *text, size_t length, size_t start) {
  window->start = start;
  window->end = length - start < CTT_WINDOW_SIZE ? length : start + CTT_WINDOW_SIZE;
  window->has_quotes = false;
  uint32_t *next = window->marks;
  for (size_t base = start; base < window->end; base += 64) {
    uint64_t bits = ctt_marks_at(text + base, window->end - base, &window->has_quotes);
    uint32_t *past = next + __builtin_popcountll(bits);
    while (next < past) {
      for (int i = 0; i < 8; i++) {
        *next++ = (uint32_t)base + (uint32_t)__builtin_ctzll(bits | UINT64_C(1) << 63);
        bits &= bits - 1;
      }
    }
    next = past;
  }
  window->count = (size_t)(next - window->marks);
}

#endif
