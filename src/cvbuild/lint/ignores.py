"""What an author wants to hear nothing of: comments that ignore codes on their lines, and `ignore` in front matter.

Dropping is the report's; here it is read, and what dropped nothing is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from cvbuild.code_names import is_code, listed_codes, report_unknown_codes
from cvbuild.diagnostics import Code, Replacement, Report, Severity, Suppression
from cvbuild.lint.rule import Checked
from cvbuild.source import Source, Span

_COMMENT = re.compile(r"<!--[ \t]*cvbuild:[ \t]*ignore[ \t]+([a-z][a-z-]*(?:[ \t]*,[ \t]*[a-z][a-z-]*)*)[ \t]*-->")
_YAML_COMMENT = re.compile(
    r"#[ \t]*cvbuild:[ \t]*ignore[ \t]+([a-z][a-z-]*(?:[ \t]*,[ \t]*[a-z][a-z-]*)*)[ \t]*$", re.M
)
_NAME = re.compile(r"[a-z][a-z-]*")


def read_ignores(checked: Checked, report: Report) -> None:
    """Let the report drop what comments ignore; report names that are of no diagnostic."""
    report.suppress(_suppressions(checked, report))
    report_unknown_codes(checked.front_value, report)


def _suppressions(checked: Checked, report: Report) -> Iterator[Suppression]:
    source, body = checked.source, checked.body_start
    if "cvbuild:" not in source.text:
        return
    comments = (*_YAML_COMMENT.finditer(source.text, 0, body), *_COMMENT.finditer(source.text, body))
    for comment in comments:
        if comment.start() >= body and checked.is_code(comment.start()):
            continue
        first, last = _lines(source, comment)
        for name in _NAME.finditer(comment[1]):
            span = source.span(comment.start(1) + name.start(), comment.start(1) + name.end())
            if is_code(name[0], span, report):
                yield Suppression(name[0], span, first, last)


def _lines(source: Source, comment: re.Match[str]) -> tuple[int, int]:
    """The comment's own line; where it stands alone, also those that follow up to the next blank one."""
    first, _ = source.place(comment.start())
    start, end = source.offset(first), source.offset(first + 1)
    last = first
    if not (source.text[start : comment.start()] + source.text[comment.end() : end]).strip():
        while source.line_text(last + 1).strip():
            last += 1
    return first, last


def report_unused(checked: Checked, report: Report, ran: Callable[[Code], bool]) -> None:
    """Report what was ignored and not found, of the codes that were looked for."""
    for one in report.suppressions:
        if one not in report.used:
            _unused(one.slug, one.span, report, ran, _without_name(checked.source, one.span))
    for slug, span in listed_codes(checked.front_value, "ignore"):
        if slug not in report.used and slug != Code.UNUSED_IGNORE.slug:
            _unused(slug, span, report, ran, _without_item(checked, span))


def _unused(slug: str, span: Span, report: Report, ran: Callable[[Code], bool], fix: tuple[Replacement, ...]) -> None:
    code = Code.named(slug)
    if code is None or not (ran(code) or code.severity is Severity.ERROR):
        return
    is_error = code.severity is Severity.ERROR
    message = f"{slug} is an error, which nothing ignores" if is_error else f"there is no {slug} here to be ignored"
    report.add(Code.UNUSED_IGNORE, message, span, "take the name out", fix)


def _without_name(source: Source, span: Span) -> tuple[Replacement, ...]:
    """The comment without that name; without names, no comment, and no line where nothing else stands on it."""
    start, end = source.offset(span.line), source.offset(span.line + 1)
    at = source.at(span.line, span.column or 1)
    for comment in (*_COMMENT.finditer(source.text, start, end), *_YAML_COMMENT.finditer(source.text, start, end)):
        if not comment.start() <= at < comment.end():
            continue
        names = [name[0] for name in _NAME.finditer(comment[1])]
        if len(names) > 1:
            removed = _NAME.match(source.text, at)
            assert removed
            kept = ", ".join(name for name in names if name != removed[0])
            return (Replacement(source.span(*comment.span(1)), kept),)
        left = source.text[start : comment.start()]
        if not (left + source.text[comment.end() : end]).strip():
            return (Replacement(source.span(start, end), ""),)
        return (Replacement(source.span(start + len(left.rstrip()), comment.end()), ""),)
    return ()


def _without_item(checked: Checked, span: Span) -> tuple[Replacement, ...]:
    """The front matter's list without that item; the whole key where it is the only one."""
    source, items = checked.source, list(listed_codes(checked.front_value, "ignore"))
    data = checked.front_value.data if checked.front_value else None
    value = data["ignore"] if isinstance(data, Mapping) else None
    if value is None or value.key_span is None:
        return ()
    if len(items) == 1:
        last = max(value.span.line, span.end_line or span.line)
        return (Replacement(source.span(source.offset(value.key_span.line), source.offset(last + 1)), ""),)
    start, end = source.at(span.line, span.column or 1), source.at(span.end_line or span.line, span.end_column or 1)
    line = source.text[source.offset(span.line) : source.offset(span.line + 1)]
    if re.fullmatch(r"[ \t]*-[ \t]+\S+[ \t]*\n", line):
        return (Replacement(source.span(source.offset(span.line), source.offset(span.line + 1)), ""),)
    if behind := re.compile(r"[ \t]*,[ \t]*").match(source.text, end):
        return (Replacement(source.span(start, behind.end()), ""),)
    before = re.search(r",[ \t]*$", source.text[:start])
    return (Replacement(source.span(before.start(), end), ""),) if before else ()
