"""Where long words without spaces, such as addresses of web pages, may go on in the next line.

How a format marks such a place is its own business.
"""

from __future__ import annotations

import re

MOST_WHOLE = 32
"""Characters up to which a word with a hyphen, dash or slash inside stays whole."""
LONG_ADDRESS = re.compile(
    rf"(?<!\S)((?=[^\s\u2e80-\uffff]*[/.][^\s\u2e80-\uffff])[^\s\u2e80-\uffff]{{{MOST_WHOLE + 1},}})(?!\S)"
)
"""A word too long to keep whole, with a slash or a full stop inside; East Asian words may be parted anywhere."""
_PART = re.compile(r"[^/.?&=#]*[/.?&=#]+|[^/.?&=#]+")


def address_parts(word: str) -> list[str]:
    """The parts of such a word: each ends where a line may end, behind slashes, stops and signs of a query.

    Nothing is added to it, and no part ends with a hyphen, which readers of files would take away (Poppler does).
    """
    return _PART.findall(word)
