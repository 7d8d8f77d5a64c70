"""The peers that are there to be held against."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from .failure import Failure
from .measure import Program
from .paths import BUILD, PEERS, S2

PACKAGES = {
    "shapely": ["shapely", "numpy"],
    "geopandas": ["shapely", "numpy", "geopandas", "pyogrio"],
    "duckdb": ["numpy", "pandas", "duckdb", "duckdb_extension_spatial"],
    "sedonadb": ["numpy", "pandas", "pyarrow", "pyogrio", "sedonadb"],
    "polars-st": ["numpy", "polars", "polars-st", "pyogrio"],
}
"""The packages that each peer needs in Python."""

S2_SOURCE = PEERS / "memory/s2/s2_memory.cpp"


@dataclass(frozen=True)
class Peers:
    """An interpreter, the versions of the peers' packages in it, and whether S2 could be built."""

    python: Path
    versions: dict[str, str]
    has_s2: bool

    @classmethod
    def find(cls) -> "Peers":
        """Looks into the virtual environment `.build/venv`; without one, into this Python."""
        own = BUILD / "venv/bin/python"
        python = own if own.exists() else Path(sys.executable)
        listing = subprocess.run(
            [python, PEERS / "versions.py"], stdout=subprocess.PIPE, check=False
        )
        if listing.returncode != 0:
            raise Failure(f"{python.name} cannot say which peers it has")
        return cls(python, json.loads(listing.stdout), builds_s2())

    @property
    def names(self) -> list[str]:
        """Those of the peers in Python that are there."""
        return [name for name, needs in PACKAGES.items() if self.versions.keys() >= set(needs)]

    @property
    def missing(self) -> list[str]:
        """Those of the peers in Python that are not there."""
        return [name for name in PACKAGES if name not in self.names]

    def describe(self) -> list[str]:
        """What is there, and what is left out for want of it."""
        there = ", ".join(f"{name} {version}" for name, version in self.versions.items())
        lines = [f"peers: {there}"]
        absent = [*self.missing, *([] if self.has_s2 else ["S2 (libs2-dev)"])]
        if absent:
            lines.append(f"not installed: {', '.join(absent)}; see tools/prepare --bench")
        return lines

    def program(self, peer: str, work: str, *arguments) -> Program:
        """One of the peers' scripts: `work` is `assign`, `check`, `memory` or `certificate`.

        None of them does linear algebra; threads that wait for some would only cost processor time.
        """
        folder = "memory" if work in ("memory", "certificate") else "files"
        script = PEERS / folder / f"{peer.removesuffix('-st')}_{work}.py"
        command = ["env", "OPENBLAS_NUM_THREADS=1", self.python, "-B", script, *arguments]
        return Program(peer, command, is_peer=True)


def builds_s2() -> bool:
    """Builds the program that asks S2, unless it is there; tells whether it is then."""
    if S2.exists() and S2.stat().st_mtime > S2_SOURCE.stat().st_mtime:
        return True
    command = ["c++", "-std=c++17", "-O2", "-o", S2, S2_SOURCE, "-ls2"]
    try:
        return subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 0
    except FileNotFoundError:
        return False
