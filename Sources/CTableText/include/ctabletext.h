// The rows of CSV texts, a block at a time.
//
// Works on UTF-8 and on GB18030 alike: no byte of a longer character is a comma, a quote or a line
// end in either. Quotes count at the start of a field only; text behind a closing quote belongs to
// the field. Rows end in LF, CRLF or CR. A text has less than 4 GiB.
#ifndef CTABLETEXT_H
#define CTABLETEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// What is known of a row.
enum {
  CTT_UNREAD,    // that it is one; its fields have to be looked at one by one
  CTT_BLANK,     // it holds nothing but spaces and tabs
  CTT_POSITION,  // it has as many fields as the header, and a position
};

// Where a row lies in the text.
typedef struct {
  uint32_t start;
  uint32_t content_end;  // past the last byte of the last field
  uint32_t end;          // past the line end
  uint32_t lines;        // line feeds in the row; a line end of any kind counts as one
  uint32_t state;
  uint32_t beside_start;  // the field beside the position that was asked for, when there is one
  uint32_t beside_end;
} ctt_row;

// A position in parts of a unit.
typedef struct {
  int64_t x;
  int64_t y;
} ctt_point;

// How ordinates are read: by the power of ten of the parts of a unit, 4 to 12, and the greatest
// magnitudes in whole units, which have 8 digits at most; the parts stay below 2^53.
typedef struct {
  int decimals;
  int64_t x_limit;
  int64_t y_limit;
} ctt_units;

// Which columns a table has.
typedef struct {
  size_t count;
  size_t x;
  size_t y;
  size_t beside;       // a further column that is asked for; SIZE_MAX for none
  bool has_positions;  // whether positions are to be read; `x` and `y` are below `count` then
  ctt_units units;
} ctt_columns;

typedef struct {
  size_t rows;    // how many were found
  size_t points;  // how many of them have a position
  size_t lines;   // line feeds in them
  size_t end;     // offset past the last one
} ctt_found;

// Finds up to `capacity` rows from an offset on, and the position of each that has one: in parts of a
// unit, what is nearest to the double nearest to the number written. What takes more than integers of 64
// bits to be sure of, and any row that is out of the ordinary, is left unread.
//
// The text is the rest of a file or ends where a row ends.
ctt_found ctt_scan(const ctt_columns *columns, const uint8_t *text, size_t length, size_t start,
                   ctt_row *rows, ctt_point *points, size_t capacity);

// Finds the fields of the row that starts at an offset. The text is the rest of a file or ends where
// a row ends.
//
// `ends` receives the offset past each field, as far as there is room. Returns how many fields there
// are. `*is_unclosed` says whether the text ends inside a quoted field.
size_t ctt_fields(const uint8_t *text, size_t length, size_t start, ctt_row *row,
                  bool *is_unclosed, uint32_t *ends, size_t capacity);

// Offset past the last row that surely ends in the text, which more text follows; 0 for none.
size_t ctt_whole_rows(const uint8_t *text, size_t length);

// Where the answer to a row lies in the text of answers.
typedef struct {
  size_t start;
  size_t end;
} ctt_answer;

typedef struct {
  size_t rows;    // how many were put together
  size_t length;  // how many bytes that took
} ctt_joined;

// Puts rows that have a position together with their answers: the row as it is, the answer, and the
// row's line end. Stops at a row that has no position or no line end.
//
// Rows lie within `text` and answers within `answer_text`. There must be room for the rows, for their
// answers, and for CTT_ROOM bytes more.
ctt_joined ctt_join(const uint8_t *text, size_t length, const ctt_row *rows, size_t count,
                    const uint8_t *answer_text, size_t answer_length, const ctt_answer *answers,
                    uint8_t *output);

enum { CTT_ROOM = 64 };

#ifdef __cplusplus
}
#endif

#endif
