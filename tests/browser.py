"""Chromium, for tests that ask how a browser lays out our pages.

What it should say is said by the tests. It is the system's own Chromium: Playwright's browsers are not downloaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.judges import installed

DOTS = 32
"""A CSS pixel: browsers make lines whole dots wide, so many dots keep them close to what the page wants."""


@contextmanager
def chromium(width: int = 1400) -> Iterator[Any]:
    """A page of a browser with a window that many CSS pixels wide; it runs no script but the tests'."""
    executable = installed("chromium", "chromium")
    from playwright.sync_api import sync_playwright

    # Root, who runs CI, can't have the sandbox; the pages are ours.
    options = ("--no-sandbox", f"--force-device-scale-factor={DOTS}", f"--window-size={width},200")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=options)
        try:
            yield browser.new_page(no_viewport=True)
        finally:
            browser.close()


@contextmanager
def window(width: int = 1200, height: int = 700, *, scripted: bool = False) -> Iterator[Any]:
    """A page of a browser in a window of that size, as people have it; `scripted` puts its policy out of force."""
    executable = installed("chromium", "chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=("--no-sandbox",))
        try:
            size: Any = {"width": width, "height": height}
            yield browser.new_page(viewport=size, bypass_csp=scripted)
        finally:
            browser.close()
