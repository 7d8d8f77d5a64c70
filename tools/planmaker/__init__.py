"""Makes plans of towns, exact by construction, for tests, benchmarks and samples.

Everything is decided on the lattice: integers, one unit being 1e-9 degree. Neighbours share each
vertex of their common boundary, because there is only one copy of it until a plan is written.
"""
