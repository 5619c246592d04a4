"""What was made before, by what it was made of: a renderer is a pure function, so the same again need not be made.

Results last as long as the process here; how they outlast it is said in `record`.
"""

from __future__ import annotations

import io
import pickle
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Protocol

from cvbuild.diagnostics import Diagnostic, Report

Work = Callable[[Report], bytes]
"""A renderer with what it renders, or anything else that depends on nothing but what it was given."""

_MOST_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class Made:
    """What work came to, and what it found."""

    data: bytes
    findings: tuple[Diagnostic, ...]


class Memo(Protocol):
    """Keeps results by the fingerprint of what they were made of; `name` says which work of a document it is."""

    def find(self, name: str, fingerprint: str) -> Made | None: ...

    def keep(self, name: str, fingerprint: str, made: Made) -> None: ...


@dataclass
class Memory:
    """A memo in memory, of 64 MB at the most; what was not asked for longest is forgotten first."""

    _made: OrderedDict[tuple[str, str], Made] = field(default_factory=OrderedDict)
    _bytes: int = 0

    def of(self, _: object) -> Memory:
        """This memo, for any document."""
        return self

    def find(self, name: str, fingerprint: str) -> Made | None:
        made = self._made.get((name, fingerprint))
        if made:
            self._made.move_to_end((name, fingerprint))
        return made

    def keep(self, name: str, fingerprint: str, made: Made) -> None:
        self._made[name, fingerprint] = made
        self._bytes += len(made.data)
        while self._bytes > _MOST_BYTES:
            self._bytes -= len(self._made.popitem(last=False)[1].data)


def remembered(memo: Memo | None, name: str, given: object, work: Work, report: Report) -> bytes:
    """What the work makes, now or before, with what it found in the report; it depends on what is `given` only.

    A result with an error is not kept, since what was wrong may be a library that is installed meanwhile.
    """
    if memo is None:
        return work(report)
    key = fingerprint(name, given)
    made = memo.find(name, key)
    if made is None:
        # What is ignored today may not be tomorrow, so all that is found is kept.
        own = Report()
        made = Made(work(own), tuple(own))
        if not own.has_errors:
            memo.keep(name, key, made)
    report.extend(made.findings)
    return made.data


def fingerprint(*values: object) -> str:
    """A name for these values that no others have; the same in every process."""
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, 5)
    # Else two equal values differ by which of their parts happen to be one object.
    pickler.fast = True
    pickler.dump(values)
    return blake2b(stream.getbuffer(), digest_size=20).hexdigest()
