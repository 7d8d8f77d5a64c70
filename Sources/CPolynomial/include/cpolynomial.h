// Polynomials of two variables, as straight code for the degrees that are used.
#ifndef CPOLYNOMIAL_H
#define CPOLYNOMIAL_H

// Two functions' values at once.
typedef double cpl_pair __attribute__((ext_vector_type(2)));

// The values at (x, y) of polynomials whose powers add up to `degree` at most.
//
// The coefficients are those of x^0, x^1, ... for each power of y in turn, (degree + 1)(degree + 2)/2 of
// them.
cpl_pair cpl_value(const cpl_pair *coefficients, int degree, double x, double y);

#endif
