"""What each paragraph of a Word file looks like by its styles, its numbering and the tables around it.

What the measures should be is said by the tests; engines with boxes are measured in `boxes`.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

from lxml import etree

from tests.boxes import Shown, key

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALIGN = {"left": "start", "right": "end", "both": "justify", "center": "center"}
Attributes = dict[str, str]


class WordBoxes:
    """The paragraphs of a Word file with their styles resolved (ISO 29500-1, 17.7.2)."""

    def __init__(self, docx: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(docx)) as parts:
            self._parts: dict[str, Any] = {
                name: etree.fromstring(parts.read(name)) for name in parts.namelist() if name.endswith("xml")
            }
        sheet = self._parts["word/styles.xml"]
        self._styles: dict[str, Any] = {style.get(f"{_W}styleId"): style for style in sheet.iter(f"{_W}style")}
        self._defaults = next(sheet.iter(f"{_W}docDefaults"))
        self.found: dict[str, Shown] = {}
        for name in sorted(self._parts):
            if name.startswith("word/") and "styles" not in name:
                self._below = 0.0
                self._walk(next(self._parts[name].iter(f"{_W}body"), self._parts[name]))

    def _walk(self, parent: Any) -> None:
        for child in parent:
            if child.tag == f"{_W}p":
                self._paragraph(child, 0.0, 0.0)
            elif child.tag == f"{_W}tbl":
                self._table(child)
            elif child.tag == f"{_W}footnote" and child.get(f"{_W}type") is None:
                self._walk(child)

    def _table(self, table: Any) -> None:
        indent = _number(table.find(f"{_W}tblPr/{_W}tblInd"), "w") / 20
        cells = table.find(f"{_W}tblPr/{_W}tblCellMar")
        for row in table.iter(f"{_W}tr"):
            before, below = self._below, 0.0
            for cell in row.iter(f"{_W}tc"):
                margin = {side: self._margin(cell, cells, side) for side in ("top", "left", "bottom")}
                self._below = before
                for paragraph in cell.iter(f"{_W}p"):
                    self._paragraph(paragraph, margin["top"], indent + margin["left"])
                below = max(below, self._below + margin["bottom"])
            self._below = below

    @staticmethod
    def _margin(cell: Any, cells: Any, side: str) -> float:
        own = cell.find(f"{_W}tcPr/{_W}tcMar/{_W}{side}")
        return _number(cells.find(f"{_W}{side}") if own is None else own, "w") / 20

    def _paragraph(self, paragraph: Any, more_above: float, more_left: float) -> None:
        properties = self._resolved(paragraph)
        above, self._below = self._below + more_above + _number(properties["spacing"], "before") / 20, 0.0
        above += _edge(properties, "top")
        text = "".join(node.text or " " for node in paragraph.iter(f"{_W}t", f"{_W}br", f"{_W}tab"))
        look = self._look(properties)
        bottom = properties.get("pBdr/bottom", {})
        if not text.strip() and "pBdr/bottom" in properties and look.leading <= 1:
            # A rule is the lower border of a line that shows nothing.
            above += look.leading + float(bottom.get("space", 0))
            self.found.setdefault(
                "rule", replace(look, above=above, leading=int(bottom["sz"]) / 8, color=_word_color(bottom))
            )
            return
        if look.leading > 1 or text.strip():
            self._below = _edge(properties, "bottom")
        else:
            self._below = above + look.leading
        if text.strip():
            self.found.setdefault(key(text), replace(look, left=look.left + more_left, above=above))

    def _resolved(self, paragraph: Any) -> dict[str, Attributes]:
        """The paragraph's properties by name: those of the defaults, of its styles, of its numbering, its own."""
        made: dict[str, Attributes] = {}
        _merge(made, self._defaults.find(f"{_W}pPrDefault/{_W}pPr"))
        _merge(made, self._defaults.find(f"{_W}rPrDefault/{_W}rPr"))
        own = paragraph.find(f"{_W}pPr")
        for style in self._chain(own.find(f"{_W}pStyle").get(f"{_W}val")):
            _merge(made, style.find(f"{_W}pPr"))
            _merge(made, style.find(f"{_W}rPr"))
        numbered = own.find(f"{_W}numPr")
        if numbered is not None:
            _merge(made, self._level(*(numbered.find(f"{_W}{name}").get(f"{_W}val") for name in ("numId", "ilvl"))))
        _merge(made, own)
        return made

    def _chain(self, identifier: str) -> list[Any]:
        style = self._styles[identifier]
        base = style.find(f"{_W}basedOn")
        return [*(self._chain(base.get(f"{_W}val")) if base is not None else ()), style]

    def _level(self, number: str, level: str) -> Any:
        numbering = self._parts["word/numbering.xml"]
        instance = next(one for one in numbering.iter(f"{_W}num") if one.get(f"{_W}numId") == number)
        name = instance.find(f"{_W}abstractNumId").get(f"{_W}val")
        listed = next(one for one in numbering.iter(f"{_W}abstractNum") if one.get(f"{_W}abstractNumId") == name)
        return next(one for one in listed.iter(f"{_W}lvl") if one.get(f"{_W}ilvl") == level).find(f"{_W}pPr")

    def _look(self, properties: dict[str, Attributes]) -> Shown:
        on = {name for name in ("b", "i", "caps", "smallCaps") if properties.get(name, {}).get("val", "1") != "0"}
        on &= set(properties)
        spacing = properties["spacing"]
        return Shown(
            family=properties["rFonts"]["ascii"],
            size=int(properties["sz"]["val"]) / 2,
            weight=700 if "b" in on else 400,
            italic="i" in on,
            caps="small" if "smallCaps" in on else "all" if "caps" in on else "none",
            pitch=int(properties["r:spacing"]["val"]) / 20,
            color=_word_color(properties["color"]),
            fill=_word_color(properties["shd"], "fill") if "shd" in properties else "",
            align=_ALIGN[properties["jc"]["val"]],
            left=int(properties["ind"]["left"]) / 20,
            above=0.0,
            leading=int(spacing["line"]) / 20,
        )


def _merge(made: dict[str, Attributes], properties: Any) -> None:
    """Lay properties over those that there are; borders and the two that are called `spacing` by longer names."""
    run = properties is not None and properties.tag == f"{_W}rPr"
    for one in properties if properties is not None else ():
        name = etree.QName(one).localname
        attributes = {etree.QName(attribute).localname: value for attribute, value in one.attrib.items()}
        name = "r:spacing" if run and name == "spacing" else name
        made[name] = made.get(name, {}) | attributes
        for side in one:
            values = {etree.QName(attribute).localname: value for attribute, value in side.attrib.items()}
            made[f"{name}/{etree.QName(side).localname}"] = values


def _edge(properties: dict[str, Attributes], side: str) -> float:
    """The border at that side with the space before it."""
    border = properties.get(f"pBdr/{side}")
    return int(border["sz"]) / 8 + float(border["space"]) if border else 0.0


def _number(attributes: Any, name: str) -> float:
    if attributes is None:
        return 0.0
    found = attributes.get(name) if isinstance(attributes, dict) else attributes.get(f"{_W}{name}")
    return float(found or 0)


def _word_color(attributes: Attributes, name: str = "color") -> str:
    found = attributes.get("val" if name == "color" and "sz" not in attributes else name, "auto")
    return "" if found == "auto" else f"#{found.lower()}"


def word_paragraphs(docx: bytes) -> dict[str, Shown]:
    """The paragraphs of a Word file; rules are `rule`."""
    return WordBoxes(docx).found
