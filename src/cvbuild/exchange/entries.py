"""Entries as Markdown, `### Title | Organisation | Place | 2019-03 – present`, in a form that is read as the same one.

What the parts of an entry are in other formats is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from urllib.parse import unquote

from cvbuild.config import Config
from cvbuild.diagnostics import Report
from cvbuild.exchange.fields import PARTS
from cvbuild.exchange.markdown import heading_text, markdown
from cvbuild.exchange.section_entries import entries_of
from cvbuild.exchange.terms import NOTHING, plain
from cvbuild.parse import parse
from cvbuild.shape import shape
from cvbuild.source import Source
from cvbuild.tree.nodes import (
    Blocks,
    Code,
    Definition,
    DefinitionList,
    Entry,
    Heading,
    Inlines,
    Link,
    Paragraph,
    Section,
    Text,
)
from cvbuild.tree.walk import walk

_LABELLED: tuple[tuple[str, ...], ...] = ((), ("organisation", "place"), ("organisation", "place", "period"))
_SIGN = re.compile(r"[^\w\s]")


def write_entry(entry: Entry, section: Heading) -> tuple[str, bool]:
    """The Markdown of an entry in that section, and whether it is read as the same entry again."""
    forms = list(dict.fromkeys(_forms(entry)))
    wanted = markdown(entry.children)
    return next(((form, True) for form in forms if _reads_as(form, entry, wanted, section)), (forms[0], False))


def _forms(entry: Entry) -> Iterator[str]:
    """Ways to write it, the most readable first.

    What the heading lacks is left out, left empty or marked; signs are escaped or in code; in the end, parts that a
    heading of this kind can't tell are labelled in the body.
    """
    for labelled, gap, filled, as_code in product(_LABELLED, ("", NOTHING), (False, True), (False, True)):
        labels = tuple(_label(name, getattr(entry, name)) for name in labelled if getattr(entry, name))
        listed = (DefinitionList(labels, tight=True),) if labels else ()
        yield f"### {_head(entry, labelled, gap, filled, as_code)}\n\n{markdown((*entry.children, *listed))}".strip()


def _head(entry: Entry, labelled: tuple[str, ...], gap: str, filled: bool, as_code: bool) -> str:
    names = ("title", "organisation", "place")
    parts = ["" if name in labelled else _part(getattr(entry, name), as_code) for name in names]
    told = [part or gap for part in parts]
    while len(told) > 1 and not filled and not parts[len(told) - 1]:
        told.pop()
    if entry.period and "period" not in labelled:
        told.append(heading_text(entry.period))
    return " | ".join(told).replace("|  |", "| |").strip()


def _label(name: str, value: Inlines) -> Definition:
    return Definition((Text(PARTS[name].term),), ((Paragraph(value),),))


def _part(inlines: Inlines, as_code: bool) -> str:
    """A part of a heading: its bars are escaped, or all of it is code, in which no sign separates."""
    text = plain(inlines)
    if not as_code or not _SIGN.search(text):
        return heading_text(inlines).replace("|", r"\|")
    match inlines:
        case (Link(target=target),):
            return heading_text((Link((Code(text),), target),))
        case _:
            return heading_text((Code(text),))


def _reads_as(text: str, entry: Entry, body: str, section: Heading) -> bool:
    read = _read(text, section)
    if len(read) != 1:
        return False
    (found,) = read
    times = (found.dates, entry.dates) if entry.dates else (plain(found.period), plain(entry.period))
    if times[0] != times[1]:
        return False
    return _told(found) == _told(entry) and markdown(found.children) == body


def _read(text: str, section: Heading) -> list[Entry]:
    source = Source("", f"---\nkind: resume\n---\n\n## {heading_text(section.children)}\n\n{text}\n")
    blocks: Blocks = shape(parse(source, Report()), Config(), "resume", Report()).children
    return list(entries_of(blocks[0].children)) if len(blocks) == 1 and isinstance(blocks[0], Section) else []


def _told(entry: Entry) -> tuple[object, ...]:
    """The names in the heading, and where they lead."""
    parts = (entry.title, entry.organisation, entry.place)
    links = [unquote(node.target) for part in parts for one in part for node in walk(one) if isinstance(node, Link)]
    return (*map(plain, parts), links)
