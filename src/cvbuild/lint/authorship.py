"""Lines that tell which program wrote or committed the text: trailers of version control and what chatbots leave.

Their removal takes whole lines, with the blank lines and the rule that only set them off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cvbuild.diagnostics import Code, Replacement, Report
from cvbuild.lint.prose import Passage
from cvbuild.lint.rule import Checked
from cvbuild.source import Source
from cvbuild.tree.nodes import Cell, Heading

_TRAILER = re.compile(
    r"\W*(?:co-?authored|co-developed|signed-off|generated|assisted|reviewed|acked|suggested)-by:[*_\s]*[^\W_]",
    re.IGNORECASE,
)
_GENERATED = re.compile(r"\W*(?:🤖\W*)?(?:generated|written|created|drafted)\s+(?:with|by|using)\b", re.IGNORECASE)
_ROBOT = re.compile(r"\W*🤖")
_PROGRAM = re.compile(
    r"\b(?:AI|LLM|GPT(?:-?\d\S*)?|ChatGPT|Claude(?: Code)?|Copilot|Gemini|OpenAI|Anthropic|language model)\b"
)
_MACHINE = re.compile(
    r"\bas an? (?:AI|artificial intelligence)(?: language)? (?:model|assistant)\b|\bas a large language model\b"
    r"|\bals KI-(?:Sprachmodell|Assistent)\b|\ben tant que modèle de langage\b|\bcomo modelo de lenguaje\b",
    re.IGNORECASE,
)
_RULE = re.compile(r"(?:\A|\n)[ \t]*\n {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*\Z")
_BREAK = re.compile(r"(?:(?<!\\)(?:\\\\)*\\)?[ \t]*\Z")
"""What makes a line break at the end of a line."""


def check(checked: Checked, report: Report) -> None:
    """Report each such line, and each place where a program speaks of itself."""
    for number, passage in enumerate(checked.passages, 1):
        is_last = number == len(checked.passages)
        for start, end in _trailers(passage, checked.source, is_last=is_last):
            line = re.sub(r"\s+", " ", checked.source.text[start:end].lstrip("*_ `>-").rstrip("*_ `"))
            shown = line if len(line) <= 60 else f"{line[:59]}…"
            fix = () if isinstance(passage.node, Cell | Heading) else _removal(checked.source, start, end)
            span = checked.source.span(start, end)
            report.add(Code.AUTHORSHIP_TRAILER, f"“{shown}” tells who wrote the file", span, "take the line out", fix)
    for passage in checked.texts:
        for found in _MACHINE.finditer(passage.text):
            message = f"“{found[0]}”: a program speaks of itself"
            report.add(Code.AUTHORSHIP_TRAILER, message, passage.span(*found.span()), "write the sentence yourself")


def _trailers(passage: Passage, source: Source, *, is_last: bool) -> Iterator[tuple[int, int]]:
    """Where trailers begin and end, those on lines behind each other as one, without white space around them."""
    known = [offset for offset in passage.offsets if offset is not None]
    if not known:
        return
    found: list[tuple[int, int]] = []
    position = source.text.rfind("\n", 0, min(known)) + 1
    while position <= max(known):
        end = source.text.find("\n", position)
        end = len(source.text) if end < 0 else end
        line = source.text[position:end]
        if _is_trailer(line, is_last=is_last):
            start, line_end = position + len(line) - len(line.lstrip()), position + len(line.rstrip())
            if found and not source.text[found[-1][1] : start].strip():
                start = found.pop()[0]
            found.append((start, line_end))
        position = end + 1
    yield from found


def _is_trailer(line: str, *, is_last: bool) -> bool:
    if _TRAILER.match(line):
        return True
    generated = _GENERATED.match(line)
    return bool(generated and (_ROBOT.match(line) or (is_last and _PROGRAM.search(line, generated.end()))))


def _removal(source: Source, start: int, end: int) -> tuple[Replacement, ...]:
    """The lines of `text[start:end]` taken out, and what set them off from the rest."""
    text = source.text
    line_start = text.rfind("\n", 0, start) + 1
    before, after = text[:line_start], text[end:]
    continues = bool(before.removesuffix("\n").rpartition("\n")[2].strip())
    if not after.strip() or (continues and not after.partition("\n")[2].partition("\n")[0].strip()):
        kept = before.rstrip()
        if not after.strip() and not continues and (rule := _RULE.search(kept)):
            kept = kept[: rule.start()].rstrip()
        if continues and (found := _BREAK.search(kept)):
            kept = kept[: found.start()]
        return (Replacement(source.span(len(kept), end), ""),) if kept else ()
    line_end = end + len(after) - len(after.lstrip())
    line_end = text.rfind("\n", 0, line_end) + 1 if not continues else text.find("\n", end) + 1
    return (Replacement(source.span(line_start, line_end), ""),)
