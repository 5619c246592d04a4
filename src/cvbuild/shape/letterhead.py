"""The sender's block at the head of letters and résumés, from the author's metadata."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cvbuild.shape.profiles import one_line, profile_url, shown_url
from cvbuild.source import Span
from cvbuild.tree.direction import left_to_right
from cvbuild.tree.metadata import Person
from cvbuild.tree.nodes import Document, Heading, Image, Inlines, Letterhead, Link, Text
from cvbuild.tree.walk import plain_text

_PHOTO_HEIGHT = 120
"""CSS pixels: as high as a letterhead of name, headline and contacts, and a little more."""


def with_letterhead(document: Document) -> Document:
    """The document with the sender's block first, where the author is known and the text has none of its own.

    A first heading that is just the author's name becomes that block instead of standing there twice.
    """
    author, blocks = document.metadata.author, document.children
    if author == Person() or any(isinstance(block, Letterhead) for block in blocks):
        return document
    first = blocks[0] if blocks else None
    anchor = ""
    if isinstance(first, Heading) and plain_text(first).strip().casefold() == author.name.casefold():
        blocks, anchor = blocks[1:], first.anchor
    is_resume = document.metadata.kind == "resume"
    photo = (
        Image(author.photo, author.name or "photo", height=_PHOTO_HEIGHT, span=author.span)
        if author.photo and is_resume
        else None
    )
    contacts = tuple(_contacts(author, document.metadata.lang))
    letterhead = Letterhead(author.name, author.headline, contacts, photo, anchor, span=author.span)
    return replace(document, children=(letterhead, *blocks))


def _contacts(author: Person, lang: str) -> Iterator[Inlines]:
    span = author.span
    if author.address:
        yield (Text(one_line(author.address), span=span),)
    if author.phone:
        dialled = "".join(character for character in author.phone if character in "+0123456789")
        yield _link(left_to_right(author.phone, lang), f"tel:{dialled}", span)
    if author.email:
        yield _link(author.email, f"mailto:{author.email}", span)
    if author.website:
        target = author.website if "://" in author.website else f"https://{author.website}"
        yield _link(shown_url(target), target, span)
    for profile in author.profiles:
        url = profile_url(profile)
        named = f"{profile.network}: {profile.username}" if profile.username else profile.network
        yield _link(shown_url(url), url, profile.span) if url else (Text(named, span=profile.span),)


def _link(text: str, target: str, span: Span | None) -> Inlines:
    return (Link((Text(text, span=span),), target, span=span),)
