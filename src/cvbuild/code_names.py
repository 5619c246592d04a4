"""Names of diagnostics as users write them, in YAML, comments and options: where they stand, and whether they exist.

What is dropped or looked for by them is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cvbuild.decode import Value, nearest_name
from cvbuild.diagnostics import Code, Report
from cvbuild.source import Span


def report_unknown_codes(value: Value | None, report: Report) -> None:
    """Report the names below `ignore` and `checks`, in front matter or settings, that no diagnostic has."""
    for key in ("ignore", "checks"):
        for slug, span in listed_codes(value, key):
            is_code(slug, span, report)


def listed_codes(value: Value | None, key: str) -> Iterator[tuple[str, Span]]:
    """The names below a key, each with its place."""
    data = value.data if value else None
    found = data.get(key) if isinstance(data, Mapping) else None
    for one in (found.data if isinstance(found.data, tuple) else (found,)) if found else ():
        if isinstance(one.data, str):
            yield one.data, one.span


def is_code(slug: str, span: Span, report: Report) -> bool:
    """Whether a diagnostic has that name; reported where none has."""
    if Code.named(slug):
        return True
    nearest = nearest_name(slug, [code.slug for code in Code])
    hint = f"did you mean {nearest}?" if nearest else "docs/diagnostics.md lists all"
    report.add(Code.UNKNOWN_CODE, f"no diagnostic is called “{slug}”", span, hint)
    return False
