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
