"""What whole processes cost, and commands against each other."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import NamedTuple

import pypandoc

RUNS = 9
BIN = Path(sys.executable).parent
CVBUILD, WEASYPRINT, PANDOC = str(BIN / "cvbuild"), str(BIN / "weasyprint"), pypandoc.get_pandoc_path()


class Cost(NamedTuple):
    """What a process and its children used: seconds of the processor, megabytes at the peak."""

    seconds: float
    megabytes: float


_LAUNCHER = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""
"""A small process in between: what a child had of its parent's memory when it was forked counts as its own."""


def cost(command: list[str]) -> Cost:
    """Runs the command once. Processor time says the same on a busy machine, wall time does not."""
    # As people have it: compiled modules are kept, whatever the developer's shell says.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    launched = [sys.executable, "-c", _LAUNCHER, *command]
    code, seconds, peak = subprocess.run(launched, env=environment, capture_output=True, check=True).stdout.split()
    if int(code):
        raise SystemExit(f"failed: {' '.join(command)}")
    return Cost(float(seconds), int(peak) / (2**20 if sys.platform == "darwin" else 2**10))


def costs(*commands: list[str], runs: int = RUNS) -> list[Cost]:
    """The median of each, run in turns so that all meet the same machine; one turn before is not counted."""
    turns = [[cost(command) for command in commands] for _ in range(runs + 1)][1:]
    return [
        Cost(median(one.seconds for one in column), median(one.megabytes for one in column))
        for column in zip(*turns, strict=True)
    ]


def verdict(figure: float, most: float) -> str:
    """Whether the figure keeps to what is wanted."""
    return f"{figure:8.2f}{most:8.2f}  {'ok' if figure <= most else 'over'}"
