"""An inspection as JSON for programs; `docs/inspect.md` lists the keys, which stay.

New keys may come; a key that is there keeps its meaning.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from cvbuild.diagnostics import Diagnostic
from cvbuild.inspect.inspection import FoundEntry, FoundSection, Inspection


def to_record(inspection: Inspection, findings: Iterable[Diagnostic]) -> dict[str, Any]:
    """All that is known of the file."""
    contents, found = inspection.contents, inspection.recognised
    return {
        "file": inspection.name,
        "format": contents.form,
        "version": contents.version or None,
        "recognised": {
            "name": found.name or None,
            "name_line": found.name_line or None,
            "emails": list(found.emails),
            "phones": list(found.phones),
            "links": list(found.links),
            "sections": [_section(section) for section in found.sections],
        },
        "properties": {name: value or None for name, value in asdict(contents.properties).items()},
        "text": contents.text,
        "pages": [
            {"text": page.text, "second_reading": page.second, "width": page.width, "height": page.height}
            for page in contents.pages
        ],
        "fonts": [
            {
                "name": font.name,
                "kind": font.kind or None,
                "embedded": font.is_embedded,
                "subset": font.is_subset,
                "unicode_map": font.has_unicode_map,
            }
            for font in contents.fonts
        ],
        "tagged": contents.is_tagged,
        "encrypted": contents.is_encrypted,
        "headings": [{"level": level, "text": text} for level, text in contents.structure],
        "links": [{"target": link.target, "text": link.text} for link in contents.links],
        "pictures": [{"alt": picture.alt} for picture in contents.pictures],
        "findings": [_finding(one) for one in findings],
    }


def _section(section: FoundSection) -> dict[str, Any]:
    entries = [_entry(entry) for entry in section.entries]
    return {"heading": section.heading, "kind": section.kind, "words": section.words, "entries": entries}


def _entry(entry: FoundEntry) -> dict[str, Any]:
    dates = entry.dates
    return {
        "title": entry.title or None,
        "organisation": entry.organisation or None,
        "place": entry.place or None,
        "period": entry.period or None,
        "start": (dates.start or None) if dates else None,
        "end": (dates.end or None) if dates else None,
        "ongoing": dates.ongoing if dates else False,
    }


def _finding(diagnostic: Diagnostic) -> dict[str, Any]:
    """`page` is that of a PDF."""
    return {
        "code": diagnostic.code.slug,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "page": diagnostic.span.line if diagnostic.span else None,
        "hint": diagnostic.hint or None,
    }
