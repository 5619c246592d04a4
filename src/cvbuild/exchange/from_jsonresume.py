"""A JSON Resume object as a résumé's tree. Names are plain text there, and longer texts are Markdown.

How the tree is written stands in `front`.
"""

from __future__ import annotations

from collections.abc import Iterable

from cvbuild.diagnostics import Code, Report
from cvbuild.exchange.addresses import KEYS, write_address
from cvbuild.exchange.fields import LISTINGS, STATIONS, SUMMARY_HEADING, Listing, Station
from cvbuild.exchange.listings import Short, write_listing
from cvbuild.exchange.periods import free_text, iso_date, period_of, period_text
from cvbuild.exchange.reading import read_plain, read_prose
from cvbuild.exchange.records import Record
from cvbuild.exchange.stations import linked
from cvbuild.exchange.studies import write_studies
from cvbuild.exchange.terms import write_terms
from cvbuild.tree.metadata import Metadata, Person, Profile
from cvbuild.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Definition,
    DefinitionList,
    Document,
    Entry,
    Heading,
    Inlines,
    Item,
    OrderedList,
    Paragraph,
    Period,
    Section,
)


def import_jsonresume(resume: Record, report: Report) -> Document:
    """The résumé in the object, its sections in the order of the object's keys."""
    resume.ignore("$schema", "meta")
    basics = resume.record("basics")
    author = _author(basics) if basics else Person()
    sections = [section for key in resume.names for section in _sections(key, resume, report)]
    summary = read_prose(basics.text("summary")) if basics else ()
    if summary:
        sections.insert(0, section_of(SUMMARY_HEADING, summary))
    for record in (basics, resume):
        if record:
            record.close()
    return Document(Metadata(kind="resume", author=author), tuple(sections))


def section_of(title: str, blocks: Blocks) -> Section:
    """A section under a heading."""
    return Section(Heading(2, read_plain(title), ""), blocks)


def _sections(key: str, resume: Record, report: Report) -> list[Section]:
    blocks: Blocks = ()
    if key in STATIONS:
        blocks = tuple(_entry(record, key, STATIONS[key], report) for record in resume.records(key))
    elif key in LISTINGS:
        items = (_short(record, LISTINGS[key]) for record in resume.records(key))
        blocks = write_listing((item for item in items if item != Short()), LISTINGS[key])
    heading = STATIONS[key].heading if key in STATIONS else LISTINGS[key].heading if key in LISTINGS else ""
    return [section_of(heading, blocks)] if blocks else []


def _author(basics: Record) -> Person:
    profiles = []
    for record in basics.records("profiles"):
        profiles.append(Profile(*(one_line(record.text(key)) for key in ("network", "username", "url"))))
        record.close()
    location = basics.record("location")
    return Person(
        name=one_line(basics.text("name")),
        headline=one_line(basics.text("label")),
        email=one_line(basics.text("email")),
        phone=one_line(basics.text("phone")),
        address=_address(location) if location else "",
        website=one_line(basics.text("url")),
        profiles=tuple(profile for profile in profiles if profile != Profile("")),
        photo=one_line(basics.text("image")),
    )


def one_line(text: str) -> str:
    """The text with single spaces for all white space."""
    return " ".join(text.split())


def _address(location: Record) -> str:
    told = {key: location.text(key) for key in KEYS}
    location.close()
    return write_address(told)


def _short(record: Record, listing: Listing) -> Short:
    terms = record.texts(listing.terms) if listing.terms else ()
    name, quality = (one_line(record.text(key)) if key else "" for key in (listing.name, listing.quality))
    record.close()
    return Short(name, quality, tuple(map(one_line, terms)))


# ── Entries ──────────────────────────────────────────────────────────────────────────────────────


def _entry(record: Record, kind: str, station: Station, report: Report) -> Entry:
    labels: dict[str, str | tuple[str, ...]] = {
        key: record.texts(key) if label.many else one_line(record.text(key)) for key, label in station.labels.items()
    }
    title = one_line(record.text(station.title))
    if kind == "education":
        title, told = write_studies(str(labels["studyType"]), title)
        labels |= {"studyType": "", "area": "", **told}
    url = str(labels.pop("url"))
    parts = [read_plain(title), read_plain(record.text(station.organisation))]
    first = 1 if station.linked == "organisation" else 0
    place = first if parts[first] else 1 - first
    if url and parts[place]:
        parts[place] = linked(parts[place], url)
    elif url:
        labels["url"] = url
    dates, period = _dates(record, station, report)
    entry = Entry(
        3, "", parts[0], parts[1], read_plain(record.text(station.place)), period,
        body_of(
            read_prose(record.text(station.summary)), map(read_prose, record.texts(station.highlights or "highlights")),
            label_list(labels, station),
        ),
        dates, span=record.span,
    )  # fmt: skip
    record.close()
    return entry


def _dates(record: Record, station: Station, report: Report) -> tuple[Period | None, Inlines]:
    date = record.text(station.date) if station.date else ""
    start, end = (date or record.text(key) for key in ("startDate", "endDate"))
    dates = Period(iso_date(date), iso_date(date)) if iso_date(date) else period_of(start, end)
    if dates:
        return dates, read_plain(period_text(dates))
    text = date or free_text(start, end)
    if text:
        key = next(key for key in (station.date, "startDate", "endDate") if key and key in record)
        message = f"“{text}” is no date as JSON Resume has it; it is kept as it is written"
        report.add(Code.NOT_IMPORTED, message, record.span_of(key), "write it as 2019, 2019-03 or 2019-03-01")
    return None, read_plain(text)


def body_of(summary: Blocks, highlights: Iterable[Blocks], labels: Blocks) -> Blocks:
    """What stands below the heading of an entry."""
    items = tuple(Item(blocks) for blocks in highlights if blocks)
    listed: tuple[Block, ...] = (BulletList(items, all(map(_is_tight, items))),) if items else ()
    return (*summary, *listed, *labels)


def _is_tight(item: Item) -> bool:
    """Whether it is a line, or a line and a list below it."""
    first, *rest = item.children
    return isinstance(first, Paragraph) and all(isinstance(block, BulletList | OrderedList) for block in rest)


def label_list(labels: dict[str, str | tuple[str, ...]], station: Station) -> Blocks:
    """The definition list that says what has no other place in an entry."""
    items = []
    for key, label in station.labels.items():
        if value := labels.get(key):
            terms = (Paragraph(read_plain(value)),) if isinstance(value, str) else write_terms([*map(one_line, value)])
            if key == "url":
                terms = (Paragraph(linked(read_plain(str(value)), str(value))),)
            items.append(Definition(read_plain(label.term), (terms,)))
    return (DefinitionList(tuple(items), tight=True),) if items else ()
