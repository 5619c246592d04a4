"""A web page as it is inspected: its contents, tables that arrange it, and text that its own styles hide.

Styles beyond those of the elements themselves are not computed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree
from lxml.etree import _Element as Element

from cvbuild.diagnostics import Code, Report
from cvbuild.inspect.inspection import Contents
from cvbuild.inspect.text_findings import examples
from cvbuild.source import Span
from cvbuild.verify.differences import short
from cvbuild.verify.found import Line, one_line
from cvbuild.verify.html_file import parsed, read_html

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])"
    r"|(?:left|top|text-indent)\s*:\s*-\d{3}|(?<!-)color\s*:\s*(?:#fff(?:fff)?|white|transparent)\b",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(r"background", re.IGNORECASE)
_UNSEEN = {"script", "style", "template", "noscript"}
_BLOCKS = {"p", "li", "div", "table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "section"}
_FEWEST_BLOCKS = 3
_MICROFORMAT = frozenset({"p-name", "p-organization", "p-location", "p-job-title", "dt-start"})


def read(data: bytes, name: str, report: Report) -> Contents:
    """All that is read, with findings in the report. Raises Unreadable."""
    found = read_html(data)
    root = parsed(data)
    place = Span(name, 1)
    for table in root.iter("table"):
        if any(_arranges(cell) for cell in table.iter("td", "th")):
            message = f"a table arranges the page: it begins with “{short(_text(table))}”"
            report.add(Code.LAYOUT_TABLE, message, place, "use headings and paragraphs one below the other")
    hidden = [text for one in root.iter() if _is_hidden(one) and (text := _text(one))]
    if hidden:
        report.add(Code.HIDDEN_TEXT, f"there is text that nobody sees: {examples(hidden)}", place, "take it out")
    headings = tuple((one.level, one.text) for one in found.headings)
    lines = tuple(_with_marks(found.lines, root))
    return Contents("html", lines, found.links, found.pictures, headings, found.properties)


def _with_marks(lines: tuple[Line, ...], root: Element) -> Iterator[Line]:
    """The lines; what microformats name in a heading (h-resume) is set apart by tabs."""
    headings = (_with_tabs(one) for one in root.iter("h1", "h2", "h3", "h4", "h5", "h6"))
    tabbed = {"".join(text.split()): text for text in headings if "\t" in text}
    for line in lines:
        text = tabbed.get("".join(line.text.split())) if line.kind == "heading" else ""
        yield replace(line, text=text) if text else line


def _with_tabs(heading: Element) -> str:
    """Its words, with a tab before each part that is named."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(heading, events=("start", "end")):
        if event == "start":
            is_named = bool(_MICROFORMAT & set(str(element.get("class", "")).split()))
            pieces += ["\t" if is_named and pieces else "", element.text or ""]
        elif element is not heading:
            pieces.append(element.tail or "")
    parts = ("".join(pieces)).split("\t")
    return "\t".join(text for part in parts if (text := one_line(part)))


def _arranges(cell: Element) -> bool:
    """Whether a cell holds what stands in a page rather than in a table."""
    inner = [str(one.tag) for one in cell.iterdescendants()]
    blocks = sum(name in _BLOCKS for name in inner)
    return "table" in inner or blocks >= _FEWEST_BLOCKS


def _is_hidden(element: Element) -> bool:
    found = None if element.tag in _UNSEEN else _HIDING.search(str(element.get("style", "")))
    return found is not None and not ("color" in found[0].lower() and _under_background(element))


def _under_background(element: Element) -> bool:
    """Whether it, or what it stands in, has a background of its own, on which white may be seen."""
    holders = (element, *element.iterancestors())
    return any("bgcolor" in one.attrib or _BACKGROUND.search(str(one.get("style", ""))) for one in holders)


def _text(element: Element) -> str:
    return one_line(" ".join(str(part) for part in element.itertext()))
