"""The machine and the program under test, as facts for the heading of a report."""

import hashlib
import json
import os
import platform
import subprocess
from pathlib import Path

from .paths import DINGGE, ROOT


def machine_lines() -> list[str]:
    """Processors, memory and system."""
    cores = len(os.sched_getaffinity(0))
    memory = int(first_field("/proc/meminfo", "MemTotal").split()[0]) / 2**20
    model = first_field("/proc/cpuinfo", "model name")
    return [
        f"machine: {cores} processors ({model}), {memory:.0f} GiB",
        f"system: {platform.system()} {platform.release()} {platform.machine()}",
    ]


def first_field(path: str, name: str) -> str:
    """The first value of a field in a file of `/proc`; "unknown" where there is none."""
    for line in Path(path).read_text().splitlines():
        field, _, value = line.partition(":")
        if field.strip() == name:
            return value.strip()
    return "unknown"


def dingge_version() -> str:
    """The version that dingge writes into its own results."""
    command = [DINGGE, "check", ROOT / "Data/xijiang", "--format", "json", "--quiet"]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=False).stdout)["dingge"]


def digest(path: Path) -> str:
    """The SHA-256 of a file, read as a stream."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
