"""What a rule is: a function that is given a document and reports what is wrong with it.

Which rules there are stands in `lint`; what they find is each rule's own business.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from importlib import import_module

from cvbuild.config import Config
from cvbuild.decode import Value
from cvbuild.diagnostics import Code, Report
from cvbuild.lint.prose import Passage, code_stretches, front_passages, passages
from cvbuild.parse import front_values
from cvbuild.source import Source
from cvbuild.tree.metadata import Kind
from cvbuild.tree.nodes import Document


@dataclass(frozen=True)
class Checked:
    """What rules look at: a document as it was written, as it is shaped, and those that go with it.

    `source` has its mojibake repaired, its places are those of the file. `written` is the tree before it was shaped.
    With `redacted`, the outputs lack what is private; the trees here have it, and whoever calls takes it out of the
    messages. `dictionary` has the project's own words in lower case. `today` is None where no clock may be asked.
    """

    source: Source
    document: Document
    written: Document
    config: Config
    find_companions: Callable[[], tuple[Document, ...]] = field(default=tuple, repr=False)
    redacted: bool = False
    dictionary: frozenset[str] = frozenset()
    today: date | None = None

    @cached_property
    def companions(self) -> tuple[Document, ...]:
        """The other documents of the same application, parsed and shaped; read when a rule first asks."""
        return self.find_companions()

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The runs of text below the front matter."""
        return tuple(passages(self.written, self.source))

    @cached_property
    def front(self) -> tuple[Passage, ...]:
        """The texts in the front matter."""
        return tuple(front_passages(self.front_value, self.source))

    @property
    def front_value(self) -> Value | None:
        """What is written in the front matter, each value with its place."""
        return self._front_values[0]

    @property
    def texts(self) -> tuple[Passage, ...]:
        """All runs of text, those in the front matter first."""
        return self.front + self.passages

    @property
    def body_start(self) -> int:
        """The offset in the source behind the front matter."""
        return self.source.offset(self._front_values[1])

    def is_code(self, offset: int) -> bool:
        """Whether code stands at that place of the source."""
        return any(start <= offset < end for start, end in self._code)

    @cached_property
    def _front_values(self) -> tuple[Value | None, int]:
        return front_values(self.source, Report())

    @cached_property
    def _code(self) -> list[tuple[int, int]]:
        return list(code_stretches(self.written, self.source))

    @property
    def lang(self) -> str:
        """The document's language without its region: `de` for `de-AT`."""
        return self.document.metadata.lang.partition("-")[0].lower()


Rule = Callable[[Checked, Report], None]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line in the table of rules: a module of this room that has a `check`, and the codes that it reports.

    Where it is about one `kind` of document only, it is not even imported for others.
    """

    module: str
    codes: tuple[Code, ...]
    kind: Kind | None = None

    @property
    def check(self) -> Rule:
        """The rule itself, imported when it is first asked for."""
        rule: Rule = import_module(f"cvbuild.lint.{self.module}").check
        return rule
