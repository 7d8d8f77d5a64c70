#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>

#include <simdjson.h>

#include "scalars.hpp"

using simdjson::internal::dom_parser_implementation;

struct csj_document {
  std::unique_ptr<dom_parser_implementation> parser;
  uint8_t *text = nullptr;
  size_t text_capacity = 0;
  csj_node *nodes = nullptr;
  size_t node_capacity = 0;
  size_t count = 0;
  size_t length = 0;
  size_t start = 0;       // of the part at hand in the text
  size_t next_part = 0;   // the first structural behind it

  ~csj_document() {
    free(text);
    free(nodes);
  }
};

namespace {

size_t rounded_up(size_t size) {
  size_t capacity = 4096;
  while (capacity < size) capacity += capacity / 2;
  return capacity;
}

// Gives the document room for the text; what was in it is lost.
csj_result make_room(csj_document &document, size_t length) {
  if (length + simdjson::SIMDJSON_PADDING > document.text_capacity) {
    size_t capacity = rounded_up(length + simdjson::SIMDJSON_PADDING);
    free(document.text);
    document.text_capacity = 0;
    document.text = static_cast<uint8_t *>(malloc(capacity));
    if (document.text == nullptr) return {CSJ_OUT_OF_MEMORY, 0};
    document.text_capacity = capacity;
  }
  if (!document.parser || document.parser->capacity() < length) {
    size_t capacity = rounded_up(length);
    if (capacity > simdjson::SIMDJSON_MAXSIZE_BYTES) capacity = simdjson::SIMDJSON_MAXSIZE_BYTES;
    document.parser.reset();
    auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(
        capacity, simdjson::DEFAULT_MAX_DEPTH, document.parser);
    if (error) {
      document.parser.reset();
      return {CSJ_OUT_OF_MEMORY, 0};
    }
  }
  return {CSJ_OK, 0};
}

// There is at most one node for each structural character.
csj_result make_node_room(csj_document &document, size_t count) {
  if (count <= document.node_capacity) return {CSJ_OK, 0};
  size_t capacity = count < 256 ? 256 : count + count / 4;
  free(document.nodes);
  document.node_capacity = 0;
  document.nodes = static_cast<csj_node *>(malloc(capacity * sizeof(csj_node)));
  if (document.nodes == nullptr) return {CSJ_OUT_OF_MEMORY, 0};
  document.node_capacity = capacity;
  return {CSJ_OK, 0};
}

inline bool is_space(uint8_t c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

// The walk over the structural index: RFC 8259's grammar, one node for each value and key.
class Walk {
 public:
  // Over the structurals of a part of the text.
  Walk(csj_document &document, size_t start, size_t end, size_t first, size_t past)
      : text(document.text),
        start(start),
        length(end),
        nodes(document.nodes),
        structurals(document.parser->structural_indexes.get()),
        structural_count(past),
        next(first) {}

  csj_result run();
  size_t node_count() const { return count; }

 private:
  const uint8_t *text;
  size_t start;
  size_t length;
  csj_node *nodes;
  const uint32_t *structurals;
  size_t structural_count;
  size_t next;
  size_t count = 0;
  uint32_t open[CSJ_MAXIMUM_DEPTH];
  size_t depth = 0;

  // Past the last byte of the token that starts at structural `index`.
  size_t token_end(size_t index) const {
    size_t end = index + 1 < structural_count ? structurals[index + 1] : length;
    while (end > structurals[index] && is_space(text[end - 1])) end--;
    return end;
  }

  csj_node &push(uint8_t kind, size_t offset, size_t end) {
    csj_node &node = nodes[count++];
    node.number = 0;
    node.offset = static_cast<uint32_t>(offset - start);
    node.length = static_cast<uint32_t>(end - offset);
    node.next = static_cast<uint32_t>(count);
    node.kind = kind;
    node.flags = 0;
    return node;
  }

  void close(size_t end) {
    csj_node &node = nodes[open[--depth]];
    node.length = static_cast<uint32_t>(end - start - node.offset);
    node.next = static_cast<uint32_t>(count);
  }

  csj_result string(uint8_t kind);
  csj_result scalar();
};

csj_result Walk::string(uint8_t kind) {
  size_t at = structurals[next], end = token_end(next);
  if (end < at + 2 || text[end - 1] != '"') return {CSJ_UNCLOSED_STRING, at};
  bool has_escapes = false;
  csj_result result = csj::check_escapes(text, at + 1, end - 1, has_escapes);
  if (result.code != CSJ_OK) return result;
  csj_node &node = push(kind, at, end);
  if (has_escapes) node.flags = CSJ_HAS_ESCAPES;
  next++;
  return {CSJ_OK, 0};
}

csj_result Walk::scalar() {
  size_t at = structurals[next], end = token_end(next), size = end - at;
  const uint8_t *token = text + at;
  if (*token == '-' || static_cast<uint8_t>(*token - '0') < 10) {
    csj::Number number;
    if (!csj::read_number(token, text + end, number)) return {CSJ_BAD_NUMBER, at};
    csj_node &node = push(CSJ_NUMBER, at, end);
    node.number = number.value;
    node.flags = static_cast<uint8_t>((number.is_integer ? CSJ_IS_INTEGER : 0) |
                                      (number.is_out_of_range ? CSJ_OUT_OF_RANGE : 0));
  } else if (size == 4 && memcmp(token, "true", 4) == 0) {
    push(CSJ_TRUE, at, end);
  } else if (size == 5 && memcmp(token, "false", 5) == 0) {
    push(CSJ_FALSE, at, end);
  } else if (size == 4 && memcmp(token, "null", 4) == 0) {
    push(CSJ_NULL, at, end);
  } else {
    bool is_mark = strchr(",:]}", *token) != nullptr;
    return {is_mark ? CSJ_UNEXPECTED : CSJ_BAD_LITERAL, at};
  }
  next++;
  return {CSJ_OK, 0};
}

csj_result Walk::run() {
  csj_result result;
value:
  if (next == structural_count) return {CSJ_TRUNCATED, length};
  {
    size_t at = structurals[next];
    uint8_t first = text[at];
    if (first == '{' || first == '[') {
      if (depth == CSJ_MAXIMUM_DEPTH) return {CSJ_TOO_DEEP, at};
      open[depth++] = static_cast<uint32_t>(count);
      push(first == '{' ? CSJ_OBJECT : CSJ_ARRAY, at, at + 1);
      next++;
      if (next == structural_count) return {CSJ_TRUNCATED, length};
      if (text[structurals[next]] != first + 2) {
        if (first == '{') goto key;
        goto value;
      }
      close(structurals[next++] + size_t{1});
      goto after_value;
    }
    result = first == '"' ? string(CSJ_STRING) : scalar();
    if (result.code != CSJ_OK) return result;
  }
after_value:
  if (depth == 0) {
    if (next == structural_count) return {CSJ_OK, 0};
    return {CSJ_TRAILING_TEXT, structurals[next]};
  }
  if (next == structural_count) return {CSJ_TRUNCATED, length};
  {
    size_t at = structurals[next++];
    uint8_t opened = text[start + nodes[open[depth - 1]].offset];
    if (text[at] == opened + 2) {
      close(at + 1);
      goto after_value;
    }
    if (text[at] != ',') return {CSJ_UNEXPECTED, at};
    if (opened == '[') goto value;
  }
key:
  if (next == structural_count) return {CSJ_TRUNCATED, length};
  if (text[structurals[next]] != '"') return {CSJ_UNEXPECTED, structurals[next]};
  result = string(CSJ_KEY);
  if (result.code != CSJ_OK) return result;
  if (next == structural_count) return {CSJ_TRUNCATED, length};
  if (text[structurals[next]] != ':') return {CSJ_UNEXPECTED, structurals[next]};
  next++;
  goto value;
}

// Takes a text over and forgets the one before.
csj_result copy_text(csj_document *document, const uint8_t *text, size_t length) {
  document->count = document->length = document->start = document->next_part = 0;
  if (length == 0) return {CSJ_EMPTY, 0};
  if (length > simdjson::SIMDJSON_MAXSIZE_BYTES - 4096) return {CSJ_TOO_LARGE, 0};
  csj_result result = make_room(*document, length);
  if (result.code != CSJ_OK) return result;
  memcpy(document->text, text, length);
  memset(document->text + length, ' ', simdjson::SIMDJSON_PADDING);
  return result;
}

// Parses the part between two offsets, which has those structurals.
csj_result walk(csj_document *document, size_t start, size_t end, size_t first, size_t past) {
  csj_result result = make_node_room(*document, past - first);
  if (result.code != CSJ_OK) return result;
  Walk walk(*document, start, end, first, past);
  result = walk.run();
  if (result.code == CSJ_OK) {
    document->count = walk.node_count();
  } else {
    result.offset -= start;
  }
  return result;
}

}  // namespace

csj_document *csj_create(void) { return new (std::nothrow) csj_document; }

void csj_destroy(csj_document *document) { delete document; }

csj_result csj_parse(csj_document *document, const uint8_t *text, size_t length) {
  csj_result result = copy_text(document, text, length);
  if (result.code != CSJ_OK) return result;
  auto error = document->parser->stage1(document->text, length, simdjson::stage1_mode::regular);
  if (error == simdjson::EMPTY) return {CSJ_EMPTY, length};
  if (error) return csj::diagnose(document->text, length);
  return walk(document, 0, length, 0, document->parser->n_structural_indexes);
}

bool csj_index(csj_document *document, const uint8_t *text, size_t length) {
  if (copy_text(document, text, length).code != CSJ_OK) return false;
  if (document->parser->stage1(document->text, length, simdjson::stage1_mode::regular)) {
    return false;
  }
  document->length = length;
  return true;
}

csj_result csj_parse_part(csj_document *document, size_t start, size_t end) {
  document->count = 0;
  if (start > end || end > document->length) return {CSJ_EMPTY, 0};
  const uint32_t *structurals = document->parser->structural_indexes.get();
  size_t all = document->parser->n_structural_indexes, first = document->next_part;
  while (first < all && structurals[first] < start) first++;
  size_t past = first;
  while (past < all && structurals[past] < end) past++;
  document->next_part = past;
  document->start = start;
  if (first == past) return {CSJ_EMPTY, end - start};
  return walk(document, start, end, first, past);
}

const csj_node *csj_nodes(const csj_document *document) { return document->nodes; }
size_t csj_count(const csj_document *document) { return document->count; }
const uint8_t *csj_text(const csj_document *document) { return document->text + document->start; }
