"""Prints processor time and peak memory of whole processes, cvbuild's beside its rival's; and of work when warm.

Usage: python -m tests.bench [SOURCE]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import process_time
from typing import NamedTuple

import pypandoc

import cvbuild
from cvbuild.diagnostics import Report
from cvbuild.theme import load_theme, theme_names

RUNS = 9
BIN = Path(sys.executable).parent
PANDOC = pypandoc.get_pandoc_path()
MOST_THEME_MILLISECONDS = 15.0


class Cost(NamedTuple):
    """What a process and its children used; `failed` when it did not end well."""

    seconds: float
    megabytes: float
    failed: bool = False


class Race(NamedTuple):
    """Two commands that do the same job, and how many times the rival's time ours may take."""

    name: str
    ours: list[str]
    rival_name: str
    rival: list[str]
    target: float


def races(source: Path, folder: Path) -> list[Race]:
    """The commands, each of which writes into the folder."""
    cvbuild = str(BIN / "cvbuild")
    page = folder / "page.html"
    subprocess.run([PANDOC, "-s", "-o", page, source], check=True, capture_output=True)

    def ours(kind: str) -> list[str]:
        return [cvbuild, kind, str(source), "--out", str(folder / "ours")]

    def pandoc(kind: str, *options: str) -> list[str]:
        return [PANDOC, *options, "-o", str(folder / f"rival.{kind}"), str(source)]

    weasyprint = [str(BIN / "weasyprint"), str(page), str(folder / "rival.pdf")]
    return [
        Race("html", ours("html"), "pandoc", pandoc("html", "-s"), 4.0),
        Race("docx", ours("docx"), "pandoc", pandoc("docx"), 4.0),
        Race("pdf", ours("pdf"), "weasyprint", weasyprint, 1.0),
    ]


def cost(command: list[str]) -> Cost:
    """Runs the command once. Processor time says the same on a busy machine, wall time does not."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    kilobytes = used.ru_maxrss / (1024 if sys.platform == "darwin" else 1)
    return Cost(used.ru_utime + used.ru_stime, kilobytes / 1024, process.returncode != 0)


def run(race: Race) -> tuple[Cost, Cost]:
    """The medians of both, run in turns so that both meet the same machine; one turn before is not counted."""
    turns = [(cost(race.ours), cost(race.rival)) for _ in range(RUNS + 1)][1:]
    ours, rival = zip(*turns, strict=True)
    return middle(ours), middle(rival)


def middle(costs: tuple[Cost, ...]) -> Cost:
    """The median run."""
    return Cost(
        median(cost.seconds for cost in costs),
        median(cost.megabytes for cost in costs),
        any(cost.failed for cost in costs),
    )


def line(race: Race, ours: Cost, rival: Cost) -> str:
    """A row of the table."""
    if ours.failed or rival.failed:
        return f"{race.name:6}  failed: {' '.join(race.ours if ours.failed else race.rival)}"
    ratio = ours.seconds / rival.seconds
    return (
        f"{race.name:6}{ours.seconds:8.2f} s{ours.megabytes:8.0f} MB   "
        f"{race.rival_name:10}{rival.seconds:8.2f} s{rival.megabytes:8.0f} MB"
        f"{ratio:8.2f}{race.target:8.1f}  {'ok' if ratio <= race.target else 'over'}"
    )


def main() -> None:
    """Measures and prints."""
    source = Path(sys.argv[1] if len(sys.argv) > 1 else "sources/cover-letter.md").absolute()
    print(f"{source.name}, {source.stat().st_size} bytes: processor time and peak memory, median of {RUNS} runs\n")
    print(f"{'':6}{'cvbuild':>10}{'peak':>11}   {'rival':10}{'':10}{'peak':>11}{'ratio':>8}{'target':>8}")
    with tempfile.TemporaryDirectory() as folder:
        for race in races(source, Path(folder)):
            print(line(race, *run(race)), flush=True)
        pandoc = cost([PANDOC, "-o", str(Path(folder, "rival.docx")), str(source)]).seconds
    print(f"\nWarm, in one process: processor time and, for Word, its share of pandoc's whole process ({pandoc:.2f} s)")
    letter, resume = source.read_text("utf-8"), Path("sources/resume.md").read_text("utf-8")
    print(f"docx {warm(letter, 'docx') * 1000:8.0f} ms{warm(letter, 'docx') / pandoc:8.2f}{1.0:8.1f}")
    for kind in ("docx", "pdf"):
        once, four, sixteen = (warm(f"{resume}\n" * times, kind, 3) for times in (13, 50, 200))
        print(f"{kind:4} of about 13, 50 and 200 pages: {once:.2f}, {four:.2f} and {sixteen:.2f} s", flush=True)
    print(f"\nLoading a theme takes {theme_milliseconds():.1f} ms warm; {MOST_THEME_MILLISECONDS:g} at the most.")


def warm(text: str, kind: str, runs: int = RUNS) -> float:
    """Processor time to make that format of a text, when its modules are imported."""

    def once() -> float:
        start = process_time()
        cvbuild.render_text(text, kind, name="document")
        return process_time() - start

    return median([once() for _ in range(runs + 1)][1:])


def theme_milliseconds() -> float:
    """Processor time to load and resolve the slowest built-in theme, when its modules are imported."""

    def once(name: str) -> float:
        start = process_time()
        load_theme(name, Report())
        return (process_time() - start) * 1000

    return max(median([once(name) for _ in range(RUNS + 1)][1:]) for name in theme_names())


if __name__ == "__main__":
    main()
