"""A RenderCV file (`cv` with its sections of entries) as a résumé's tree. All of its texts are Markdown.

How the tree is written stands in `front`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from cvbuild.diagnostics import Code, Report
from cvbuild.exchange.fields import STATIONS
from cvbuild.exchange.from_jsonresume import body_of, label_list, one_line, section_of
from cvbuild.exchange.listings import merged
from cvbuild.exchange.periods import free_text, iso_date, period_of, period_text
from cvbuild.exchange.reading import read_line, read_plain, read_prose
from cvbuild.exchange.records import Record
from cvbuild.exchange.stations import linked
from cvbuild.exchange.studies import write_studies
from cvbuild.exchange.terms import plain
from cvbuild.tree.metadata import Metadata, Person, Profile
from cvbuild.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Definition,
    DefinitionList,
    Document,
    Entry,
    Inlines,
    Item,
    OrderedList,
    Paragraph,
    Period,
    Section,
)

_LOOKS = ("design", "locale", "settings", "rendercv_settings")
_SMALL_WORDS = frozenset({
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "if", "in", "into", "nor", "of", "off", "on", "onto",
    "or", "over", "so", "than", "that", "the", "to", "upon", "when", "with", "yet",
})  # fmt: skip


def import_rendercv(file: Record, report: Report) -> Document:
    """The résumé in the file. Its looks are left out, since a theme has ours."""
    for key in _LOOKS:
        if key in file:
            message = f"`{key}` is about looks and was left out"
            report.add(Code.NOT_IMPORTED, message, file.span_of(key), "choose a theme with `theme:`")
    file.ignore(*_LOOKS)
    cv = file.record("cv")
    author = _author(cv, report) if cv else Person()
    sections = cv.record("sections") if cv else None
    found: list[Section] = []
    if sections:
        found = [section_of(section_title(title), merged(_blocks(title, sections))) for title in sections.names]
    for record in (cv, file):
        if record:
            record.close()
    return Document(Metadata(kind="resume", author=author), tuple(found))


def section_title(key: str) -> str:
    """`work_experience` as RenderCV shows it, Work Experience; a title with a space or a capital stays."""
    if " " in key or key != key.lower():
        return key
    words = key.split("_")
    return " ".join(word if word in _SMALL_WORDS else word.capitalize() for word in words)


def _author(cv: Record, report: Report) -> Person:
    websites = [one_line(text) for text in cv.texts("website")]
    profiles = [Profile("Website", "", url) for url in websites[1:]]
    for record in cv.records("social_networks"):
        profiles.append(Profile(one_line(record.text("network")), one_line(record.text("username"))))
        record.close()
    for record in cv.records("custom_connections"):
        profiles.append(Profile(one_line(record.text("placeholder")), "", one_line(record.text("url"))))
        record.ignore("fontawesome_icon")
        record.close()
    return Person(
        name=_plain(cv.text("name")),
        headline=_plain(cv.text("headline")) or _plain(cv.text("label")),
        email=_first("email", cv, report),
        phone=_first("phone", cv, report).removeprefix("tel:"),
        address=_plain(cv.text("location")),
        website=websites[0] if websites else "",
        profiles=tuple(profiles),
        photo=cv.text("photo"),
    )


def _plain(markdown: str) -> str:
    return plain(read_line(markdown))


def _first(key: str, cv: Record, report: Report) -> str:
    """The first of several; the others are reported."""
    first, *others = [one_line(text) for text in cv.texts(key)] or [""]
    for other in others:
        message = f"an author has one {key}; “{other}” was left out"
        report.add(Code.NOT_IMPORTED, message, cv.span_of(key), "write it into the Markdown, or as one of `profiles`")
    return first


# ── Sections ─────────────────────────────────────────────────────────────────────────────────────


def _blocks(title: str, sections: Record) -> Iterator[Block]:
    parts = list(sections.parts(title))
    for number, (value, name) in enumerate(parts):
        if isinstance(value.data, str):
            yield from read_prose(value.data)
        elif record := sections.of(value, name):
            yield from _entry(record, len(parts) - number)
            record.close()


def _entry(record: Record, left: int) -> Iterator[Block]:
    """The blocks of one entry, by the key that only its type has; `left` counts down to its section's last."""
    if "bullet" in record:
        yield BulletList((Item(read_prose(record.text("bullet"))),), tight=True)
    elif "number" in record:
        yield OrderedList((Item(read_prose(record.text("number"))),), tight=True)
    elif "reversed_number" in record:
        yield OrderedList((Item(read_prose(record.text("reversed_number"))),), tight=True, start=left)
    elif "label" in record or "details" in record:
        yield from _one_line(record)
    else:
        form = next((form for key, form in _FORMS.items() if key in record), _normal)
        yield form(record)


def _one_line(record: Record) -> Iterator[Block]:
    label, details = read_line(record.text("label")), read_prose(record.text("details"))
    if label and details:
        yield DefinitionList((Definition(label, (details,)),), tight=True)
    else:
        yield from (Paragraph(label),) if label else details


def _station(
    record: Record,
    title: Inlines,
    organisation: Inlines,
    body: Blocks = (),
    labels: Blocks = (),
) -> Entry:
    dates, period = _dates(record)
    place = read_line(record.text("location"))
    blocks = (*body, *body_of(read_prose(record.text("summary")), map(_highlight, record.texts("highlights")), labels))
    return Entry(3, "", title, organisation, place, period, blocks, dates, span=record.span)


def _highlight(text: str) -> Blocks:
    """A line, or a line and what RenderCV lists below it, each behind a hyphen between spaces."""
    line, *below = text.split(" - ") if "\n" not in text else (text,)
    items = tuple(Item((Paragraph(read_line(one)),)) for one in below)
    return (*read_prose(line), *((BulletList(items, tight=True),) if items else ()))


def _experience(record: Record) -> Entry:
    return _station(record, read_line(record.text("position")), read_line(record.text("company")))


def _normal(record: Record) -> Entry:
    return _station(record, read_line(record.text("name")), ())


def _education(record: Record) -> Entry:
    title, told = write_studies(one_line(record.text("degree")), one_line(record.text("area")))
    labels: dict[str, str | tuple[str, ...]] = {**told, "score": _plain(record.text("grade"))}
    listed = label_list(labels, STATIONS["education"])
    return _station(record, read_line(title), read_line(record.text("institution")), labels=listed)


def _publication(record: Record) -> Entry:
    doi, url = record.text("doi"), record.text("url")
    address = f"https://doi.org/{doi}" if doi else url
    authors = read_line(", ".join(record.texts("authors")))
    body = (Paragraph(authors),) if authors else ()
    return _station(record, linked(read_line(record.text("title")), address), read_line(record.text("journal")), body)


_FORMS: Mapping[str, Callable[[Record], Entry]] = {
    "company": _experience,
    "position": _experience,
    "institution": _education,
    "area": _education,
    "authors": _publication,
    "title": _publication,
    "name": _normal,
}


def _dates(record: Record) -> tuple[Period | None, Inlines]:
    """`date` counts before the others; a beginning without an end goes on, and an end alone is a date."""
    date, start, end = (one_line(record.text(key)) for key in ("date", "start_date", "end_date"))
    single = date or ("" if start else end)
    if single:
        iso = iso_date(single)
        return (Period(iso, iso), read_plain(iso)) if iso else (None, read_line(single))
    dates = period_of(start, end)
    return (dates, read_plain(period_text(dates))) if dates else (None, read_line(free_text(start, end)))
