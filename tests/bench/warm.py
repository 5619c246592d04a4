"""Work in one process, when modules are imported and fonts are known."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from time import process_time

import cvbuild
from cvbuild.diagnostics import Report
from cvbuild.theme import load_theme, theme_names
from tests.bench.processes import PANDOC, RUNS, WEASYPRINT, costs, verdict

_MOST_THEME_MILLISECONDS = 15.0


def warm(source: Path, folder: Path) -> None:
    """Print the time of warm work beside the rival's whole process."""
    text, page = source.read_text("utf-8"), folder / "letter.html"
    page.write_bytes(cvbuild.render_text(text, "html", name="letter")[0])
    word, pdf = costs(
        [PANDOC, "-o", str(folder / "rival.docx"), str(source)],
        [WEASYPRINT, "--pdf-variant", "pdf/ua-1", str(page), str(folder / "rival.pdf")],
    )
    print("\nwarm, in one process, beside the rival's whole process")
    for kind, rival, name, most in (("docx", word, "pandoc", 1.0), ("pdf", pdf, "weasyprint, same page", 0.6)):
        ours = seconds(text, kind)
        print(f"{kind:6}{ours:8.2f} s   {name:22}{rival.seconds:8.2f} s{'':22}{verdict(ours / rival.seconds, most)}")
    print(f"a theme is loaded, in milliseconds{'':36}{verdict(_theme_milliseconds(), _MOST_THEME_MILLISECONDS)}")


def seconds(text: str, kind: str, runs: int = RUNS) -> float:
    """Processor time to make that format of a text."""

    def once() -> float:
        start = process_time()
        cvbuild.render_text(text, kind, name="document")
        return process_time() - start

    return median([once() for _ in range(runs + 1)][1:])


def _theme_milliseconds() -> float:
    """Processor time to load and resolve the slowest built-in theme."""

    def once(name: str) -> float:
        start = process_time()
        load_theme(name, Report())
        return (process_time() - start) * 1000

    return max(median([once(name) for _ in range(RUNS + 1)][1:]) for name in theme_names())
