#include "cpolynomial.h"

// Horner's rule in x for each power of y, and in y over the results. Where the degree is a constant the
// loops become straight code: their lengths differ, and what a processor guesses of them costs half of
// the time.
static inline __attribute__((always_inline)) cpl_pair rows(const cpl_pair *coefficients, int degree,
                                                           double x, double y) {
  const cpl_pair *next = coefficients + (degree + 1) * (degree + 2) / 2;
  cpl_pair sum = 0;
  for (int length = 1; length <= degree + 1; length++) {
    cpl_pair inner = *--next;
    for (int power = 1; power < length; power++) inner = inner * x + *--next;
    sum = sum * y + inner;
  }
  return sum;
}

cpl_pair cpl_value(const cpl_pair *coefficients, int degree, double x, double y) {
  switch (degree) {
    case 5:
      return rows(coefficients, 5, x, y);
    case 6:
      return rows(coefficients, 6, x, y);
    case 8:
      return rows(coefficients, 8, x, y);
    case 9:
      return rows(coefficients, 9, x, y);
    default:
      return rows(coefficients, degree, x, y);
  }
}
