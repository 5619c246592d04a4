"""The YAML block between two `---` lines at the head of a source.

Its keys are the fields of the tree's Metadata; what they do is decided where they are used.
"""

from __future__ import annotations

import re

from cvbuild.decode import Value, decode, merge, read_yaml
from cvbuild.diagnostics import Code, Report
from cvbuild.source import Source, Span
from cvbuild.tree.metadata import Metadata

_BLOCK = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"^[A-Za-z][\w-]*[ \t]*:(?:\s|$)", re.MULTILINE)
_OPEN = re.compile(r"---[ \t]*\n[A-Za-z][\w-]*:(?:\s|$)")


def read_front_matter(source: Source, report: Report, overrides: Value | None = None) -> tuple[Metadata, int]:
    """The metadata, with `overrides` laid upon it, and the line (from 1) at which the body starts.

    A source may begin with a thematic break: what stands between two `---` lines is front matter only
    when it is empty or has a line that begins like `key:`.
    """
    value, first_line = front_values(source, report)
    return _metadata(value, overrides, report), first_line


def front_values(source: Source, report: Report) -> tuple[Value | None, int]:
    """What is written in the front matter, each value with its place, and the line at which the body starts."""
    match = _BLOCK.match(source.text)
    if match is None and _OPEN.match(source.text):
        report.add(
            Code.YAML_SYNTAX, "the front matter is not closed", Span(source.path, 1, 1), "end it with a line of ---"
        )
    if match is None or not (_KEY.search(match[1]) or not match[1].strip()):
        return None, 1
    return read_yaml(source, report, 2, match[1]), source.text.count("\n", 0, match.end()) + 1


def _metadata(value: Value | None, overrides: Value | None, report: Report) -> Metadata:
    if value and overrides:
        value = merge(value, overrides)
    chosen = value or overrides
    return decode(chosen, Metadata, report) if chosen else Metadata()
