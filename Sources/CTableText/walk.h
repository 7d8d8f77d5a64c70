// Walks from row to row, whatever is in them.
#ifndef CTABLETEXT_WALK_H
#define CTABLETEXT_WALK_H

#include "ctabletext.h"
#include "marks.h"

// A row's place, and where its ordinates are.
typedef struct {
  ctt_row row;
  size_t field_count;
  size_t x_start, x_end, y_start, y_end;
  bool is_unclosed;
  uint32_t *ends;  // past each field, when they are wanted
  size_t capacity;
} ctt_fields_found;

// Offset past the closing quote of a field that starts with one; SIZE_MAX when there is none.
static inline size_t ctt_past_quoted(const uint8_t *text, size_t length, size_t start,
                                     uint32_t *lines) {
  size_t at = start + 1;
  while (at < length) {
    const uint8_t *hit = memchr(text + at, '"', length - at);
    size_t quote = hit == NULL ? length : (size_t)(hit - text);
    for (size_t i = at; i < quote; i++) *lines += text[i] == '\n';
    if (hit == NULL) break;
    at = quote + 1;
    if (at == length || text[at] != '"') return at;
    at++;
  }
  return SIZE_MAX;
}

// Finds the row that starts at an offset; false when the text may end before the row does.
//
// Inlined where it is called, it does not look for what the caller does not ask for.
__attribute__((always_inline)) static inline bool ctt_next_row(const ctt_columns *columns,
                                                               ctt_marks *marks, size_t start,
                                                               bool is_last,
                                                               ctt_fields_found *fields) {
  const uint8_t *text = marks->text;
  size_t length = marks->length, field_start = start, at;
  fields->field_count = 0;
  fields->is_unclosed = false;
  fields->row.start = (uint32_t)start;
  fields->row.lines = 0;
  fields->row.beside_start = fields->row.beside_end = (uint32_t)start;
  while (true) {
    if (field_start < length && text[field_start] == '"') {
      size_t past = ctt_past_quoted(text, length, field_start, &fields->row.lines);
      if (past == SIZE_MAX) {
        fields->is_unclosed = true;
        if (fields->field_count < fields->capacity) {
          fields->ends[fields->field_count] = (uint32_t)length;
        }
        fields->field_count++;
        fields->row.content_end = fields->row.end = (uint32_t)length;
        return is_last;
      }
      if (past < length) {
        ctt_seek(marks, past);
      } else {
        marks->bits = 0;
        marks->base = length;
      }
    }
    at = ctt_next(marks);
    if (at == length && !is_last) return false;
    if (fields->field_count == columns->x) {
      fields->x_start = field_start;
      fields->x_end = at;
    }
    if (fields->field_count == columns->y) {
      fields->y_start = field_start;
      fields->y_end = at;
    }
    if (fields->field_count == columns->beside) {
      fields->row.beside_start = (uint32_t)field_start;
      fields->row.beside_end = (uint32_t)at;
    }
    if (fields->field_count < fields->capacity) {
      fields->ends[fields->field_count] = (uint32_t)at;
    }
    fields->field_count++;
    if (at == length || text[at] != ',') break;
    field_start = at + 1;
  }
  size_t end = at;
  if (at < length) {
    end = at + 1;
    if (text[at] == '\r') {
      if (end == length && !is_last) return false;
      // The line feed of a CRLF is the next mark.
      if (end < length && text[end] == '\n') end = ctt_next(marks) + 1;
    }
    fields->row.lines++;
  }
  fields->row.content_end = (uint32_t)at;
  fields->row.end = (uint32_t)end;
  return true;
}

#endif
