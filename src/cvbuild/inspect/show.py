"""An inspection as text for people."""

from __future__ import annotations

from collections.abc import Iterator

from cvbuild.diagnostics import counted
from cvbuild.inspect.inspection import Font, FoundEntry, Inspection
from cvbuild.verify.differences import short

_FORMS = {"pdf": "PDF", "docx": "Word document", "html": "web page", "txt": "plain text"}


def shown(inspection: Inspection, *, with_text: bool) -> str:
    """What was recognised, what the file says of itself, and with `with_text` all that a machine reads of it."""
    parts = [_heading(inspection), *_recognised(inspection), "", *_file(inspection)]
    if with_text:
        parts += ["", "what a machine reads", *(f"  {line}" for line in inspection.contents.text.split("\n"))]
    return "\n".join(parts) + "\n"


def _heading(inspection: Inspection) -> str:
    contents = inspection.contents
    facts = [_FORMS[contents.form] + (f" {contents.version}" if contents.version else "")]
    if contents.pages:
        facts.append(counted(len(contents.pages), "page"))
    facts.append(counted(len(contents.text.split()), "word"))
    return f"{inspection.name}: {', '.join(facts)}"


def _recognised(inspection: Inspection) -> Iterator[str]:
    found = inspection.recognised
    yield from ("", "what an applicant tracking system would fill in")
    rows = [
        ("name", found.name),
        ("e-mail", ", ".join(found.emails)),
        ("phone", ", ".join(found.phones)),
        ("links", ", ".join(found.links)),
    ]
    yield from (_row(label, value) for label, value in rows)
    for section in found.sections:
        yield f"  {section.heading} ({section.kind or 'unknown'}, {counted(section.words, 'word')})"
        yield from (f"    {_entry(entry)}" for entry in section.entries)


def _entry(entry: FoundEntry) -> str:
    names = " · ".join(part for part in (entry.title, entry.organisation, entry.place) if part)
    dates = entry.dates
    if dates is None:
        return f"{names} ({entry.period or 'no period'})"
    end = "now" if dates.ongoing else dates.end
    return f"{names} ({dates.start} to {end})" if dates.start != end else f"{names} ({dates.start})"


def _file(inspection: Inspection) -> Iterator[str]:
    contents = inspection.contents
    yield "what the file says of itself"
    properties = contents.properties
    for label in ("title", "author", "language", "subject", "keywords", "creator", "producer"):
        value = getattr(properties, label)
        if value or label in {"title", "author", "language"}:
            yield _row(label, short(value))
    if contents.fonts:
        yield _row("fonts", ", ".join(map(_font, contents.fonts)))
    if contents.is_tagged is not None:
        yield _row("tags", "yes" if contents.is_tagged else "none")
    if contents.form != "txt":
        yield _row("headings", str(len(contents.structure)))
        blind = sum(picture.alt is None for picture in contents.pictures)
        yield _row("pictures", f"{len(contents.pictures)}" + (f", {blind} without alternative text" if blind else ""))


def _row(label: str, value: str) -> str:
    return f"  {label:<9} {value or '–'}"


def _font(font: Font) -> str:
    notes = []
    if font.is_embedded is False:
        notes.append("not embedded")
    if font.is_subset:
        notes.append("subset")
    if font.has_unicode_map is False:
        notes.append("no Unicode map")
    if font.kind == "Type3":
        notes.append("Type 3")
    return f"{font.name} ({', '.join(notes)})" if notes else font.name
