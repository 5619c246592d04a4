"""What is wrong: a diagnostic, and the report that collects them; their kinds are the `codes`.

Printing is the console's; this module only says what is wrong, where, and what to do about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cvbuild.codes import Code, Severity
from cvbuild.source import Span

__all__ = ["Code", "Diagnostic", "Report", "Severity", "counted"]


def counted(number: int, noun: str) -> str:
    """`1 line`, `2 lines`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding. `message` is one line in lower case without a full stop; `hint` says what to do."""

    code: Code
    message: str
    span: Span | None = None
    hint: str = ""

    @property
    def severity(self) -> Severity:
        return self.code.severity


_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def _one_line(text: str) -> str:
    """The text with its control characters as escapes: what a user wrote may hold some, and terminals obey them."""
    return _CONTROLS.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


@dataclass
class Report:
    """Collects diagnostics in the order they are found; drops those whose code is ignored."""

    ignored: frozenset[str] = frozenset()
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _known: set[Diagnostic] = field(default_factory=set, repr=False, compare=False)

    def add(self, code: Code, message: str, span: Span | None = None, hint: str = "") -> None:
        """Record a finding. An error is recorded even when its code is ignored: no output hides it."""
        if code.slug in self.ignored and code.severity is not Severity.ERROR:
            return
        diagnostic = Diagnostic(code, _one_line(message), span, _one_line(hint))
        if diagnostic not in self._known:
            self._known.add(diagnostic)
            self.diagnostics.append(diagnostic)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Record findings of another report under this one's rules."""
        for diagnostic in diagnostics:
            self.add(diagnostic.code, diagnostic.message, diagnostic.span, diagnostic.hint)

    def ignore(self, slugs: Iterable[str]) -> None:
        """Drop these codes, those recorded already included."""
        self.ignored |= frozenset(slugs)
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
