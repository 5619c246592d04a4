"""One document as whole processes, cvbuild's beside its rival's."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests.bench.processes import CVBUILD, PANDOC, RUNS, WEASYPRINT, costs, verdict

_TARGETS = {"html": 4.0, "docx": 4.0, "pdf": 1.0}
"""How many times the rival's processor time ours may take."""


def race(source: Path, folder: Path) -> None:
    """Print the costs of each format that a rival makes too; ours reads back what it wrote."""
    print(f"{source.name}, {source.stat().st_size} bytes: processor time and peak memory, median of {RUNS} runs\n")
    print(f"{'':6}{'cvbuild':>10}{'peak':>11}   {'rival':10}{'':10}{'peak':>11}{'ratio':>8}{'target':>8}")
    page = folder / "page.html"
    subprocess.run([PANDOC, "-s", "-o", page, source], check=True, capture_output=True)
    rivals = {
        "html": [PANDOC, "-s", "-o", str(folder / "rival.html"), str(source)],
        "docx": [PANDOC, "-o", str(folder / "rival.docx"), str(source)],
        "pdf": [WEASYPRINT, str(page), str(folder / "rival.pdf")],
    }
    for kind, rival in rivals.items():
        ours, theirs = costs([CVBUILD, kind, str(source), "--force", "--out", str(folder / "ours")], rival)
        print(
            f"{kind:6}{ours.seconds:8.2f} s{ours.megabytes:8.0f} MB   "
            f"{Path(rival[0]).name:10}{theirs.seconds:8.2f} s{theirs.megabytes:8.0f} MB"
            f"{verdict(ours.seconds / theirs.seconds, _TARGETS[kind])}",
            flush=True,
        )
