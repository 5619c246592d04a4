"""What is wider than its column on laid-out pages: words, pictures, tables, and words broken for want of room.

What is said of it, and where it stands in the source, is the business of `signals`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from cvbuild.render.lines import MM_A_PIXEL

_TOLERANCE = 0.5
"""Millimetres that nobody sees."""
_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\uffff\U00010000-\U0010ffff"
"""Scripts that are written without spaces (Thai, Lao, Burmese, Khmer, East Asian), in which lines end anywhere."""
_LETTERS = re.compile(rf"[^\W_{_SPACELESS}]")
_ADDRESS = re.compile(r"\S[/@.]\S")


@dataclass(frozen=True, slots=True)
class Excess:
    """What is too wide, and by how many millimetres: a text with its words, a picture or a table with its element.

    `broken`: it is a word that was broken to stay in its column.
    """

    kind: Literal["text", "picture", "table"]
    words: str
    element: Any
    millimetres: float
    broken: bool = False


def overfull(page: Any, words: frozenset[str]) -> Iterator[Excess]:
    """What is too wide on a page, in no particular order; of what lies in each other, the outermost.

    `words` are those of the document, in small letters, by which a broken one is known.
    """
    sheet = (0.0, page.margin_width())
    text = (page.content_box_x(), page.content_box_x() + page.width)
    stack = [(box, sheet if type(box).__name__ == "MarginBox" else text) for box in page.children]
    while stack:
        box, column = stack.pop()
        if box.element is not None and box.element.get("class") == "marker":
            continue
        if found := _excess(box, column):
            yield found
            continue
        children = getattr(box, "children", ())
        if _holds_a_column(box):
            column = (box.content_box_x(), box.content_box_x() + box.width)
            yield from _broken_words([child for child in children if type(child).__name__ == "LineBox"], words)
        stack += [(child, column) for child in children]


def _holds_a_column(box: Any) -> bool:
    return type(box).__name__ in {"BlockBox", "InlineBlockBox", "TableCellBox", "FlexBox", "FootnoteAreaBox"}


def _excess(box: Any, column: tuple[float, float]) -> Excess | None:
    kind = type(box).__name__
    if box.element is not None and box.element.get("class") == "addressee":
        return None  # it may begin further out than the text, where a window shows it
    if kind in {"LineBox", "InlineBox", "MarginBox", "TableRowGroupBox", "TableRowBox", "TableCellBox"}:
        return None
    left, right = box.border_box_x(), box.border_box_x() + box.border_width()
    over = max(right - column[1], column[0] - left) * MM_A_PIXEL
    if over <= _TOLERANCE:
        return None
    if kind == "TextBox":
        # A space at a line's end may hang over.
        return None if box.text != box.text.rstrip() else Excess("text", box.text, box.element, over)
    if "Replaced" in kind:
        return Excess("picture", "", box.element, over)
    words = " ".join(_text(box).split())
    table = box.element_tag == "table"
    return Excess("table" if table else "text", words, box.element, over) if words else None


def _text(box: Any) -> str:
    """The characters of a box without those of markers, a space between lines."""
    if box.element is not None and box.element.get("class") == "marker":
        return ""
    end = " " if type(box).__name__ == "LineBox" else ""
    own: str = getattr(box, "text", "")
    return own + "".join(_text(child) for child in getattr(box, "children", ())) + end


def _broken_words(lines: list[Any], words: frozenset[str]) -> Iterator[Excess]:
    """The words that go on in the next line without a hyphen, because no line holds them; addresses may do that.

    Spaces at the ends of lines are not in the boxes: what ends there is asked of the document's own words.
    """
    texts = [_text(line)[:-1] for line in lines]
    number = 0
    while number < len(texts):
        parts = [text.split()[0] for text in _alone(texts[number:])]
        # What stands alone in a line before it is no part of the word.
        while len(parts) > 1 and "".join(parts).casefold() not in words:
            parts.pop()
        word = "".join(parts)
        if len(parts) > 1 and _LETTERS.search(word) and not _ADDRESS.search(word):
            yield _broken_word(word, parts, lines[number:], texts[number:])
        number += max(1, len(parts) - 1)


def _alone(texts: list[str]) -> Iterator[str]:
    """The lines from the first on that hold a single word, and the one behind them."""
    for text in texts:
        if not text.strip():
            return
        yield text
        if len(text.split()) > 1:
            return


def _broken_word(word: str, parts: list[str], lines: list[Any], texts: list[str]) -> Excess:
    """A word over several lines, each of which is as wide as the share of its characters."""
    shares = zip(lines, texts, parts, strict=False)
    widths = [line.width * len(part) / len(text) for line, text, part in shares]
    over = (sum(widths) - max(line.width for line in lines[: len(parts)])) * MM_A_PIXEL
    return Excess("text", word, lines[0].element, max(_TOLERANCE, over), broken=True)
