"""Résumés in the styles that people write, with what a reader sees in them.

Beside each `NAME.md`, `NAME.entries` has a line for each station, in the order of the document, written by hand:
`title | organisation | place | period | dates`. Dates are those of ISO 8601-2: `2019-03/2021-02`, `2019/..` for what
goes on, `../2020` where only the end is told. A station is what has a heading or a line of its own; lists of
certificates or publications and the rows of tables are none. Words that belong to a part stay in it, such as the `bij`
of “bij Acme”.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
NAMES = sorted(path.stem for path in FOLDER.glob("*.md"))


@dataclass(frozen=True)
class Station:
    """A station as a reader sees it; every part is empty where there is none."""

    title: str
    organisation: str
    place: str
    period: str
    dates: str


def source(name: str) -> str:
    """The résumé's Markdown."""
    return (FOLDER / f"{name}.md").read_text("utf-8")


def stations(name: str) -> list[Station]:
    """What is to be found in it."""
    lines = (FOLDER / f"{name}.entries").read_text("utf-8").splitlines()
    return [Station(*(part.strip() for part in line.split("|"))) for line in lines]
