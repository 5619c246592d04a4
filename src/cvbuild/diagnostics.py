"""What is wrong: a diagnostic, and the report that collects them; their kinds are the `codes`.

Printing is the console's; this module only says what is wrong, where, and what to do about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cvbuild.codes import Code, Severity
from cvbuild.source import Span

__all__ = ["Code", "Diagnostic", "Replacement", "Report", "Severity", "counted"]


def counted(number: int, noun: str) -> str:
    """`1 line`, `2 lines`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@dataclass(frozen=True, slots=True)
class Replacement:
    """What `check --fix` writes in the place of a stretch of the file, as its author left it; columns are known."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `message` is one line in lower case without a full stop; `hint` says what to do.

    `fix` repairs it, all its parts together; empty where only the author can.
    """

    code: Code
    message: str
    span: Span | None = None
    hint: str = ""
    fix: tuple[Replacement, ...] = ()

    @property
    def severity(self) -> Severity:
        return self.code.severity


@dataclass(frozen=True, slots=True)
class Suppression:
    """What an author wants to hear nothing of: that code on these lines, from the first to the last."""

    slug: str
    span: Span
    first_line: int
    last_line: int

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Whether the finding is of that code and begins on these lines."""
        place = diagnostic.span
        if diagnostic.code.slug != self.slug or place is None or place.path != self.span.path:
            return False
        return self.first_line <= place.line <= self.last_line


_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def one_line(text: str) -> str:
    """The text with its control characters as escapes: what a user wrote may hold some, and terminals obey them."""
    return _CONTROLS.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


@dataclass
class Report:
    """Collects diagnostics in the order they are found; drops those whose code is ignored, and remembers by what."""

    ignored: frozenset[str] = frozenset()
    diagnostics: list[Diagnostic] = field(default_factory=list)
    suppressions: tuple[Suppression, ...] = ()
    used: set[str | Suppression] = field(default_factory=set, repr=False, compare=False)
    _known: set[Diagnostic] = field(default_factory=set, repr=False, compare=False)

    def add(
        self,
        code: Code,
        message: str,
        span: Span | None = None,
        hint: str = "",
        fix: Iterable[Replacement] = (),
    ) -> None:
        """Record a finding. An error is recorded even when its code is ignored: no output hides it."""
        diagnostic = Diagnostic(code, one_line(message), span, one_line(hint), tuple(fix))
        if diagnostic not in self._known and not self._drops(diagnostic):
            self._known.add(diagnostic)
            self.diagnostics.append(diagnostic)

    def _drops(self, diagnostic: Diagnostic) -> bool:
        if diagnostic.severity is Severity.ERROR:
            return False
        slug = diagnostic.code.slug
        by = slug if slug in self.ignored else next((one for one in self.suppressions if one.covers(diagnostic)), None)
        if by is not None:
            self.used.add(by)
        return by is not None

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Record findings of another report under this one's rules."""
        for diagnostic in diagnostics:
            self.add(diagnostic.code, diagnostic.message, diagnostic.span, diagnostic.hint, diagnostic.fix)

    def ignore(self, slugs: Iterable[str]) -> None:
        """Drop these codes, those recorded already included."""
        self.ignored |= frozenset(slugs)
        self._sift()

    def suppress(self, suppressions: Iterable[Suppression]) -> None:
        """Drop what these cover, what is recorded already included."""
        self.suppressions += tuple(suppressions)
        self._sift()

    def branch(self) -> Report:
        """An empty report by the same rules, for what is judged by itself first."""
        return Report(self.ignored, [], self.suppressions, self.used)

    def _sift(self) -> None:
        found, self.diagnostics = self.diagnostics, []
        self._known.clear()
        self.extend(found)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.diagnostics)

    def __len__(self) -> int:
        return len(self.diagnostics)

    def count(self, severity: Severity) -> int:
        """How many findings have that severity."""
        return sum(diagnostic.severity is severity for diagnostic in self.diagnostics)

    @property
    def has_errors(self) -> bool:
        return self.count(Severity.ERROR) > 0

    def fails(self, strict: bool = False) -> bool:
        """Whether there is an error, or with `strict` a warning."""
        return self.has_errors or (strict and self.count(Severity.WARNING) > 0)
