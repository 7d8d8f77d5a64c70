#include <cstdlib>
#include <cstring>
#include <new>

#include "scalars.hpp"

struct csj_names {
  uint8_t *texts = nullptr;
  uint32_t starts[65] = {};
  size_t first_caseless = 0;
  uint64_t by_length[64] = {};  // a bit for each name that is so long; from 63 bytes on together

  ~csj_names() { free(texts); }
};

namespace {

size_t length_class(size_t length) { return length < 63 ? length : 63; }

bool equals(const uint8_t *key, const uint8_t *name, size_t length, bool is_caseless) {
  if (!is_caseless) return memcmp(key, name, length) == 0;
  for (size_t i = 0; i < length; i++) {
    uint8_t c = key[i];
    if (c >= 'A' && c <= 'Z') c |= 0x20;
    if (c != name[i]) return false;
  }
  return true;
}

// A key's text with its escapes undone.
class Key {
 public:
  Key(const csj_document *document, size_t index) {
    const csj_node &node = csj_nodes(document)[index];
    text = csj_text(document) + node.offset + 1;
    length = node.length - size_t{2};
    if (!(node.flags & CSJ_HAS_ESCAPES)) return;
    plain = static_cast<uint8_t *>(malloc(length + 1));
    length = plain == nullptr ? 0 : csj_unescape(text, length, plain);
    text = plain;
  }
  ~Key() { free(plain); }
  Key(const Key &) = delete;
  Key &operator=(const Key &) = delete;

  const uint8_t *text;
  size_t length;

 private:
  uint8_t *plain = nullptr;
};

// The first name that a key has, or -1.
int number_of(const Key &key, const csj_names &names) {
  uint64_t candidates = names.by_length[length_class(key.length)];
  for (; candidates != 0; candidates &= candidates - 1) {
    int number = __builtin_ctzll(candidates);
    const uint8_t *name = names.texts + names.starts[number];
    if (names.starts[number + 1] - names.starts[number] != key.length) continue;
    bool is_caseless = static_cast<size_t>(number) >= names.first_caseless;
    if (equals(key.text, name, key.length, is_caseless)) return number;
  }
  return -1;
}

}  // namespace

csj_names *csj_names_create(const uint8_t *texts, const uint32_t *ends, size_t count,
                            size_t first_caseless) {
  if (count > 64) return nullptr;
  auto names = new (std::nothrow) csj_names;
  if (names == nullptr) return nullptr;
  size_t size = count == 0 ? 0 : ends[count - 1];
  names->texts = static_cast<uint8_t *>(malloc(size + 1));
  if (names->texts == nullptr) {
    delete names;
    return nullptr;
  }
  memcpy(names->texts, texts, size);
  names->first_caseless = first_caseless;
  for (size_t i = 0; i < count; i++) {
    names->starts[i + 1] = ends[i];
    names->by_length[length_class(ends[i] - names->starts[i])] |= uint64_t{1} << i;
  }
  return names;
}

void csj_names_destroy(csj_names *names) { delete names; }

uint64_t csj_find_all(const csj_document *document, size_t object, const csj_names *names,
                      uint32_t *found) {
  const csj_node *nodes = csj_nodes(document);
  uint64_t met = 0, differing = 0;
  for (size_t index = object + 1; index < nodes[object].next; index = nodes[index + 1].next) {
    Key key(document, index);
    int number = number_of(key, *names);
    if (number < 0) continue;
    if (met >> number & 1) {
      Key before(document, found[number] - 1);
      bool is_same = before.length == key.length && memcmp(before.text, key.text, key.length) == 0;
      if (!is_same) differing |= uint64_t{1} << number;
    }
    met |= uint64_t{1} << number;
    found[number] = static_cast<uint32_t>(index + 1);
  }
  return differing;
}
