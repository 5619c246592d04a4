"""From a saved source to the changed page in Chromium, while the preview is warm."""

from __future__ import annotations

import time
from pathlib import Path
from shutil import copytree, which
from statistics import median
from typing import Any

from tests.bench.processes import verdict
from tests.browser import window
from tests.documents import ROOT
from tests.serving import Served, served

LIMITS = {"html": 150.0, "pdf": 400.0}
"""Milliseconds in the median, for the letter."""

_SEEN = {
    "html": "(mark) => document.querySelector('iframe:not(.waiting)')?.contentDocument?.body?.innerText.includes(mark)",
    "pdf": "(old) => [...document.querySelectorAll('.paged img')].some((img) => img.complete && img.src !== old)",
}


def follow(folder: Path, runs: int = 15) -> None:
    """Print how long each view takes, in wall time; nothing where there is no Chromium."""
    if not which("chromium"):
        print("\npreview: not measured, since there is no chromium")
        return
    project = folder / "project"
    copytree(ROOT / "sources", project / "sources")
    (project / "cvbuild.yaml").write_text((ROOT / "cvbuild.yaml").read_text("utf-8"), "utf-8")
    with served(project) as preview, window(scripted=True) as page:
        taken = {view: _taken(preview, page, project / "sources/cover-letter.md", view, runs) for view in LIMITS}
    print(f"\npreview, from save to sight, in milliseconds of wall time; the longest of {runs}, median")
    for view, times in taken.items():
        print(f"{view:6}{max(times):8.0f}{'':56}{verdict(median(times), LIMITS[view])}")


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
