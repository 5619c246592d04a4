"""Entries of a résumé and the objects of JSON Resume, in both directions, by the table in `fields`.

How an entry is written in Markdown stands in `entries`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cvbuild.diagnostics import Code, Report
from cvbuild.exchange.fields import Label, Station
from cvbuild.exchange.markdown import string, task_box
from cvbuild.exchange.reading import without_rank
from cvbuild.exchange.studies import read_studies
from cvbuild.exchange.terms import block_text, plain, read_terms
from cvbuild.tree.nodes import (
    Block,
    BulletList,
    Definition,
    DefinitionList,
    Entry,
    Inlines,
    Link,
    OrderedList,
)
from cvbuild.tree.walk import walk

JsonItem = dict[str, object]
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


@dataclass
class _Body:
    """The blocks of an entry, by what they are for."""

    labels: dict[str, str | list[str]] = field(default_factory=dict)
    summary: list[Block] = field(default_factory=list)
    highlights: list[str] = field(default_factory=list)


class ItemReader:
    """Makes the objects of one section; `kind` is its name there."""

    def __init__(self, kind: str, station: Station, report: Report) -> None:
        self.kind, self.station, self.report = kind, station, report
        self.beyond: set[str] = set()

    def item(self, entry: Entry) -> JsonItem:
        """The object of an entry, its keys in the order of the schema; what it can't hold is reported."""
        station, body = self.station, self._body(entry)
        found: JsonItem = {
            station.title: plain(entry.title),
            station.organisation: plain(entry.organisation),
            station.place: plain(entry.place),
            "url": self._url(entry),
            **self._dates(entry),
            station.summary: string(tuple(body.summary)),
            station.highlights or "highlights": body.highlights,
        }
        if self.kind == "education":
            found |= read_studies(plain(entry.title), body.labels)
        found |= body.labels
        return self._ordered(found, entry)

    def _ordered(self, found: Mapping[str, object], entry: Entry) -> JsonItem:
        schema = self.station.schema
        told = {key: value for key, value in found.items() if value}
        for key in told:
            if key not in schema and key not in self.beyond:
                self.beyond.add(key)
                message = f"JSON Resume has no `{key}` in `{self.kind}`; it is written all the same"
                self.report.add(Code.BEYOND_SCHEMA, message, entry.span)
        return {key: told[key] for key in (*schema, *(key for key in told if key not in schema)) if key in told}

    def _dates(self, entry: Entry) -> JsonItem:
        dates, station = entry.dates, self.station
        if dates is None:
            if text := plain(entry.period):
                message = f"the period “{text}” could not be read, so it has no dates in JSON Resume"
                self.report.add(Code.NOT_EXPORTED, message, entry.span, "write it as in 2019-03 – 2021-02")
            return {}
        if station.date and dates.start == dates.end:
            return {station.date: dates.start}
        return {"startDate": dates.start, "endDate": dates.end}

    def _url(self, entry: Entry) -> str:
        """The first address behind a title, the name of an organisation or a place; others are reported."""
        parts = (entry.title, entry.organisation, entry.place, entry.period)
        first = parts[1] if self.station.linked == "organisation" else parts[0]
        links = [node for part in (first, *parts) for inline in part for node in walk(inline) if isinstance(node, Link)]
        targets = list(dict.fromkeys(link.target for link in links))
        url = next((target for target in targets if _SCHEME.match(target)), "")
        for target in targets:
            if target != url:
                message = f"JSON Resume has one absolute address for an entry; the link to {target} was left out"
                self.report.add(Code.NOT_EXPORTED, message, entry.span, "move the link into the text")
        return url

    def _body(self, entry: Entry) -> _Body:
        body = _Body()
        for block in map(without_rank, entry.children):
            if isinstance(block, BulletList | OrderedList) and self.station.highlights:
                texts = (task_box(item) + string(item.children, tight=block.tight) for item in block.items)
                body.highlights += (text for text in texts if text)
                continue
            rest: Block = block
            if isinstance(block, DefinitionList):
                others = tuple(one for one in block.items if not self._label(one, body))
                if not others:
                    continue
                rest = replace(block, items=others)
            self._report_move(rest, body, entry)
            body.summary.append(rest)
        return body

    def _report_move(self, block: Block, body: _Body, entry: Entry) -> None:
        if body.highlights:
            message = "JSON Resume has highlights behind the summary; the text behind the list moves up"
            self.report.add(Code.NOT_EXPORTED, message, block.span or entry.span, "put it before the list")

    def _label(self, one: Definition, body: _Body) -> bool:
        """Take a definition whose term is that of a key."""
        for key, label in self.station.labels.items():
            if label.names(plain(one.term)):
                body.labels[key] = _label_value(label, one)
                return True
        return False


def _label_value(label: Label, one: Definition) -> str | list[str]:
    if label.many:
        return [term for description in one.descriptions for term in read_terms(description)]
    return ", ".join(block_text(description) for description in one.descriptions)


def linked(inlines: Inlines, url: str) -> Inlines:
    """The run as a link to the address, if there is one."""
    return (Link(inlines, url),) if url and inlines else inlines
