// JSON texts as flat arrays of nodes, on simdjson's structural index.
//
// No function throws, aborts or keeps a pointer to its arguments. A document is used by one thread
// at a time.
#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Arrays and objects nest at most this deep.
#define CSJ_MAXIMUM_DEPTH 512

// What a node stands for. A member of an object is a key node followed by its value.
enum {
  CSJ_NULL,
  CSJ_FALSE,
  CSJ_TRUE,
  CSJ_NUMBER,
  CSJ_STRING,
  CSJ_ARRAY,
  CSJ_OBJECT,
  CSJ_KEY
};

// What is particular about a node.
enum {
  CSJ_HAS_ESCAPES = 1,   // a string or key with at least one backslash
  CSJ_OUT_OF_RANGE = 2,  // a number beyond the doubles
  CSJ_IS_INTEGER = 4     // a number without fraction and exponent
};

typedef struct {
  double number;    // of a number: the nearest double
  uint32_t offset;  // of the first byte in the text
  uint32_t length;  // of the raw text, quotes and brackets included
  uint32_t next;    // index just past the last descendant
  uint8_t kind;
  uint8_t flags;
} csj_node;

// Why a text was refused.
enum {
  CSJ_OK,
  CSJ_EMPTY,
  CSJ_TRUNCATED,
  CSJ_TRAILING_TEXT,
  CSJ_UNEXPECTED,
  CSJ_BAD_LITERAL,
  CSJ_BAD_NUMBER,
  CSJ_BAD_ESCAPE,
  CSJ_LONE_SURROGATE,
  CSJ_CONTROL_CHARACTER,
  CSJ_UNCLOSED_STRING,
  CSJ_BAD_UTF8,
  CSJ_TOO_DEEP,
  CSJ_TOO_LARGE,
  CSJ_OUT_OF_MEMORY
};

typedef struct {
  int32_t code;
  size_t offset;
} csj_result;

typedef struct csj_document csj_document;

// NULL when there is no memory.
csj_document *csj_create(void);
void csj_destroy(csj_document *document);

// Copies the text into the document and parses all of it; buffers are kept for the next text.
csj_result csj_parse(csj_document *document, const uint8_t *text, size_t length);

// Copies a text of many parts into the document, each a text of its own, and finds the marks of all
// of them at once. Line feeds separate the parts. False when one of them has strings or bytes that
// are no JSON, or there are no marks; parts are then to be parsed one by one.
bool csj_index(csj_document *document, const uint8_t *text, size_t length);

// Parses a part of the text that was indexed, which lies behind the part before. Offsets count from
// the start of the part.
csj_result csj_parse_part(csj_document *document, size_t start, size_t end);

// Valid until the next text or part is parsed.
const csj_node *csj_nodes(const csj_document *document);
size_t csj_count(const csj_document *document);
const uint8_t *csj_text(const csj_document *document);

// Index of the value of the last member with that name, or 0 when there is none.
size_t csj_find(const csj_document *document, size_t object, const uint8_t *name, size_t length);

// Names that are looked for together, at most 64.
typedef struct csj_names csj_names;

// `ends` has for each name the offset past its text; the case of ASCII letters is passed over in
// the names, in small letters, from `first_caseless` on. NULL when there is no memory.
csj_names *csj_names_create(const uint8_t *texts, const uint32_t *ends, size_t count,
                            size_t first_caseless);
void csj_names_destroy(csj_names *names);

// For each name the index of the value of the last member with it, or 0 when there is none. A member
// counts for the first name that it has. Returns a bit for each name that members spell differently.
uint64_t csj_find_all(const csj_document *document, size_t object, const csj_names *names,
                      uint32_t *found);

// Writes the text of a valid string (without its quotes); it is never longer than the input.
size_t csj_unescape(const uint8_t *raw, size_t length, uint8_t *out);

// Numbers: how a decimal text reads.
enum { CSJ_NOT_A_NUMBER, CSJ_FINITE, CSJ_BEYOND_DOUBLE };

// Reads the whole text as a decimal number, correctly rounded: an optional sign, digits with at
// most one point, an optional exponent.
int32_t csj_decimal(const uint8_t *text, size_t length, double *value);

// Writes the shortest text that reads back as the same finite double; at most 32 bytes.
size_t csj_format(double value, char *out);

// Where a walk over a value that arrives in pieces stands. Starts as all zeros.
typedef struct {
  uint32_t depth;
  bool in_string;
  bool after_backslash;
} csj_skip_state;

// Walks over a string, array or object from its first byte on; brackets are counted, not matched.
// Returns how many bytes were passed. `*complete` says whether the value ended there.
size_t csj_skip(csj_skip_state *state, const uint8_t *text, size_t length, bool *complete);

size_t csj_count_byte(const uint8_t *text, size_t length, uint8_t byte);

// The polygons of one geometry, as its member `coordinates` gives them.
typedef struct {
  size_t start;                 // where in the text the array begins
  size_t end;                   // and ends; 0 when it was not read
  bool is_multiple;             // nested as a MultiPolygon's
  const double *ordinates;      // the first two of each position: x, y, x, y, ...
  size_t ordinate_count;
  const size_t *ring_ends;      // past the last ordinate of each ring
  size_t ring_count;
  const size_t *polygon_ends;   // past the last ring of each polygon
  size_t polygon_count;
} csj_polygons;

typedef struct csj_polygon_buffer csj_polygon_buffer;

// NULL when there is no memory.
csj_polygon_buffer *csj_polygon_buffer_create(void);
void csj_polygon_buffer_destroy(csj_polygon_buffer *buffer);

// Reads the first array that a name "coordinates" precedes in the text of an object, without
// parsing what is around it. The answer holds until the next call. Nothing is read where rings or
// positions are empty, or anything but finite numbers is in them; memory is short; or there is no
// such array.
csj_polygons csj_read_polygons(csj_polygon_buffer *buffer, const uint8_t *text, size_t length);

#ifdef __cplusplus
}
#endif

#endif
