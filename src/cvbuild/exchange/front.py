"""A résumé as one Markdown source: front matter with its author, then its sections.

Where the résumé comes from is not known here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import yaml

from cvbuild.diagnostics import Code, Report
from cvbuild.exchange.entries import write_entry
from cvbuild.exchange.markdown import heading_text, markdown
from cvbuild.exchange.reading import read_plain
from cvbuild.tree.metadata import Metadata, Person, Profile
from cvbuild.tree.nodes import Block, Document, Entry, Section

_WIDTH = 10_000
"""Longer than any value: texts stay on one line, and those of several keep their own."""


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as such, and indents lists below their keys."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def write_document(document: Document, report: Report) -> str:
    """The source that is read as this résumé; what may be read otherwise is reported."""
    author = document.metadata.author
    name = [f"# {heading_text(read_plain(author.name))}"] if author.name else []
    sections = (text for block in document.children for text in _section(block, report))
    return "\n\n".join([_front_matter(document.metadata), *name, *sections]) + "\n"


def _section(block: Block, report: Report) -> Iterator[str]:
    if not isinstance(block, Section):
        yield markdown((block,))
        return
    yield f"## {heading_text(block.heading.children)}"
    loose: list[Block] = []
    for child in (*block.children, None):
        if isinstance(child, Entry) or child is None:
            yield from [markdown(tuple(loose))] if loose else []
            loose.clear()
        if isinstance(child, Entry):
            text, is_same = write_entry(child, block.heading)
            if not is_same:
                message = f"this entry may be read otherwise in Markdown: {text.splitlines()[0]}"
                report.add(Code.NOT_IMPORTED, message, child.span, "compare it in the output of `cvbuild tree`")
            yield text
        elif child is not None:
            loose.append(child)


def _front_matter(metadata: Metadata) -> str:
    told: dict[str, Any] = {"kind": metadata.kind}
    if author := _told(metadata.author):
        told["author"] = author
    return "---\n" + yaml.dump(told, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH) + "---"


def _told(record: Person | Profile) -> dict[str, Any]:
    """The fields that are not empty, in their order."""
    values = {field.name: getattr(record, field.name) for field in fields(record) if field.name != "span"}
    return {
        name: [_told(part) for part in value] if isinstance(value, tuple) else value
        for name, value in values.items()
        if value
    }
