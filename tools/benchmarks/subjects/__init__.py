"""The benchmarks, each of which prints its own tables."""
