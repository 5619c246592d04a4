"""The order of the operators that set a text's font and place (PDF 32000-1, 9.3 and 9.4.2), as extractors take it.

pypdf holds a new line's distance against the font that is set by then. The engine sets the place first and the font
after it, so that a small line close below a large one, as contact details below a name, would be read as one word.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any


def font_before_place(pdf: Any) -> None:
    """Set the font before the place, in each content stream of the engine's file."""
    for one in pdf.objects:
        operators = getattr(one, "stream", None)
        if isinstance(operators, list):
            _swap(operators)


def _swap(operators: list[Any]) -> None:
    for number, (place, font) in enumerate(pairwise(list(operators))):
        if _ends(place, b" Tm") and _ends(font, b" Tf"):
            operators[number : number + 2] = font, place


def _ends(operator: object, name: bytes) -> bool:
    return isinstance(operator, bytes) and operator.endswith(name)
