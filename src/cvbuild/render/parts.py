"""The parts of letters and résumés as elements: letterhead, address, date, subject, entries, signature, enclosures.

What any Markdown document may hold stands in `elements`.
"""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import escape

from cvbuild.render.marks import SEPARATOR
from cvbuild.tree.nodes import Enclosures, Entry, Image, Inlines, Letterhead, Signature

Written = Callable[[Inlines], str]
"""Makes phrasing content of inlines."""


def letterhead(block: Letterhead, written: Written, name_tag: str, tag: str) -> str:
    """Who sends this, in an element of that tag; `name_tag` is `h1` where the document has no other title."""
    anchor = f' id="{escape(block.anchor)}"' if block.anchor else ""
    parts = [f'<{name_tag} class="name"{anchor}>{escape(block.name)}</{name_tag}>'] if block.name else []
    if block.headline:
        parts.append(f'<p class="headline">{escape(block.headline)}</p>')
    if block.contacts:
        contacts = SEPARATOR.join(written(contact) for contact in block.contacts)
        parts.append(f'<p class="contact">{contacts}</p>')
    return f'<{tag} class="letterhead">\n{chr(10).join(parts)}\n</{tag}>'


def entry_title(entry: Entry, written: Written) -> str:
    """An entry's heading: title, organisation, place, and the period at the other margin, in this order."""
    details = [written(part) for part in (entry.organisation, entry.place) if part]
    meta = f'<span class="meta">{"".join(SEPARATOR + part for part in details)}</span>' if details else ""
    period = f' <span class="meta period">{written(entry.period)}</span>' if entry.period else ""
    head = f"<span>{written(entry.title)}{meta}</span>{period}"
    anchor = f' id="{escape(entry.anchor)}"' if entry.anchor else ""
    return f'<h{entry.level} class="entry"{anchor}>{head}</h{entry.level}>'


def lines(parts: tuple[Inlines, ...], written: Written, empty: str) -> str:
    """Inlines below each other; `empty` is how a void element ends."""
    return f"<br{empty}\n".join(written(part) for part in parts)


def signature(block: Signature, written: Written, picture: Callable[[Image], str]) -> str:
    """The picture of a signature, if there is one, and the name below."""
    shown = f'<p class="signature">{picture(block.image)}</p>\n' if block.image else ""
    name = "signed" if block.image else "signature"
    return shown + (f'<p class="{name}">{written(block.name)}</p>' if block.name else "")


def enclosures(block: Enclosures, written: Written) -> str:
    """The label, and each enclosure on a line of its own."""
    parts = [block.label, *block.items]
    return "\n".join(f'<p class="enclosure">{written(part)}</p>' for part in parts if part)
