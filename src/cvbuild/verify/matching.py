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
Way = tuple[tuple[int, int], ...]
"""How far each queue was found: so many things, and so many characters of the next one."""

_MOST_WAYS = 50


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
    ways: list[Way] = [((0, 0),) * len(queues)]
    for have, label in zip(there, labels, strict=True):
        further = [
            _with(way, number, (index + 1, 0))
            for way in ways
            for number, (index, _) in enumerate(way)
            if index < len(queues[number]) and same(queues[number][index].key, have)
        ]
        if further:
            ways = _likeliest(further)
        elif not (passes or have in again):
            return _unlike(_rest(queues, ways[0]), label, name, code)
    return _left(_rest(queues, ways[0]), name, code)


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
    ways: list[Way] = [((0, 0),) * len(queues)]
    seen: set[object] = set()
    for (target, text), label in zip(there, labels, strict=True):
        further = [
            _with(way, number, step)
            for way in ways
            for number, place in enumerate(way)
            if (step := _step(queues[number], place, target, text))
        ]
        begun = seen | {queue[0].key[0] for queue in _rest(queues, ways[0]) if queue}
        if (not text and target in begun) or (target in again and not further):
            further += ways
        if not further:
            return _unlike(_rest(queues, ways[0]), label, "pdf", Code.LINKS_DIFFER)
        ways = _likeliest(further)
        seen.add(target)
    return _left(_rest(queues, ways[0]), "pdf", Code.LINKS_DIFFER)


def _step(queue: Queue, place: tuple[int, int], target: str, text: str) -> tuple[int, int] | None:
    """Where a queue stands behind a link; None if it is not the next one there, nor a part of it."""
    index, offset = place
    if index == len(queue) or queue[index].key[0] != target:
        return None
    whole = str(queue[index].key[1])[offset:]
    # The number of a note may stand in the link that it begins with.
    if text in {whole, f"{queue[index].stretch.note}.{whole}"}:
        return index + 1, 0
    return (index, offset + len(text)) if text and whole.startswith(text) else None


def _with(way: Way, number: int, step: tuple[int, int]) -> Way:
    return (*way[:number], step, *way[number + 1 :])


def _likeliest(ways: Sequence[Way]) -> list[Way]:
    """Those that went furthest, first in the text: what is alike in text and notes may be either."""
    return sorted(set(ways), reverse=True)[:_MOST_WAYS]


def _rest(queues: Sequence[Queue], way: Way) -> list[Queue]:
    """What is left of each queue."""
    return [queue[index:] for queue, (index, _) in zip(queues, way, strict=True)]


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
