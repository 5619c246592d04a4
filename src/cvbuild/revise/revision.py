"""One edited Word file beside its source: what differs, what can be applied, and what is reported of it.

The steps are taken in the modules beside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from cvbuild.build import Compiled, Job, Options, compile_document, parse_document
from cvbuild.config import Config
from cvbuild.diagnostics import Code, Report
from cvbuild.parse import deep_recursion
from cvbuild.revise.apply import Applied, Part, apply
from cvbuild.revise.compare import Change, compare, is_related
from cvbuild.revise.expected import Expected, expected
from cvbuild.revise.original import Original
from cvbuild.revise.show import format_note, one_line, shortened
from cvbuild.source import DecodeError, Source, Span, decode
from cvbuild.verify import NoWordFile, WordParagraph, read_word


@dataclass
class Project:
    """The document that a source is, under which settings and options."""

    job: Job
    config: Config
    options: Options

    def words(self, data: bytes, report: Report) -> tuple[WordParagraph, ...] | None:
        """The paragraphs of the Word file that a source of these bytes becomes; None with the errors reported."""
        try:
            source = Source(self.job.name, decode(data))
        except DecodeError as error:
            message = f"byte {error.offset}: {error}"
            report.add(Code.ENCODING, message, Span(self.job.name, 1), "save it as UTF-8")
            return None
        options = replace(self.options, formats=("docx",), strict=False)
        compiled = compile_document(self.job, self.config, options, source=source)
        report.extend(one for one in compiled.report if one.severity == "error")
        return read_word(compiled.outputs["docx"]) if "docx" in compiled.outputs else None


@dataclass
class Revision:
    """The differences of an edited Word file from its source."""

    project: Project
    original: Original
    old: list[Expected]
    changes: list[Change]

    @property
    def differs(self) -> bool:
        return any(change.differs for change in self.changes)

    @property
    def is_related(self) -> bool:
        return is_related(self.old, self.changes)

    def applied(self, report: Report) -> Applied:
        """The source with all that can be applied; what was left alone is reported, with its place and the reason."""
        done = apply(self.changes, self.old, self.original, lambda data: self.project.words(data, Report()))
        for part in done.left:
            report.add(Code.NOT_APPLIED, f"{_summary(part)} was left alone: {part.reason}", self._span(part))
        for part in done.done:
            if part.any_look:
                message = f"{_summary(part)} was applied, but looks otherwise: the marks or the link there are gone"
                report.add(Code.NOT_APPLIED, message, self._span(part))
        for change, message in self._looks():
            place = (change.before.span if change.before else None) or self._top
            report.add(Code.NOT_APPLIED, f"{message}, which was left alone", place, "set the marks by hand")
        return done

    def _looks(self) -> Iterator[tuple[Change, str]]:
        """Changes of what words look like, which are never applied."""
        for change in self.changes:
            if change.after and change.before:
                yield from ((change, format_note(one, change.after)) for one in change.formats)
                if change.rank:
                    yield change, f"“{shortened(change.after.text)}” is a {change.rank[1]}, and was a {change.rank[0]}"

    def _span(self, part: Part) -> Span:
        """The place of what was not applied, as exactly as it is known."""
        change = part.changes[0]
        before = change.before or (self.old[min(change.index, len(self.old) - 1)] if self.old else None)
        if before is None:
            return self._top
        word = part.word
        found = [one for one in before.ranges[word.start : word.end] if one] if word else []
        if found:
            return self.original.repaired.span(found[0][0], found[-1][1])
        leaf = next((one for one in before.leaves[word.start if word else 0 :] if one and one.span), None)
        return (leaf.span if leaf else before.span) or self._top

    @property
    def _top(self) -> Span:
        return Span(self.original.name, 1)


def read_revision(edited: bytes, name: str, data: bytes, project: Project, report: Report) -> Revision | None:
    """Compare an edited file of that name with a source; None with the reason reported."""
    try:
        words = read_word(edited)
    except NoWordFile as error:
        report.add(Code.UNREADABLE_DOCX, str(error), Span(name, 1), error.hint)
        return None
    own = project.words(data, report)
    if own is None:
        return None
    original = Original(project.job.name, data)
    result = Compiled(project.job, Report(), source=original.source)
    with deep_recursion():
        document = parse_document(result, project.config, project.options)
        if document is None:
            return None
        old = expected(own, document, original)
    revision = Revision(project, original, old, compare(old, words))
    if not revision.is_related:
        message = "the Word file has hardly a sentence in common with the source"
        report.add(Code.OTHER_DOCUMENT, message, Span(name, 1), "compare it with the source that it was made of")
    return revision


def _summary(part: Part) -> str:
    first = part.changes[0]
    old, new = first.before.text if first.before else "", first.after.text if first.after else ""
    if part.word:
        old, new = old[part.word.start : part.word.end], new[part.word.new_start : part.word.new_end]
    old, new = (one_line(shortened(text)) for text in (old, new))
    more = f" and {len(part.changes) - 1} more" if len(part.changes) > 1 else ""
    if not old:
        return f"putting in “{new}”{more}"
    return f"“{new}” for “{old}”" if new else f"taking out “{old}”{more}"
