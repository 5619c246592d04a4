"""Repairs a source by the fixes that its findings bring, round after round, until there is nothing to repair.

Each round is proved: the changed text is read again, and what a fix did not mean to change must be in the tree as
it was. What a rule suggests is known in `lint`; nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from cvbuild.build.compile import Compiled, Options, parse_document
from cvbuild.build.discover import Job
from cvbuild.build.kept import Touched, keeps_rest, touched
from cvbuild.build.linted import report_idle_ignores
from cvbuild.config import Config
from cvbuild.diagnostics import Code, Diagnostic, Report
from cvbuild.patch import Patch, patched
from cvbuild.source import Source, decode
from cvbuild.tree.nodes import Document

_MOST_ROUNDS = 20
"""Each repairs something; more are only needed where fixes keep making work for each other."""


@dataclass(frozen=True)
class Fixed:
    """A source before and after it was repaired, and what was found and repaired."""

    before: Source
    after: Source
    found: tuple[Diagnostic, ...] = ()

    @property
    def is_changed(self) -> bool:
        return self.before.data != self.after.data


def fix(source: Source, job: Job, config: Config, options: Options) -> Fixed:
    """The source with all repaired that can be. What is ignored stays, as does what is not proved to be safe."""
    fixer = _Fixer(job, config, replace(options, redact=False))
    return fixer.fix(Source(source.path, source.original, data=source.data))


@dataclass
class _Fixer:
    job: Job
    config: Config
    options: Options

    def fix(self, source: Source) -> Fixed:
        now, repaired = source, []
        for _ in range(_MOST_ROUNDS):
            report, document = self._look(now)
            done, after = self._round(now, document, _in_turn(report)) if document else ([], now)
            if not done:
                break
            repaired += done
            now = after
        return Fixed(source, now, tuple(repaired))

    def _look(self, source: Source) -> tuple[Report, Document | None]:
        """What is found in the source, and its shaped tree."""
        result = Compiled(self.job, Report(self.options.ignore | frozenset(self.config.ignore)), source)
        document = parse_document(result, self.config, self.options, lints=True)
        if result.checked:
            report_idle_ignores(result.checked, result.report, self.options.checks)
        return result.report, document

    def _round(self, source: Source, document: Document, found: list[Diagnostic]) -> tuple[list[Diagnostic], Source]:
        """The repairs that can be made at once, all together; where they can't be proved so, each that can alone."""
        after = self._proved(source, document, found)
        if after:
            return found, after
        safe: list[Diagnostic] = []
        for one in found:
            if self._proved(source, document, [*safe, one]):
                safe.append(one)
        return safe, self._proved(source, document, safe) or source

    def _proved(self, source: Source, document: Document, found: list[Diagnostic]) -> Source | None:
        """The source with these repairs; None where it is the same, or they change what they do not mean to."""
        patches = _patches(source, found)
        data = patched(source.data, patches)
        if data == source.data:
            return None
        after = Source(source.path, decode(data), data=data)
        tree = parse_document(Compiled(self.job, Report(), after), self.config, self.options)
        if tree is None:
            return None
        if all(one.code is Code.MOJIBAKE for one in found):
            return after if tree == document else None
        return after if keeps_rest(document, tree, _touched(source, patches)) else None


def _in_turn(report: Report) -> list[Diagnostic]:
    """Findings whose fixes do not touch each other; mojibake first and alone, as all else is easier without it."""
    fixable = [one for one in report if one.fix]
    fixable = [one for one in fixable if one.code is Code.MOJIBAKE] or fixable
    chosen: list[Diagnostic] = []
    taken: list[tuple[tuple[int, int], tuple[int, int]]] = []
    for one in fixable:
        places = [
            ((part.span.line, part.span.column or 1), (part.span.end_line or part.span.line, part.span.end_column or 1))
            for part in one.fix
        ]
        together = sorted([*taken, *places])
        if all(first[1] <= second[0] for first, second in pairwise(together)):
            chosen.append(one)
            taken = together
    return chosen


def _patches(source: Source, found: Iterable[Diagnostic]) -> list[Patch]:
    """The changes of the file's own text, whose places are those of the findings."""
    return [
        Patch(
            source.at(part.span.line, part.span.column or 1),
            source.at(part.span.end_line or part.span.line, part.span.end_column or 1),
            part.text,
        )
        for one in found
        for part in one.fix
    ]


def _touched(source: Source, patches: Iterable[Patch]) -> list[Touched]:
    return [touched(source.text, one.start, one.end, one.new) for one in patches]
