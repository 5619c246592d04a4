"""The sender's block at the head of letters and résumés, from the author's metadata."""

from __future__ import annotations

from cvbuild.tree.metadata import Person
from cvbuild.tree.nodes import Document, Heading, Inlines, Letterhead, Link, Text
from cvbuild.tree.walk import plain_text


def with_letterhead(document: Document) -> Document:
    """The document with the sender's block first, where the author is known.

    A first heading that is just the author's name becomes that block instead of standing there twice.
    """
    author = document.metadata.author
    if author == Person():
        return document
    letterhead = Letterhead(author.name, author.headline, _contacts(author), span=author.span)
    blocks = document.children
    first = blocks[0] if blocks else None
    if isinstance(first, Heading) and plain_text(first).strip().casefold() == author.name.casefold():
        blocks = blocks[1:]
    return Document(document.metadata, (letterhead, *blocks), document.footnotes, span=document.span)


def _contacts(author: Person) -> tuple[Inlines, ...]:
    found: list[Inlines] = []
    if author.address:
        found.append((Text(author.address, span=author.span),))
    if author.phone:
        dialled = "".join(character for character in author.phone if character in "+0123456789")
        found.append(_link(author.phone, f"tel:{dialled}", author))
    if author.email:
        found.append(_link(author.email, f"mailto:{author.email}", author))
    if author.website:
        shown = author.website.removeprefix("https://").removeprefix("http://").rstrip("/")
        target = author.website if "://" in author.website else f"https://{author.website}"
        found.append(_link(shown, target, author))
    return tuple(found)


def _link(text: str, target: str, author: Person) -> Inlines:
    return (Link((Text(text, span=author.span),), target, span=author.span),)
