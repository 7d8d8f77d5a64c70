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
  explicit Walk(csj_document &document)
      : text(document.text),
        length(document.length),
        nodes(document.nodes),
        structurals(document.parser->structural_indexes.get()),
        structural_count(document.parser->n_structural_indexes) {}

  csj_result run();
  size_t node_count() const { return count; }

 private:
  const uint8_t *text;
  size_t length;
  csj_node *nodes;
  const uint32_t *structurals;
  size_t structural_count;
  size_t next = 0;
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
    node.offset = static_cast<uint32_t>(offset);
    node.length = static_cast<uint32_t>(end - offset);
    node.next = static_cast<uint32_t>(count);
    node.kind = kind;
    node.flags = 0;
    return node;
  }

  void close(size_t end) {
    csj_node &node = nodes[open[--depth]];
    node.length = static_cast<uint32_t>(end - node.offset);
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
    uint8_t opened = text[nodes[open[depth - 1]].offset];
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

}  // namespace

csj_document *csj_create(void) { return new (std::nothrow) csj_document; }

void csj_destroy(csj_document *document) { delete document; }

csj_result csj_parse(csj_document *document, const uint8_t *text, size_t length) {
  document->count = 0;
  document->length = 0;
  if (length == 0) return {CSJ_EMPTY, 0};
  if (length > simdjson::SIMDJSON_MAXSIZE_BYTES - 4096) return {CSJ_TOO_LARGE, 0};
  csj_result result = make_room(*document, length);
  if (result.code != CSJ_OK) return result;
  memcpy(document->text, text, length);
  memset(document->text + length, ' ', simdjson::SIMDJSON_PADDING);
  auto error = document->parser->stage1(document->text, length, simdjson::stage1_mode::regular);
  if (error == simdjson::EMPTY) return {CSJ_EMPTY, length};
  if (error) return csj::diagnose(document->text, length);
  result = make_node_room(*document, document->parser->n_structural_indexes);
  if (result.code != CSJ_OK) return result;
  document->length = length;
  Walk walk(*document);
  result = walk.run();
  if (result.code == CSJ_OK) document->count = walk.node_count();
  return result;
}

const csj_node *csj_nodes(const csj_document *document) { return document->nodes; }
size_t csj_count(const csj_document *document) { return document->count; }
const uint8_t *csj_text(const csj_document *document) { return document->text; }
