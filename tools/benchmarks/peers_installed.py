"""The peers that are there to be held against."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from .failure import Failure
from .paths import BUILD, PEERS


@dataclass(frozen=True)
class Peers:
    """An interpreter and the versions of the peers' packages in it."""

    python: Path
    versions: dict[str, str]

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
        return cls(python, json.loads(listing.stdout))

    @property
    def has_shapely(self) -> bool:
        return "shapely" in self.versions and "numpy" in self.versions

    @property
    def has_geopandas(self) -> bool:
        return self.has_shapely and "geopandas" in self.versions and "pyogrio" in self.versions

    def describe(self) -> list[str]:
        """What is there, and what is left out for want of it."""
        there = ", ".join(f"{name} {version}" for name, version in self.versions.items())
        lines = [f"peers: {there}"]
        if not self.has_shapely:
            lines.append("shapely is not installed and is left out")
        elif not self.has_geopandas:
            lines.append("geopandas with pyogrio is not installed and is left out")
        return lines

    def command(self, script: str, *arguments) -> list:
        """The command line that runs one of the peers' scripts.

        None of them does linear algebra; threads that wait for some would only cost processor time.
        """
        return ["env", "OPENBLAS_NUM_THREADS=1", self.python, "-B", PEERS / script, *arguments]
