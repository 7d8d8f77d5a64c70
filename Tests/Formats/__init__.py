"""Tests of every format that a plan is read from or written to."""
