"""The stations of a résumé with their periods, for all rules about time.

What is wrong with them is for those rules to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cvbuild.lint.prose import Passage, passage
from cvbuild.lint.rule import Checked
from cvbuild.tree.nodes import Entry, Period, Section, SectionKind
from cvbuild.tree.walk import plain_text, walk

FOREVER = 9999 * 12
"""The month in which ends what goes on."""


@dataclass(frozen=True)
class Station:
    """An entry in a section of that kind, with its period as text in its place."""

    entry: Entry
    dates: Period
    written: Passage
    kind: SectionKind | None
    section: int

    @property
    def name(self) -> str:
        """What the reader calls it."""
        text = plain_text(self.entry.title) or plain_text(self.entry.organisation) or self.written.text
        return " ".join(text.split())

    @property
    def first(self) -> int:
        """The month of its beginning, counted from year 0; the earliest that its date allows."""
        return month(self.dates.start or self.dates.end)

    @property
    def last(self) -> int:
        """The month of its end, the latest that its date allows."""
        return FOREVER if self.dates.ongoing or not self.dates.end else month(self.dates.end, latest=True)


def stations(checked: Checked) -> Iterator[Station]:
    """All entries whose dates could be read, in the order of the document, the sections counted."""
    sections = [node for node in walk(checked.document) if isinstance(node, Section)]
    for number, section in enumerate(sections):
        for node in walk(section):
            if isinstance(node, Entry) and node.dates and node.period:
                written = passage(node.period, checked.source, node)
                yield Station(node, node.dates, written, section.kind, number)


def month(iso: str, *, latest: bool = False) -> int:
    """The month that an ISO 8601 date tells, or the first or the latest of its year."""
    year, _, rest = iso.partition("-")
    return int(year) * 12 + (int(rest[:2]) if rest else 12 if latest else 1) - 1


def month_of(day: date) -> int:
    """The same of a day."""
    return day.year * 12 + day.month - 1
