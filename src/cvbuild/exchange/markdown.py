"""Nodes to Markdown that means them: each paragraph is read again, and escaped further until it comes out the same.

Which blocks make a résumé, and how its entries are written, is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby

from cvbuild.exchange.inline_markdown import image_markdown, inline_forms, merged_inlines
from cvbuild.exchange.reading import read_blocks, read_prose
from cvbuild.tree.nodes import (
    Block,
    Blocks,
    BulletList,
    Code,
    CodeBlock,
    DefinitionList,
    Figure,
    Heading,
    Inlines,
    Item,
    LineBreak,
    OrderedList,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Rule,
    Table,
    Text,
)
from cvbuild.tree.walk import plain_text, walk

_BLOCK_START = re.compile(r"(\s*)(\d{1,9}(?=[.)](?:\s|$)))?([#>+\-*:|=~`_\[<.)])")
_BOX = re.compile(r"\A\[[ xX]\](?=\s)")
_ALIGN = {None: "---", "left": ":---", "center": ":---:", "right": "---:"}


def string(blocks: Blocks, *, tight: bool = False) -> str:
    """The blocks as `read_prose` reads them again."""
    match blocks:
        case (Paragraph() as paragraph,) if not _breaks(paragraph):
            return _first(inline_forms(paragraph.children), lambda text: read_prose(text) == _merged(blocks))
        case _:
            return markdown(blocks, tight=tight)


def markdown(blocks: Blocks, *, tight: bool = False) -> str:
    """The blocks as a source holds them, without a line end behind the last."""
    texts: list[str] = []
    for _, run in groupby(blocks, key=type):
        texts += [_block(block, index % 2 == 1) for index, block in enumerate(run)]
    return ("\n" if tight else "\n\n").join(text for text in texts if text)


def _first(forms: Iterator[str], means: Callable[[str], bool]) -> str:
    """The first form that means what it should; the last where none does."""
    form = ""
    for form in forms:
        if means(form):
            break
    return form


def _block(block: Block, other: bool) -> str:
    """One block; `other` lists have another marker, since a list behind a list would continue it."""
    match block:
        case Paragraph():
            return _paragraph(block)
        case Heading(level=level, children=children):
            return f"{'#' * level} {heading_text(children)}"
        case BulletList():
            return _list(block, lambda _: "* " if other else "- ")
        case OrderedList(start=start):
            return _list(block, lambda index: f"{start + index}{')' if other else '.'} ")
        case Quote(children=children):
            return _indented(markdown(children), "> ", "> ")
        case CodeBlock(text=text, language=language):
            fence = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
            return f"{fence}{language}\n{text}\n{fence}" if text else f"{fence}{language}\n{fence}"
        case Rule():
            return "***"
        case Table():
            return _table(block)
        case DefinitionList():
            return _definitions(block)
        case Figure(image=image, caption=caption):
            return image_markdown(replace(image, title=plain_text(caption)) if caption else image)
        case PageBreak():
            return "<!-- pagebreak -->"
        case _:
            return _shaped(block)


def _shaped(block: Block) -> str:
    """A block that a shape made, where it stands inside another: what it says, one paragraph a part."""
    runs = [node.text for node in walk(block) if isinstance(node, Text | Code)]
    return _paragraph(Paragraph((Text(" ".join(runs)),)))


def _paragraph(paragraph: Paragraph) -> str:
    wanted = _merged((paragraph,))

    def means(text: str) -> bool:
        # Behind another paragraph, a colon would make a definition.
        return not text.startswith((":", "~")) and read_blocks(text) == wanted

    forms = (guarded for form in inline_forms(paragraph.children) for guarded in (form, _guarded(form)))
    return _first(forms, means)


def _guarded(text: str) -> str:
    """The lines with a backslash before what would begin a block."""
    return "\n".join(_BLOCK_START.sub(r"\1\2\\\3", line, count=1) if _BLOCK_START.match(line) else line
                     for line in text.split("\n"))  # fmt: skip


def heading_text(inlines: Inlines) -> str:
    """The run as the text of a heading: on one line, and not ending in what a heading loses."""

    def means(text: str) -> bool:
        (block,) = read_blocks(f"# {text}") or (None,)
        return isinstance(block, Heading) and merged_inlines(block.children) == merged_inlines(inlines)

    def forms() -> Iterator[str]:
        for form in inline_forms(inlines, broken="<br>"):
            yield form
            yield re.sub(r"([#}])\s*$", r"\\\1", form)

    return _first(forms(), means)


def _list(block: BulletList | OrderedList, marker: Callable[[int], str]) -> str:
    items = [
        _indented(_item(item, block.tight), first := marker(index), " " * len(first))
        for index, item in enumerate(block.items)
    ]
    return ("\n" if block.tight else "\n\n").join(items)


def _item(item: Item, tight: bool) -> str:
    text = markdown(item.children, tight=tight)
    if item.checked is None:
        return _BOX.sub(r"\\\g<0>", text)
    return f"{task_box(item)}{text}"


def task_box(item: Item) -> str:
    """What says that an item is a task, and whether it is done."""
    return "" if item.checked is None else "[x] " if item.checked else "[ ] "


def _indented(text: str, first: str, rest: str) -> str:
    head, *lines = text.split("\n")
    return "\n".join([f"{first}{head}".rstrip(), *(f"{rest}{line}".rstrip() for line in lines)])


def _table(table: Table) -> str:
    rule = "| " + " | ".join(_ALIGN[align] for align in table.columns) + " |"
    return "\n".join([_row(table.head), rule, *map(_row, table.rows)])


def _row(row: Row) -> str:
    return "| " + " | ".join(_cell(cell.children) for cell in row.cells) + " |"


def _cell(inlines: Inlines) -> str:
    def means(text: str) -> bool:
        read = read_blocks(f"| {text} |\n| --- |")
        return bool(read) and isinstance(read[0], Table) and read[0].head.cells[0].children == merged_inlines(inlines)

    return _first((re.sub(r"(?<!\\)\|", r"\|", form) for form in inline_forms(inlines, broken="<br>")), means)


def _definitions(block: DefinitionList) -> str:
    return "\n\n".join(
        "\n".join(
            [
                _term(one.term),
                *(_indented(markdown(description), ": ", "  ") for description in one.descriptions),
            ]
        )
        for one in block.items
    )


def _term(inlines: Inlines) -> str:
    def means(text: str) -> bool:
        (block, *_) = read_blocks(f"{text}\n: x") or (None,)
        fits = isinstance(block, DefinitionList) and block.items[0].term == merged_inlines(inlines)
        return fits and not text.startswith((":", "~"))

    forms = inline_forms(inlines, broken="<br>")
    return _first((guarded for form in forms for guarded in (form, _guarded(form))), means)


# ── Comparing ────────────────────────────────────────────────────────────────────────────────────


def _breaks(paragraph: Paragraph) -> bool:
    return any(isinstance(node, LineBreak) for node in walk(paragraph))


def _merged(blocks: Blocks) -> Blocks:
    return tuple(
        Paragraph(merged_inlines(block.children)) if isinstance(block, Paragraph) else block for block in blocks
    )
