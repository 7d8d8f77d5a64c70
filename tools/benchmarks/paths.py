"""Where things are in the repository."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / ".build"
BUILT = BUILD / "release/dingge"
MAKE_PLAN = ROOT / "tools/make-plan"
PEERS = ROOT / "tools/benchmarks/peers"
MATERIAL = BUILD / "bench"
DINGGE = MATERIAL / "dingge"
"""The program as it was when the benchmark began: a build meanwhile changes nothing."""
OUTPUT = MATERIAL / "out"
