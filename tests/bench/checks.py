"""What checking costs: the rules alone, and reading back."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.bench.processes import CVBUILD, costs, verdict

_MOST_SECONDS, _MOST_BUILDS = 0.15, 1.5


def check(source: Path, folder: Path) -> None:
    """Print the costs of both, beside an interpreter that does nothing and a build that reads nothing back."""
    nothing, rules = costs([sys.executable, "-c", ""], [CVBUILD, "check", "--no-build", str(source)])
    print(
        f"\nrules alone, beyond the start of Python, in seconds{'':19}{verdict(rules[0] - nothing[0], _MOST_SECONDS)}"
    )
    build = [CVBUILD, "build", "--force", "--no-verify", "--out", str(folder / "built"), str(source)]
    checked, built = costs([CVBUILD, "check", str(source)], build)
    print(f"{'check with reading back, in builds without that':70}{verdict(checked[0] / built[0], _MOST_BUILDS)}")
