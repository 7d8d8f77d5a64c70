"""Where things are in the repository."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / ".build"
BUILT = BUILD / "release"
"""Where the release build puts its programs."""
MAKE_PLAN = ROOT / "tools/make-plan"
PEERS = ROOT / "tools/benchmarks/peers"
MICRO_REFERENCE = ROOT / "tools/benchmarks/micro-reference.json"
MATERIAL = BUILD / "bench"
OUTPUT = MATERIAL / "out"
DINGGE = MATERIAL / "dingge"
"""The program as it was when the benchmark began: a build meanwhile changes nothing."""
MEASURE = MATERIAL / "measure"
S2 = MATERIAL / "s2_memory"
