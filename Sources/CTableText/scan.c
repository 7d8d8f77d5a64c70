#include "ctabletext.h"
#include "positions.h"
#include "walk.h"
#include "window.h"

// A scan under way.
typedef struct {
  const ctt_columns *columns;
  const uint8_t *text;
  size_t length;
  ctt_scale x, y;
  ctt_row *rows;
  ctt_point *points;
  size_t capacity;
} scanning;

static bool is_blank(const uint8_t *text, const ctt_row *row) {
  for (size_t i = row->start; i < row->content_end; i++) {
    if (text[i] != ' ' && text[i] != '\t') return false;
  }
  return true;
}

// Reads the position of a row, if it has one.
__attribute__((always_inline)) static inline void read_position(const scanning *scan,
                                                                size_t x_start, size_t x_end,
                                                                size_t y_start, size_t y_end,
                                                                ctt_found *found, ctt_row *row) {
  if (ctt_position(scan->text, x_start, x_end, y_start, y_end, &scan->x, &scan->y,
                   &scan->points[found->points])) {
    found->points++;
    row->state = CTT_POSITION;
  }
}

// Finds all rows that start before an offset, whatever is in them.
static ctt_found scan_all(const scanning *scan, ctt_found found, size_t until) {
  ctt_marks marks = {scan->text, scan->length, 0, 0};
  ctt_load(&marks, found.end - found.end % 64);
  ctt_seek(&marks, found.end);
  ctt_fields_found fields = {.ends = NULL, .capacity = 0};
  while (found.rows < scan->capacity && found.end < until) {
    ctt_next_row(scan->columns, &marks, found.end, true, &fields);
    ctt_row *row = &scan->rows[found.rows++];
    *row = fields.row;
    row->state = CTT_UNREAD;
    bool is_as_header = fields.field_count == scan->columns->count;
    if (scan->columns->has_positions && is_as_header && !fields.is_unclosed) {
      read_position(scan, fields.x_start, fields.x_end, fields.y_start, fields.y_end, &found, row);
    } else if (fields.field_count == 1 && !fields.is_unclosed && is_blank(scan->text, row)) {
      row->state = CTT_BLANK;
    }
    found.end = row->end;
    found.lines += row->lines;
  }
  return found;
}

// Finds the rows of a window without quotes that have as many fields as the header, as long as all are
// so; of the last one the window may have a part only.
//
// `*is_odd` says whether it stopped before a row that is to be looked at in another way.
static ctt_found scan_plain(const scanning *scan, ctt_found found, const ctt_window *window,
                            bool *is_odd) {
  const ctt_columns *columns = scan->columns;
  const uint8_t *text = scan->text;
  const uint32_t *marks = window->marks, *past = marks + window->count;
  size_t last = columns->count - 1;
  *is_odd = false;
  while (found.rows < scan->capacity && (size_t)(past - marks) > last) {
    for (size_t i = 0; i < last; i++) *is_odd |= text[marks[i]] != ',';
    size_t content_end = marks[last], end = content_end + 1, used = last + 1;
    if (text[content_end] == '\r') {
      bool is_cut = (size_t)(past - marks) == used;
      // Its line feed may be behind the window.
      if (is_cut && found.end > window->start) break;
      *is_odd |= is_cut || marks[used] != end || text[end] != '\n';
      end++;
      used++;
    } else {
      *is_odd |= text[content_end] != '\n';
    }
    if (*is_odd) break;
    uint32_t start = (uint32_t)found.end;
    ctt_row *row = &scan->rows[found.rows++];
    *row = (ctt_row){start, (uint32_t)content_end, (uint32_t)end, 1, CTT_UNREAD, start, start};
    if (columns->beside <= last) {
      if (columns->beside > 0) row->beside_start = marks[columns->beside - 1] + 1;
      row->beside_end = marks[columns->beside];
    }
    if (columns->has_positions) {
      read_position(scan, columns->x == 0 ? start : marks[columns->x - 1] + 1, marks[columns->x],
                    columns->y == 0 ? start : marks[columns->y - 1] + 1, marks[columns->y], &found,
                    row);
    }
    found.end = end;
    found.lines++;
    marks += used;
  }
  // A row that starts a window and is not whole in it is longer than that, or ends with the text.
  *is_odd |= found.rows < scan->capacity && found.end == window->start;
  return found;
}

ctt_found ctt_scan(const ctt_columns *columns, const uint8_t *text, size_t length, size_t start,
                   ctt_row *rows, ctt_point *points, size_t capacity) {
  size_t decimals = (size_t)columns->units.decimals;
  ctt_scale x = ctt_scale_of(decimals, columns->units.x_limit);
  ctt_scale y = ctt_scale_of(decimals, columns->units.y_limit);
  scanning scan = {columns, text, length, x, y, rows, points, capacity};
  ctt_found found = {0, 0, 0, start};
  ctt_window window;
  while (found.rows < capacity && found.end < length) {
    ctt_look(&window, text, length, found.end);
    bool is_odd = window.has_quotes || columns->count < 2;
    if (!is_odd) found = scan_plain(&scan, found, &window, &is_odd);
    if (is_odd) found = scan_all(&scan, found, window.end);
  }
  return found;
}
