"""Prints how long it takes from a saved source to the changed page in Chromium, while the preview is warm.

Usage: python -m tests.bench.serve [RUNS]
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path
from shutil import copytree
from statistics import median
from typing import Any

from tests.browser import window
from tests.documents import ROOT
from tests.serving import Served, served

LIMITS = {"html": 150.0, "pdf": 400.0}
"""Milliseconds in the median, for the letter."""

_SEEN = {
    "html": "(mark) => document.querySelector('iframe:not(.waiting)')?.contentDocument?.body?.innerText.includes(mark)",
    "pdf": "(old) => [...document.querySelectorAll('.paged img')].some((img) => img.complete && img.src !== old)",
}


def main() -> None:
    """Measure each view; exit with 1 where a limit is exceeded."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "project")
        copytree(ROOT / "sources", folder / "sources")
        (folder / "cvbuild.yaml").write_text((ROOT / "cvbuild.yaml").read_text("utf-8"), "utf-8")
        with served(folder) as preview, window(scripted=True) as page:
            taken = {view: _taken(preview, page, folder / "sources/cover-letter.md", view, runs) for view in LIMITS}
    slow = False
    for view, times in taken.items():
        middle = median(times)
        slow = slow or middle > LIMITS[view]
        print(
            f"{view:5} {middle:6.0f} ms in the median, {max(times):6.0f} at the most; at most {LIMITS[view]:.0f} wanted"
        )
    sys.exit(slow)


def _taken(preview: Served, page: Any, source: Path, view: str, runs: int) -> list[float]:
    """Milliseconds from save to sight, after two runs to warm up."""
    page.goto(f"{preview.address}?document=cover-letter&view={view}")
    page.wait_for_selector("#panel iframe:not(.waiting), #panel.paged img")
    text, times = source.read_text("utf-8"), []
    for run in range(runs + 2):
        mark = f"Remarkable number {run}."
        before = page.locator("#panel img").first.get_attribute("src") if view == "pdf" else ""
        seen = f"{preview.address}{before}" if before else mark
        start = time.perf_counter()
        source.write_text(text.replace("Dear Ms. Berg,", f"Dear Ms. Berg,\n\n{mark}"), "utf-8")
        page.wait_for_function(_SEEN[view], arg=seen, polling="raf")
        times.append((time.perf_counter() - start) * 1000)
        time.sleep(0.2)
    source.write_text(text, "utf-8")
    time.sleep(0.5)
    return times[2:]


if __name__ == "__main__":
    main()
