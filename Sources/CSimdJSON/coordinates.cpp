#include <cstdlib>
#include <cstring>
#include <new>

#include "scalars.hpp"

namespace {

// Numbers that grow in number; memory is kept for the next text.
template <typename Item>
class Growing {
 public:
  Growing() = default;
  Growing(const Growing &) = delete;
  Growing &operator=(const Growing &) = delete;
  ~Growing() { free(items); }

  const Item *data() const { return items; }
  size_t size() const { return count; }
  void clear() { count = 0; }

  // `false` when there is no memory.
  bool append(Item item) {
    if (count == capacity && !grow()) return false;
    items[count++] = item;
    return true;
  }

 private:
  Item *items = nullptr;
  size_t count = 0;
  size_t capacity = 0;

  bool grow() {
    size_t larger = capacity < 64 ? 64 : capacity + capacity / 2;
    void *moved = realloc(items, larger * sizeof(Item));
    if (moved == nullptr) return false;
    items = static_cast<Item *>(moved);
    capacity = larger;
    return true;
  }
};

}  // namespace

struct csj_polygon_buffer {
  Growing<double> ordinates;
  Growing<size_t> ring_ends;
  Growing<size_t> polygon_ends;
};

namespace {

const char quoted_name[] = "\"coordinates\"";

inline bool is_digit(uint8_t c) { return static_cast<uint8_t>(c - '0') < 10; }

inline bool is_space(uint8_t c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

inline bool are_digits(uint64_t eight) {
  const uint64_t high = 0xF0F0F0F0F0F0F0F0;
  return ((eight & high) | (((eight + 0x0606060606060606) & high) >> 4)) == 0x3333333333333333;
}

// The number that eight digits are, the first one in the lowest byte: neighbours are joined to
// pairs, pairs to fours, fours to the whole.
inline uint64_t number_of(uint64_t eight) {
  eight -= 0x3030303030303030;
  eight = eight * 10 + (eight >> 8);
  return ((eight & 0x000000FF000000FF) * 0x000F424000000064 +
          ((eight >> 16) & 0x000000FF000000FF) * 0x0000271000000001) >> 32;
}

inline uint64_t load_eight(const uint8_t *text) {
  uint64_t eight = 0;
  for (int i = 0; i < 8; i++) eight |= static_cast<uint64_t>(text[i]) << (8 * i);
  return eight;
}

const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                         1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

// Reads arrays of positions from a text whose last byte is a closing brace. No array may contain
// it, so every loop ends there, and no other check for the end is needed.
class Reader {
 public:
  Reader(csj_polygon_buffer &out, const uint8_t *text, size_t length)
      : out(out), p(text), end(text + length) {}

  bool polygons(bool is_multiple) {
    return is_multiple ? list([this] { return polygon(); }) : polygon();
  }
  // Whether four arrays begin here, one in the other.
  bool nests_four() const {
    const uint8_t *at = p;
    for (int depth = 0; depth < 4; depth++) {
      while (is_space(*at)) at++;
      if (*at++ != '[') return false;
    }
    return true;
  }
  const uint8_t *position() const { return p; }

 private:
  csj_polygon_buffer &out;
  const uint8_t *p;
  const uint8_t *end;

  void skip_space() {
    while (*p <= ' ' && is_space(*p)) p++;
  }
  bool take(uint8_t mark) {
    skip_space();
    if (*p != mark) return false;
    p++;
    return true;
  }

  // An array of at least one item.
  template <typename Item>
  bool list(Item item) {
    if (!take('[')) return false;
    do {
      if (!item()) return false;
    } while (take(','));
    return take(']');
  }

  bool polygon() {
    return list([this] { return ring(); }) && out.polygon_ends.append(out.ring_ends.size());
  }

  bool ring() {
    return list([this] { return pair(); }) && out.ring_ends.append(out.ordinates.size() / 2);
  }

  bool pair() {
    double x, y, other;
    if (!take('[') || !number(x) || !take(',') || !number(y)) return false;
    while (take(',')) {
      if (!number(other)) return false;
    }
    return take(']') && out.ordinates.append(x) && out.ordinates.append(y);
  }

  bool number(double &value);
  bool long_number(const uint8_t *start, double &value);
};

// The numbers that are exact after one division; all others are left to the general way.
bool Reader::number(double &value) {
  skip_space();
  const uint8_t *start = p;
  bool is_negative = *p == '-';
  if (is_negative) p++;
  const uint8_t *digits = p;
  uint64_t mantissa = 0;
  while (is_digit(*p)) mantissa = mantissa * 10 + (*p++ - '0');
  ptrdiff_t whole = p - digits, fraction = 0;
  if (whole == 0 || (whole > 1 && *digits == '0')) return false;
  if (*p == '.') {
    const uint8_t *first = ++p;
    if (end - p >= 8) {
      uint64_t eight = load_eight(p);
      if (are_digits(eight)) {
        mantissa = mantissa * 100000000 + number_of(eight);
        p += 8;
      }
    }
    while (is_digit(*p)) mantissa = mantissa * 10 + (*p++ - '0');
    fraction = p - first;
    if (fraction == 0) return false;
  }
  // Nineteen digits fit 64 bits.
  bool is_exact = whole + fraction <= 19 && mantissa <= (uint64_t{1} << 53);
  if (!is_exact || (*p | 0x20) == 'e') return long_number(start, value);
  double magnitude = static_cast<double>(mantissa) / powers[fraction];
  value = is_negative ? -magnitude : magnitude;
  return true;
}

bool Reader::long_number(const uint8_t *start, double &value) {
  while (is_digit(*p) || *p == '.' || *p == '-' || *p == '+' || (*p | 0x20) == 'e') p++;
  csj::Number number;
  if (!csj::read_number(start, p, number) || number.is_out_of_range) return false;
  value = number.value;
  return true;
}

// Where the value of the first member with the name begins; NULL when there is none.
const uint8_t *find_value(const uint8_t *text, size_t length) {
  size_t size = sizeof quoted_name - 1;
  auto name = static_cast<const uint8_t *>(memmem(text, length, quoted_name, size));
  if (name == nullptr) return nullptr;
  const uint8_t *p = name + size;
  while (is_space(*p)) p++;
  if (*p != ':') return nullptr;
  p++;
  while (is_space(*p)) p++;
  return p;
}

}  // namespace

csj_polygon_buffer *csj_polygon_buffer_create(void) {
  return new (std::nothrow) csj_polygon_buffer;
}

void csj_polygon_buffer_destroy(csj_polygon_buffer *buffer) { delete buffer; }

csj_polygons csj_read_polygons(csj_polygon_buffer *buffer, const uint8_t *text, size_t length) {
  csj_polygons result = {};
  if (length == 0 || text[length - 1] != '}') return result;
  const uint8_t *value = find_value(text, length);
  if (value == nullptr) return result;
  buffer->ordinates.clear();
  buffer->ring_ends.clear();
  buffer->polygon_ends.clear();
  Reader reader(*buffer, value, length - static_cast<size_t>(value - text));
  result.is_multiple = reader.nests_four();
  if (!reader.polygons(result.is_multiple)) return result;
  result.start = static_cast<size_t>(value - text);
  result.end = static_cast<size_t>(reader.position() - text);
  result.ordinates = buffer->ordinates.data();
  result.ordinate_count = buffer->ordinates.size();
  result.ring_ends = buffer->ring_ends.data();
  result.ring_count = buffer->ring_ends.size();
  result.polygon_ends = buffer->polygon_ends.data();
  result.polygon_count = buffer->polygon_ends.size();
  return result;
}
