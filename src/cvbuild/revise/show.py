"""Differences as text: word by word, as a unified diff, or as JSON.

Printing is the command line's business; what came from the Word file is made harmless for terminals here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict

from cvbuild.revise.compare import Change, described
from cvbuild.revise.words import FormatChange, WordChange
from cvbuild.verify import Marks, WordParagraph

_RED, _GREEN, _CYAN, _BOLD, _FAINT, _RESET = (f"\x1b[{code}m" for code in ("31", "32", "36", "1", "2", "0"))
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_STRETCH = 60
"""Characters of what stayed that are shown beside a change."""


class Shown:
    """One way to show changes; `color` is for terminals."""

    def __init__(self, edited: str, source: str, *, color: bool) -> None:
        self._edited, self._source, self._color = edited, source, color

    # ── Word by word ─────────────────────────────────────────────────────────────────────────────

    def words(self, changes: Sequence[Change]) -> Iterator[str]:
        """Each difference under its place in the source, what went in `[-…-]` and what came in `{+…+}`."""
        for change in changes:
            if not change.differs:
                continue
            yield f"{self._paint(self._place(change), _BOLD)}: {_headline(change)}"
            if change.fate != "same" or not change.after:
                yield from (f"  {line}" for line in self._marked(change).split("\n"))
            for note in _notes(change):
                yield f"  {self._paint(_safe(note), _CYAN)}"
            yield ""

    def _marked(self, change: Change) -> str:
        if change.before is None or change.after is None:
            gone, come = change.before.text if change.before else "", change.after.text if change.after else ""
            return self._minus(gone) + self._plus(come)
        before, after = change.before.text, change.after.text
        pieces, position = [], 0
        for one in _joined(change.words, before):
            pieces.append(_safe(shortened(before[position : one.start])))
            pieces.append(self._minus(before[one.start : one.end]))
            pieces.append(self._plus(after[one.new_start : one.new_end]))
            position = one.end
        pieces.append(_safe(shortened(before[position:])))
        return "".join(pieces)

    def _minus(self, text: str) -> str:
        if not text:
            return ""
        return self._paint(_safe(text), _RED) if self._color else f"[-{_safe(text)}-]"

    def _plus(self, text: str) -> str:
        if not text:
            return ""
        return self._paint(_safe(text), _GREEN) if self._color else f"{{+{_safe(text)}+}}"

    # ── Unified ──────────────────────────────────────────────────────────────────────────────────

    def unified(self, changes: Sequence[Change]) -> Iterator[str]:
        """A paragraph a line, old and new; what is no text follows as a line that begins with `#`."""
        shown = [change for change in changes if change.differs]
        if shown:
            yield self._paint(f"--- {self._source}", _BOLD)
            yield self._paint(f"+++ {self._edited}", _BOLD)
        for change in shown:
            old, new = (int(change.before is not None), int(change.after is not None))
            head = f"@@ -{change.index + old},{old} +{change.new_index + new},{new} @@ {self._place(change)}"
            yield self._paint(head, _CYAN)
            gone, come = change.before.text if change.before else "", change.after.text if change.after else ""
            if change.fate == "same":
                yield f" {one_line(gone)}"
            elif gone:
                yield self._paint(f"-{one_line(gone)}", _RED)
            if come and change.fate != "same":
                yield self._paint(f"+{one_line(come)}", _GREEN)
            yield from (f"# {one_line(note)}" for note in _notes(change))

    # ── JSON ─────────────────────────────────────────────────────────────────────────────────────

    def json(self, changes: Sequence[Change]) -> Iterator[str]:
        """One object for each difference, a line each."""
        for change in changes:
            if change.differs:
                yield json.dumps(self._record(change), ensure_ascii=False)

    def _record(self, change: Change) -> dict[str, object]:
        before, after = change.before, change.after
        span, rank = change.place, change.rank
        return {
            "change": "format" if change.fate == "same" else change.fate,
            "what": described(after or (before.word if before else WordParagraph(()))),
            "path": span.path if span else None,
            "line": span.line if span else None,
            "before": before.text if before else None,
            "after": after.text if after else None,
            "moved": change.moved,
            "words": [
                {
                    "before": before.text[one.start : one.end],
                    "after": after.text[one.new_start : one.new_end],
                    "authors": authors(after, one),
                }
                for one in _joined(change.words, before.text)
            ]
            if before and after
            else [],
            "formats": [format_note(one, after) for one in change.formats] if after else [],
            "was": rank[0] if rank else None,
            "comments": [asdict(one) for one in after.comments] if after else [],
            "tracked": [*_tracked(after)] if after else [],
        }

    # ── Places ───────────────────────────────────────────────────────────────────────────────────

    def _place(self, change: Change) -> str:
        return f"{change.place.path}:{change.place.line}" if change.place else self._source

    def _paint(self, text: str, color: str) -> str:
        return f"{color}{text}{_RESET}" if self._color else text


def authors(after: WordParagraph, change: WordChange) -> list[str]:
    """Who made a change, as far as changes were tracked."""
    found: dict[str, None] = {}
    position = 0
    for run in after.runs:
        end = position + len(run.text)
        if run.author and position < change.new_end and change.new_start < end:
            found[run.author] = None
        position = end
    for one in after.deletions:
        if one.author and change.new_start <= one.offset <= change.new_end:
            found[one.author] = None
    return [*found]


def _headline(change: Change) -> str:
    old, new = change.before, change.after
    what = described(new or (old.word if old else WordParagraph(())))
    if change.moved:
        return f"{what} moved away" if change.fate == "deleted" else f"{what} moved here"
    fate = {"changed": "changed", "deleted": "deleted", "inserted": "put in"}.get(change.fate, "")
    if change.fate == "same":
        rank = change.rank
        about = "formatted" if change.formats or rank else "commented on"
        return f"{what} {about}: “{_safe(one_line(shortened(new.text if new else '')))}”"
    return f"{what} {fate}"


def _notes(change: Change) -> Iterator[str]:
    """What is to be told beside the text: looks, tracked changes, comments."""
    after = change.after
    if change.rank:
        yield f"it was a {change.rank[0]}"
    if after is None:
        return
    yield from (format_note(one, after) for one in change.formats)
    for one in _tracked(after):
        yield f"{one['change']} by {_signed(one['author'], one['date'])}: “{one['text']}”"
    for comment in after.comments:
        about = f" on “{shortened(comment.words)}”" if comment.words.strip() else ""
        yield f"comment by {_signed(comment.author, comment.date)}{about}: {comment.text}"


def _signed(author: str, date: str) -> str:
    day = date[:10] if re.match(r"\d{4}-\d\d-\d\d", date) else ""
    return ", ".join(filter(None, (author or "somebody", day)))


def _tracked(after: WordParagraph) -> Iterator[dict[str, str]]:
    """The tracked changes of a paragraph, in their order."""
    found = [(one.offset, 0, "moved away" if one.moved else "deleted", one) for one in after.deletions]
    position = 0
    for run in after.runs:
        if run.author or run.date:
            found.append((position, 1, "inserted", run))  # type: ignore[arg-type]
        position += len(run.text)
    for _, _, change, one in sorted(found, key=lambda entry: entry[:2]):
        yield {"change": change, "author": one.author, "date": one.date, "text": one.text}


def format_note(change: FormatChange, after: WordParagraph) -> str:
    words = shortened(after.text[change.start : change.end])
    return f"“{words}” {', '.join(_differences(change.before, change.after))}"


def _differences(old: Marks, new: Marks) -> Iterator[str]:
    for name, was, is_ in (("bold", old.bold, new.bold), ("italic", old.italic, new.italic),
                           ("struck through", old.strike, new.strike)):  # fmt: skip
        if was != is_:
            yield f"is {name}" if is_ else f"is no longer {name}"
    if old.vertical != new.vertical:
        yield f"is {new.vertical}" if new.vertical else f"is no longer {old.vertical}"
    if old.link != new.link:
        yield (
            f"links to {new.link}" + (f", not {old.link}" if old.link else "")
            if new.link
            else (f"is no longer a link to {old.link}")
        )


def _joined(changes: Sequence[WordChange], before: str) -> list[WordChange]:
    """Changes that only a gap lies between as one: so they are easier to read."""
    found: list[WordChange] = []
    for one in changes:
        last = found[-1] if found else None
        if last and before[last.end : one.start].isspace() and "\n" not in before[last.end : one.start]:
            found[-1] = WordChange(last.start, one.end, last.new_start, one.new_end)
        else:
            found.append(one)
    return found


def shortened(text: str) -> str:
    """A long text without its middle."""
    return text if len(text) <= 2 * _STRETCH else f"{text[:_STRETCH]}…{text[-_STRETCH:]}"


def _safe(text: str) -> str:
    """The text with what terminals obey, or what turns the direction of writing, as escapes."""
    return _CONTROLS.sub(lambda found: found[0].encode("unicode_escape", "backslashreplace").decode(), text)


def one_line(text: str) -> str:
    return _safe(text).replace("\n", "⏎").replace("\t", " ⇥ ")
