#include "ctabletext.h"
#include "walk.h"

static const ctt_columns no_columns = {0, SIZE_MAX, SIZE_MAX, SIZE_MAX, false, {0, 0, 0}};

size_t ctt_fields(const uint8_t *text, size_t length, size_t start, ctt_row *row,
                  bool *is_unclosed, uint32_t *ends, size_t capacity) {
  ctt_marks marks = {text, length, 0, 0};
  ctt_fields_found fields = {.ends = ends, .capacity = capacity};
  ctt_load(&marks, start - start % 64);
  ctt_seek(&marks, start);
  ctt_next_row(&no_columns, &marks, start, true, &fields);
  fields.row.state = CTT_UNREAD;
  *row = fields.row;
  *is_unclosed = fields.is_unclosed;
  return fields.field_count;
}

size_t ctt_whole_rows(const uint8_t *text, size_t length) {
  if (length == 0) return 0;
  if (memchr(text, '"', length) == NULL) {
    // Without quotes each line end ends a row; the last byte may be the first half of one.
    for (size_t end = length; end > 0; end--) {
      if (text[end - 1] == '\n' || (text[end - 1] == '\r' && end < length)) return end;
    }
    return 0;
  }
  ctt_marks marks = {text, length, 0, 0};
  ctt_load(&marks, 0);
  ctt_fields_found fields = {.ends = NULL, .capacity = 0};
  size_t end = 0;
  while (end < length && ctt_next_row(&no_columns, &marks, end, false, &fields)) end = fields.row.end;
  return end;
}
