#include <cstring>

#include "csimdjson.h"

namespace {

constexpr size_t block_size = 64;
typedef uint8_t Block __attribute__((ext_vector_type(64)));
typedef bool Flags __attribute__((ext_vector_type(64)));

// One bit for each byte of a block that equals `byte` in its significant bits; the first byte's is
// the lowest.
inline uint64_t equal_bytes(const uint8_t *text, uint8_t byte, uint8_t significant = 0xFF) {
  Block block;
  memcpy(&block, text, block_size);
  Flags flags = __builtin_convertvector((block & Block(significant)) == Block(byte), Flags);
  return __builtin_bit_cast(uint64_t, flags);
}

// Bit n is set where an odd number of bits up to n are.
inline uint64_t prefix_parity(uint64_t bits) {
  for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

class Skip {
 public:
  explicit Skip(const csj_skip_state &state) : state(state) {}

  csj_skip_state state;
  bool is_complete = false;

  // Passes the whole block, unless the value may end in it or a backslash is there.
  bool pass(const uint8_t *text) {
    uint64_t quotes = equal_bytes(text, '"');
    if (state.in_string || quotes != 0) {
      if (state.after_backslash || equal_bytes(text, '\\') != 0) return false;
    }
    uint64_t strings = prefix_parity(quotes) ^ (state.in_string ? ~uint64_t{0} : 0);
    // '[' and '{' differ in one bit, as do ']' and '}'.
    auto opened = __builtin_popcountll(equal_bytes(text, 0x5B, 0xDF) & ~strings);
    auto closed = __builtin_popcountll(equal_bytes(text, 0x5D, 0xDF) & ~strings);
    // A string that is itself the value has depth 0: its end is looked for byte by byte.
    bool is_inside = static_cast<uint32_t>(closed) < state.depth;
    if (!is_inside && (closed != 0 || opened != 0 || quotes != 0)) return false;
    state.depth = state.depth + opened - closed;
    state.in_string = strings >> 63 != 0;
    return true;
  }

  // Walks from `i` to `end` or to where the value ends; returns how far it came.
  size_t walk(const uint8_t *text, size_t i, size_t end);
};

size_t Skip::walk(const uint8_t *text, size_t i, size_t end) {
  for (; i < end && !is_complete; i++) {
    uint8_t c = text[i];
    if (state.in_string) {
      if (state.after_backslash) {
        state.after_backslash = false;
      } else if (c == '\\') {
        state.after_backslash = true;
      } else if (c == '"') {
        state.in_string = false;
        is_complete = state.depth == 0;
      }
    } else if (c == '"') {
      state.in_string = true;
    } else if ((c & 0xDF) == 0x5B) {
      state.depth++;
    } else if ((c & 0xDF) == 0x5D) {
      if (state.depth > 0) state.depth--;
      is_complete = state.depth == 0;
    }
  }
  return i;
}

}  // namespace

size_t csj_skip(csj_skip_state *state, const uint8_t *text, size_t length, bool *complete) {
  Skip skip(*state);
  size_t i = 0;
  while (!skip.is_complete && length - i >= block_size) {
    if (skip.pass(text + i)) {
      i += block_size;
    } else {
      i = skip.walk(text, i, i + block_size);
    }
  }
  i = skip.walk(text, i, length);
  *state = skip.state;
  *complete = skip.is_complete;
  return i;
}

size_t csj_count_byte(const uint8_t *text, size_t length, uint8_t byte) {
  size_t count = 0, i = 0;
  for (; length - i >= block_size; i += block_size) {
    count += static_cast<size_t>(__builtin_popcountll(equal_bytes(text + i, byte)));
  }
  for (; i < length; i++) count += text[i] == byte;
  return count;
}
