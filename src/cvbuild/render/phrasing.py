"""Inlines to phrasing elements: text, marks, links, pictures.

What stands around them, and where notes stand, is decided in `elements`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import assert_never

from markupsafe import escape

from cvbuild.pictures import Picture, Pictures
from cvbuild.render.css import Medium
from cvbuild.render.long_words import LONG_ADDRESS, MOST_WHOLE, address_parts
from cvbuild.render.marks import paper_size
from cvbuild.tree.nodes import (
    Code,
    Emphasis,
    FootnoteReference,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Strike,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from cvbuild.tree.scripts import by_language

_TAGS = {Emphasis: "em", Strong: "strong", Strike: "del", Superscript: "sup", Subscript: "sub"}

_BREAKABLE = re.compile(
    rf"(?<!\S)((?=\S{{3,{MOST_WHOLE}}}(?!\S))[^\s\u2e80-\uffff]*[-/|\u2010\u2012-\u2014][^\s\u2e80-\uffff]+"
    r"|(?=\S{2,16}(?!\S))\S*[\uac00-\ud7a3]\S*)(?!\S)"
)
"""A word that a line may end in the middle of (UAX 14, classes HY, BA, B2, SY), short enough to keep whole.

So Korean words, which the algorithm breaks anywhere (H2, H3) and Korean typesetting at spaces.
"""

PictureUrl = Callable[[str, Picture], str]


class Phrasing:
    """Makes phrasing content. `picture_url` gives a picture's address, `reference` what refers to a note.

    Pictures are at most `most_width` points wide.
    """

    def __init__(
        self,
        medium: Medium,
        pictures: Pictures,
        picture_url: PictureUrl,
        most_width: float,
        reference: Callable[[FootnoteReference], str],
    ) -> None:
        self.lang = ""
        """The document's language, in which all text is that nobody said otherwise of."""
        self._printed = medium == "print"
        # HTML has void elements, XHTML empty ones.
        self._empty = "/>" if self._printed else ">"
        self._pictures, self._url, self._most_width = pictures, picture_url, most_width
        self._reference = reference

    def inlines(self, inlines: Inlines) -> str:
        """The elements of these inlines."""
        return "".join(self.inline(inline) for inline in inlines)

    def inline(self, inline: Inline) -> str:
        """The element of one inline."""
        match inline:
            case Text(text=text, lang=lang):
                return f'<span lang="{lang}">{self._text(text, lang)}</span>' if lang else self._text(text, self.lang)
            case Emphasis() | Strong() | Strike() | Superscript() | Subscript():
                tag = _TAGS[type(inline)]
                return f"<{tag}>{self.inlines(inline.children)}</{tag}>"
            case Code(text=text):
                return f"<code>{escape(text)}</code>"
            case Link(children=children, target=target, title=title):
                tip = f' title="{escape(title)}"' if title else ""
                return f'<a href="{escape(target)}"{tip}>{self.inlines(children)}</a>'
            case Image():
                return self._image(inline)
            case LineBreak():
                return f"<br{self._empty}\n"
            case FootnoteReference():
                return self._reference(inline)
            case _:
                assert_never(inline)

    def _text(self, text: str, lang: str) -> str:
        """On paper, Korean words and those with a hyphen, dash or slash inside stay whole.

        What stands at a line's end is lost on those who read the file: Poppler makes "AIpowered" of "AI-powered".
        A longer address may end a line behind a slash or a stop, and nowhere else.
        """
        if not self._printed:
            return _written(text, lang)
        # Every second piece is a long word, and every second one of what is between them a breakable word.
        pieces = LONG_ADDRESS.split(text)
        pieces[1::2] = ["<wbr/>".join(_part(part, lang) for part in address_parts(word)) for word in pieces[1::2]]
        pieces[0::2] = [_kept_whole(piece, lang) for piece in pieces[0::2]]
        return "".join(pieces)

    def _image(self, image: Image) -> str:
        picture = self._pictures.get(image.source)
        if picture is None:
            return str(escape(image.alt))
        width, height = paper_size(image, picture, self._most_width)
        size = f'width="{round(width / 0.75)}" height="{round(height / 0.75)}"'
        if image.width and image.height:
            size += f' style="width: {width:.2f}pt; height: {height:.2f}pt"'
        elif self._printed:
            # The engine of the printed page has no use for the attributes; browsers keep room by them.
            size = f'style="width: {width:.2f}pt"'
        tip = f' title="{escape(image.title)}"' if image.title else ""
        return (
            f'<img src="{escape(self._url(image.source, picture))}" alt="{escape(image.alt)}" {size}{tip}{self._empty}'
        )


def _kept_whole(text: str, lang: str) -> str:
    pieces = _BREAKABLE.split(text)
    pieces[1::2] = [_whole(piece, lang) for piece in pieces[1::2]]
    pieces[0::2] = [_written(piece, lang) for piece in pieces[0::2]]
    return "".join(pieces)


def _part(part: str, lang: str) -> str:
    return _whole(part, lang) if len(part) <= MOST_WHOLE else _written(part, lang)


def _whole(word: str, lang: str) -> str:
    return f'<span class="whole">{_written(word, lang)}</span>'


def _written(text: str, lang: str) -> str:
    """Words in another script bear their language, by which they are read aloud and drawn."""
    pieces = by_language(text, lang)
    return "".join(f'<span lang="{own}">{escape(piece)}</span>' if own else str(escape(piece)) for piece, own in pieces)
