"""A shaped résumé as a JSON Resume object, version 1.0.0 of the schema.

How entries and lists become objects stands in `stations` and `listings`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cvbuild.diagnostics import Code, Report
from cvbuild.exchange.addresses import read_address
from cvbuild.exchange.fields import LISTINGS, ORDER, STATIONS, Listing
from cvbuild.exchange.listings import Short, read_listing
from cvbuild.exchange.markdown import string
from cvbuild.exchange.reading import without_rank
from cvbuild.exchange.section_entries import entries_of
from cvbuild.exchange.stations import ItemReader, JsonItem
from cvbuild.exchange.terms import block_text, plain
from cvbuild.shape.profiles import profile_url
from cvbuild.tree.metadata import Person, Profile
from cvbuild.tree.node import Node
from cvbuild.tree.nodes import Block, Document, FootnoteReference, Heading, Letterhead, Link, Section, Text
from cvbuild.tree.rewrite import rewrite
from cvbuild.tree.walk import walk

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"
VERSION = "v1.0.0"


def export_jsonresume(document: Document, report: Report) -> str | None:
    """The résumé as JSON, indented by two spaces, or None after reporting that it is none.

    What JSON Resume has no place for is reported, with its place in the source.
    """
    if document.metadata.kind != "resume":
        message = f"only a résumé can be written as JSON Resume, and this is a {document.metadata.kind}"
        hint = "write `kind: resume` into its front matter if it is one"
        report.add(Code.NOT_A_RESUME, message, document.metadata.span or document.span, hint)
        return None
    return json.dumps(_resume(_without_notes(document, report), report), ensure_ascii=False, indent=2) + "\n"


@dataclass
class _Found:
    """What the blocks of a document tell, by the keys of JSON Resume."""

    introduction: list[Block] = field(default_factory=list)
    summary: list[Block] = field(default_factory=list)
    letterhead: Letterhead | None = None
    title: Heading | None = None
    sections: dict[str, list[JsonItem]] = field(default_factory=dict)


def _resume(document: Document, report: Report) -> JsonItem:
    found = _Found()
    for block in document.children:
        _collect(block, found, report)
    basics = _basics(document.metadata.author, found, report)
    sections: JsonItem = {kind: found.sections[kind] for kind in ORDER if found.sections.get(kind)}
    return {"$schema": SCHEMA, **({"basics": basics} if basics else {}), **sections, "meta": {"version": VERSION}}


def _collect(block: Block, found: _Found, report: Report) -> None:
    match block:
        case Letterhead():
            found.letterhead = block
        case Heading(level=1) if found.title is None:
            found.title = block
        case Section(kind="summary", children=children):
            found.summary += children
        case Section(kind=str(kind), children=children) if kind in STATIONS:
            reader = ItemReader(kind, STATIONS[kind], report)
            items = (reader.item(entry) for entry in entries_of(children))
            found.sections.setdefault(kind, []).extend(item for item in items if item)
        case Section(kind=str(kind), children=children) if kind in LISTINGS:
            shorts = read_listing(children, LISTINGS[kind])
            found.sections.setdefault(kind, []).extend(_short(one, LISTINGS[kind]) for one in shorts)
            _report_links(block, report)
        case Section(heading=heading, children=children):
            count = len(block_text(children).split())
            words = "1 word was" if count == 1 else f"{count} words were"
            message = f"JSON Resume has no section for “{plain(heading)}”; its {words} left out"
            report.add(Code.NOT_EXPORTED, message, heading.span, "give it a usual title, such as Projects")
        case _:
            found.introduction.append(block)


def _short(item: Short, listing: Listing) -> JsonItem:
    told: Mapping[str, object] = {
        listing.name: item.name, listing.quality: item.quality, listing.terms: list(item.terms)
    }  # fmt: skip
    return {key: told[key] for key in listing.columns if told[key]}


def _report_links(section: Section, report: Report) -> None:
    for node in (node for block in section.children for node in walk(block)):
        if isinstance(node, Link):
            message = f"`{section.kind}` has no addresses in JSON Resume; the link to {node.target} was left out"
            report.add(Code.NOT_EXPORTED, message, node.span, "its text is kept")


# ── Basics ───────────────────────────────────────────────────────────────────────────────────────


def _basics(author: Person, found: _Found, report: Report) -> JsonItem:
    """What stands in the front matter; where that is silent, what the text's own letterhead tells."""
    person = _from_letterhead(found.letterhead) if author == Person() else author
    title = plain(found.title) if found.title else ""
    name = person.name or title
    if found.title and title and title != name:
        message = f"JSON Resume has no title; the heading “{title}” was left out"
        report.add(Code.NOT_EXPORTED, message, found.title.span, "make it a section")
    told: JsonItem = {
        "name": name,
        "label": person.headline,
        "image": person.photo,
        "email": person.email or _email(found.introduction),
        "phone": person.phone,
        "url": _absolute(person.website),
        "summary": string(tuple(map(without_rank, (*found.introduction, *found.summary)))),
        "location": read_address(person.address),
        "profiles": [_profile(profile) for profile in person.profiles],
    }
    return {key: value for key, value in told.items() if value}


def _email(blocks: Sequence[Block]) -> str:
    """The first address that the introduction links to; it stays there as well."""
    links = (node.target for block in blocks for node in walk(block) if isinstance(node, Link))
    return next((target.removeprefix("mailto:") for target in links if target.startswith("mailto:")), "")


def _from_letterhead(letterhead: Letterhead | None) -> Person:
    """The sender as the contacts of a letterhead tell them, by the schemes of their links."""
    if letterhead is None:
        return Person()
    told: dict[str, str] = {}
    pages: list[Link] = []
    for contact in letterhead.contacts:
        links = [node for inline in contact for node in walk(inline) if isinstance(node, Link)]
        if not links:
            told["address"] = ", ".join(filter(None, (told.get("address", ""), plain(contact))))
        for link in links:
            scheme, _, rest = link.target.partition(":")
            if scheme == "mailto":
                told.setdefault("email", rest)
            elif scheme == "tel":
                told.setdefault("phone", plain(link))
            else:
                pages.append(link)
    return Person(
        name=letterhead.name,
        headline=letterhead.headline,
        email=told.get("email", ""),
        phone=told.get("phone", ""),
        address=told.get("address", ""),
        profiles=tuple(Profile(plain(link), "", link.target) for link in pages),
        photo=letterhead.photo.source if letterhead.photo else "",
    )


def _absolute(url: str) -> str:
    return url if "://" in url or not url else f"https://{url}"


def _profile(profile: Profile) -> dict[str, str]:
    told = {"network": profile.network, "username": profile.username, "url": profile_url(profile)}
    return {key: value for key, value in told.items() if value}


# ── Footnotes ────────────────────────────────────────────────────────────────────────────────────


def _without_notes(document: Document, report: Report) -> Document:
    """The document with its footnotes in brackets, where they are referred to."""
    notes = {note.number: block_text(note.children) for note in document.footnotes}

    def change(node: Node) -> Node:
        if not isinstance(node, FootnoteReference):
            return node
        message = "JSON Resume has no footnotes; the note stands in brackets"
        report.add(Code.BEYOND_SCHEMA, message, node.span)
        return Text(f" ({notes.get(node.number, '')})", span=node.span)

    referred = {node.number for node in walk(document) if isinstance(node, FootnoteReference)}
    for note in document.footnotes:
        if note.number not in referred:
            message = f"JSON Resume has no footnotes; “{notes[note.number]}” was left out"
            report.add(Code.NOT_EXPORTED, message, note.span, "refer to it, or move it into the text")
    return rewrite(document, change)
