// Numbers and strings of JSON.
#ifndef CSIMDJSON_SCALARS_HPP
#define CSIMDJSON_SCALARS_HPP

#include "csimdjson.h"

namespace csj {

struct Number {
  double value;
  bool is_integer;
  bool is_out_of_range;
};

// Reads the whole range as a number of RFC 8259.
bool read_number(const uint8_t *text, const uint8_t *end, Number &number);

// Checks the escapes of a string's content; `found` tells whether there are any.
csj_result check_escapes(const uint8_t *text, size_t from, size_t to, bool &found);

// Says where and why a text fails that stage 1 refused.
csj_result diagnose(const uint8_t *text, size_t length);

}  // namespace csj

#endif
