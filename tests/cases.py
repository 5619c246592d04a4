"""Case files: readable examples of input and expected output, rewritten by `make accept`.

A file holds cases one after the other: a line `=== title`, the input, and sections that begin with
`--- name`. The name says what is expected: `tree`, `messages`, or a kind of output.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "cases"
ACCEPTS = "CVBUILD_ACCEPT" in os.environ


@dataclass(frozen=True)
class Case:
    """One example; `expected` maps each section's name to its text."""

    path: Path
    title: str
    text: str
    expected: dict[str, str]

    def __str__(self) -> str:
        return f"{self.path.stem}: {self.title}"


def cases(folder: Path = FOLDER) -> Iterator[Case]:
    """All cases directly in a folder, in the order of their files."""
    for path in sorted(folder.glob("*.case")):
        for chunk in re.split(r"^=== ", path.read_text("utf-8"), flags=re.MULTILINE)[1:]:
            title, _, rest = chunk.partition("\n")
            text, *sections = re.split(r"^--- ", rest, flags=re.MULTILINE)
            pairs = (section.partition("\n") for section in sections)
            yield Case(path, title, text, {name: expected.rstrip("\n") + "\n" for name, _, expected in pairs})


def accept(case: Case, actual: dict[str, str]) -> None:
    """Write the actual output into the case's file as what is expected from now on."""
    text = case.path.read_text("utf-8")
    start = text.index(f"=== {case.title}\n")
    end = text.find("\n=== ", start + 1)
    end = len(text) if end < 0 else end + 1
    sections = "".join(f"--- {name}\n{output.rstrip()}\n" for name, output in actual.items())
    gap = "\n" if end < len(text) else ""
    case.path.write_text(text[:start] + f"=== {case.title}\n{case.text}{sections}{gap}" + text[end:], "utf-8")
