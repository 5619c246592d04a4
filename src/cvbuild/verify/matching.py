"""Things to be found, and the first one that is not: those of the text have an order, and those of each note.

Formats have notes at other places, and a page takes along what finds no room, so notes stand anywhere among the others.
What things are compared by is decided in `structure`.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass

from cvbuild.diagnostics import Code
from cvbuild.verify.differences import Difference
from cvbuild.verify.facts import Stretch
from cvbuild.verify.signs import Format

Key = tuple[object, ...]
Same = Callable[[Key, Key], bool]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something to be found: what it is compared by, how it is called, and where it comes from."""

    key: Key
    label: str
    stretch: Stretch


Queue = list[Wanted]


def compared(  # noqa: PLR0913 -- the last three say how strictly
    wanted: Sequence[Wanted],
    there: Sequence[Key],
    labels: Sequence[str],
    name: Format,
    same: Same = lambda want, have: want == have,
    *,
    passes: bool = False,
    again: Container[Key] = (),
    code: Code = Code.STRUCTURE_DIFFERS,
) -> Difference | None:
    """The first thing that is not where it should be; `passes` goes past what was not expected, and `again` has
    what may be found once more."""
    queues = _queues(wanted)
    for have, label in zip(there, labels, strict=True):
        queue = next((queue for queue in queues if queue and same(queue[0].key, have)), None)
        if queue:
            queue.pop(0)
        elif not (passes or have in again):
            return _unlike(queues, label, name, code)
    return _left(queues, name, code)


def tagged_headings(
    wanted: Sequence[Wanted], there: Sequence[tuple[int, str]], labels: Sequence[str]
) -> Difference | None:
    """In tags, one that a page break cuts is two, and no level is left out (ISO 14289-1, 7.4.2)."""
    queues = _queues(wanted)
    around: list[int] = []
    rest = ""
    for (level, text), label in zip(there, labels, strict=True):
        if rest and rest.startswith(text) and len(around) == level:
            rest = rest.removeprefix(text)
            continue
        fitting = _fitting(queues, text)
        if not fitting:
            return _unlike(queues, label, "pdf", Code.STRUCTURE_DIFFERS)
        queue = next((one for one in fitting if len(_deeper(around, one)) == level), None)
        if queue is None:
            return _unlike(fitting, label, "pdf", Code.STRUCTURE_DIFFERS)
        around = _deeper(around, queue)
        rest = str(queue.pop(0).key[1]).removeprefix(text)
    return _left(queues, "pdf", Code.STRUCTURE_DIFFERS)


def _deeper(around: list[int], queue: Queue) -> list[int]:
    """The levels of the headings above the next one, and its own."""
    own = int(str(queue[0].key[0]))
    return [*(level for level in around if level < own), own]


def _fitting(queues: Sequence[Queue], text: str) -> list[Queue]:
    """The queues whose next text that is; else those whose next text begins with it."""
    texts = [(queue, str(queue[0].key[1])) for queue in queues if queue]
    # The number of a note may stand in the heading that it begins with.
    exact = [queue for queue, whole in texts if text in {whole, f"{queue[0].stretch.note}.{whole}"}]
    return exact or [queue for queue, whole in texts if text and whole.startswith(text)]


def tagged_links(
    wanted: Sequence[Wanted], there: Sequence[tuple[str, str]], labels: Sequence[str], again: Container[object]
) -> Difference | None:
    """In tags, a link over two lines is two, and so is one around a picture and words."""
    queues = _queues(wanted)
    seen: set[object] = set()
    for (target, text), label in zip(there, labels, strict=True):
        fitting = _fitting([queue for queue in queues if queue and queue[0].key[0] == target], text)
        if fitting:
            first = fitting[0].pop(0)
            rest = str(first.key[1]).removeprefix(text)
            if rest:
                fitting[0].insert(0, Wanted((target, rest), first.label, first.stretch))
        elif target not in again and (text or target not in {*seen, *(queue[0].key[0] for queue in queues if queue)}):
            return _unlike(queues, label, "pdf", Code.LINKS_DIFFER)
        seen.add(target)
    return _left(queues, "pdf", Code.LINKS_DIFFER)


def _queues(wanted: Sequence[Wanted]) -> list[Queue]:
    """The text's, then each note's."""
    notes = sorted({one.stretch.note for one in wanted})
    return [[one for one in wanted if one.stretch.note == note] for note in notes]


def _unlike(queues: Sequence[Queue], label: str, name: Format, code: Code) -> Difference:
    """What was found in the place of what comes next."""
    want = next((queue[0] for queue in queues if queue), None)
    expected = want.label if want else "no more"
    return Difference(code, f"{name}: expected {expected}, found {label}", want.stretch.span if want else None)


def _left(queues: Sequence[Queue], name: Format, code: Code) -> Difference | None:
    """The first that was not found."""
    left = next((queue[0] for queue in queues if queue), None)
    return Difference(code, f"{name}: {left.label} is missing", left.stretch.span) if left else None
