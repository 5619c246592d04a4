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


def cost(command: list[str]) -> Cost:
    """Runs the command once. Processor time says the same on a busy machine, wall time does not."""
    # As people have it: compiled modules are kept, whatever the developer's shell says.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"failed: {' '.join(command)}")
    kilobytes = used.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return Cost(used.ru_utime + used.ru_stime, kilobytes / 1024)


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
