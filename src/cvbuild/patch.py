"""Changes to the bytes of a text file that leave every other byte as it was: its encoding, its mark, its line ends.

What is changed, and why, is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from cvbuild.source import encoding


@dataclass(frozen=True, slots=True)
class Patch:
    """`new` goes in the place of `text[start:end]`, where the text has LF line ends."""

    start: int
    end: int
    new: str


def patched(data: bytes, changes: Iterable[Patch]) -> bytes:
    """The file with these changes, which may touch but not overlap; else ValueError. New line ends are the file's."""
    bom, codec = encoding(data)
    raw = data[len(bom) :].decode(codec)
    ordered = sorted(changes, key=lambda one: (one.start, one.end))
    if overlaps(ordered):
        raise ValueError("changes overlap")
    places, line_end = _places(raw), _line_end(raw)
    pieces, position = [], 0
    for one in ordered:
        pieces += [raw[position : places[one.start]], one.new.replace("\n", line_end)]
        position = places[one.end]
    return bom + ("".join(pieces) + raw[position:]).encode(codec)


def overlaps(ordered: Sequence[Patch]) -> bool:
    """Whether any of the changes, in the order of their places, reaches into the next."""
    return any(before.end > after.start for before, after in pairwise(ordered))


def _places(raw: str) -> list[int]:
    """For each offset of the text with LF line ends, and for its end, the one in the text with the file's."""
    return [*(i for i, one in enumerate(raw) if not (one == "\n" and i and raw[i - 1] == "\r")), len(raw)]


def _line_end(raw: str) -> str:
    first = next((character for character in raw if character in "\r\n"), "\n")
    return "\r\n" if first == "\r" and "\r\n" in raw else first
