#include <cstdlib>
#include <cstring>

#include "scalars.hpp"

namespace {

// Whether a key that has escapes spells the name.
bool spells(const uint8_t *raw, size_t raw_length, const uint8_t *name, size_t length) {
  // One escape is written at most six bytes long, so the text has at least a sixth of the bytes.
  if (raw_length < length || raw_length / 6 > length) return false;
  uint8_t stack[512];
  uint8_t *plain = raw_length <= sizeof stack ? stack : static_cast<uint8_t *>(malloc(raw_length));
  if (plain == nullptr) return false;
  bool is_equal =
      csj_unescape(raw, raw_length, plain) == length && memcmp(plain, name, length) == 0;
  if (plain != stack) free(plain);
  return is_equal;
}

}  // namespace

size_t csj_find(const csj_document *document, size_t object, const uint8_t *name, size_t length) {
  const csj_node *nodes = csj_nodes(document);
  const uint8_t *text = csj_text(document);
  size_t found = 0;
  for (size_t key = object + 1; key < nodes[object].next; key = nodes[key + 1].next) {
    const uint8_t *raw = text + nodes[key].offset + 1;
    size_t raw_length = nodes[key].length - size_t{2};
    bool is_equal = nodes[key].flags & CSJ_HAS_ESCAPES
                        ? spells(raw, raw_length, name, length)
                        : raw_length == length && memcmp(raw, name, length) == 0;
    if (is_equal) found = key + 1;
  }
  return found;
}

size_t csj_skip(csj_skip_state *state, const uint8_t *text, size_t length, bool *complete) {
  uint32_t depth = state->depth;
  bool in_string = state->in_string, after_backslash = state->after_backslash;
  *complete = false;
  size_t i = 0;
  while (i < length && !*complete) {
    if (in_string) {
      for (; i < length; i++) {
        if (after_backslash) {
          after_backslash = false;
        } else if (text[i] == '\\') {
          after_backslash = true;
        } else if (text[i] == '"') {
          in_string = false;
          *complete = depth == 0;
          i++;
          break;
        }
      }
    } else {
      for (; i < length; i++) {
        uint8_t c = text[i];
        if (c == '"') {
          in_string = true;
          i++;
          break;
        }
        // '[' and '{' differ in one bit, as do ']' and '}'.
        uint8_t bracket = c & 0xDF;
        if (bracket == 0x5B) {
          depth++;
        } else if (bracket == 0x5D) {
          if (depth > 0) depth--;
          if (depth == 0) {
            *complete = true;
            i++;
            break;
          }
        }
      }
    }
  }
  state->depth = depth;
  state->in_string = in_string;
  state->after_backslash = after_backslash;
  return i;
}

size_t csj_count_byte(const uint8_t *text, size_t length, uint8_t byte) {
  size_t count = 0;
  for (size_t i = 0; i < length; i++) count += text[i] == byte;
  return count;
}
