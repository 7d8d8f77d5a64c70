#include "ctabletext.h"
#include "marks.h"
#include "ordinates.h"

static const ctt_columns no_columns = {0, SIZE_MAX, SIZE_MAX, SIZE_MAX, false, {0, 0, 0}};

// A row's place, and where its ordinates are.
typedef struct {
  ctt_row row;
  size_t field_count;
  size_t x_start, x_end, y_start, y_end;
  bool is_unclosed;
  uint32_t *ends;  // past each field, when they are wanted
  size_t capacity;
} fields_of_row;

// Offset past the closing quote of a field that starts with one; SIZE_MAX when there is none.
static size_t past_quoted(const uint8_t *text, size_t length, size_t start, uint32_t *lines) {
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
__attribute__((always_inline)) static inline bool next_row(const ctt_columns *columns,
                                                           ctt_marks *marks, size_t start,
                                                           bool is_last, fields_of_row *fields) {
  const uint8_t *text = marks->text;
  size_t length = marks->length, field_start = start, at;
  fields->field_count = 0;
  fields->is_unclosed = false;
  fields->row.start = (uint32_t)start;
  fields->row.lines = 0;
  fields->row.beside_start = fields->row.beside_end = (uint32_t)start;
  while (true) {
    if (field_start < length && text[field_start] == '"') {
      size_t past = past_quoted(text, length, field_start, &fields->row.lines);
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

static bool is_blank(const uint8_t *text, const ctt_row *row) {
  for (size_t i = row->start; i < row->content_end; i++) {
    if (text[i] != ' ' && text[i] != '\t') return false;
  }
  return true;
}

ctt_found ctt_scan(const ctt_columns *columns, const uint8_t *text, size_t length, size_t start,
                   ctt_row *rows, ctt_point *points, size_t capacity) {
  ctt_found found = {0, 0, 0, start};
  if (start >= length) return found;
  ctt_marks marks = {text, length, 0, 0};
  ctt_load(&marks, start - start % 64);
  ctt_seek(&marks, start);
  fields_of_row fields = {.ends = NULL, .capacity = 0};
  while (found.rows < capacity && found.end < length) {
    next_row(columns, &marks, found.end, true, &fields);
    fields.row.state = CTT_UNREAD;
    if (fields.field_count == columns->count && columns->has_positions && !fields.is_unclosed) {
      ctt_point *point = &points[found.points];
      const ctt_units *units = &columns->units;
      size_t decimals = (size_t)units->decimals;
      if (ctt_plain_ordinate(text, fields.x_start, fields.x_end, decimals, units->x_limit,
                             &point->x) &&
          ctt_plain_ordinate(text, fields.y_start, fields.y_end, decimals, units->y_limit,
                             &point->y)) {
        fields.row.state = CTT_POSITION;
        found.points++;
      }
    } else if (fields.field_count == 1 && !fields.is_unclosed && is_blank(text, &fields.row)) {
      fields.row.state = CTT_BLANK;
    }
    found.end = fields.row.end;
    found.lines += fields.row.lines;
    rows[found.rows++] = fields.row;
  }
  return found;
}

size_t ctt_fields(const uint8_t *text, size_t length, size_t start, ctt_row *row,
                  bool *is_unclosed, uint32_t *ends, size_t capacity) {
  ctt_marks marks = {text, length, 0, 0};
  fields_of_row fields = {.ends = ends, .capacity = capacity};
  ctt_load(&marks, start - start % 64);
  ctt_seek(&marks, start);
  next_row(&no_columns, &marks, start, true, &fields);
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
  fields_of_row fields = {.ends = NULL, .capacity = 0};
  size_t end = 0;
  while (end < length && next_row(&no_columns, &marks, end, false, &fields)) end = fields.row.end;
  return end;
}
