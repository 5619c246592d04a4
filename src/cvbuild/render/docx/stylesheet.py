"""The styles part: document defaults, and every style as an element.

Which styles there are is decided in `styles`; what a property is called, in `properties`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from docx.oxml.ns import qn
from lxml import etree
from lxml.etree import QName

from cvbuild.render.docx.properties import (
    EAST_ASIAN,
    Frame,
    character_properties,
    east_asian,
    eighths,
    has_lines,
    hex_color,
    open_type,
    paragraph_properties,
    primary,
    text_run_properties,
)
from cvbuild.render.docx.styles import BUILT_IN, CharacterStyle, ParagraphStyle, Styles, identifier
from cvbuild.render.docx.xml import Element, root, w
from cvbuild.render.marks import printable
from cvbuild.theme.model import Role, TextStyle, Theme
from cvbuild.tree.direction import direction

TABLE_STYLE = "TableGrid"
_IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
"""What names the namespaces that older programs may pass over (ISO 29500-3, 7.2)."""
NOTE_REFERENCE = "FootnoteReference"
_TABLE_LINE = 0.5
_TABLE_LINES = {
    "rows": ("bottom", "insideH"),
    "grid": ("top", "left", "bottom", "right", "insideH", "insideV"),
    "none": (),
}


_NEXT = {
    "Title": "Subtitle",
    "Subtitle": "Contact",
    "Contact": "Normal",
    "Intro": "Normal",
    "Addressee": "Date",
    "Date": "Subject",
    "Subject": "Salutation",
    "Salutation": "Normal",
    "Closing": "Signature",
    "Signature": "Enclosure",
    "Entry": "List Bullet",
    "Term": "Description",
    "Description": "Term",
    "Figure": "caption",
    "caption": "Normal",
    "Quote": "Normal",
}
"""The style of the paragraph that Word begins when Enter is pressed; elsewhere the same one again."""
_TECHNICAL = ("Rule", "Table Gap", "Fold Mark", "header", "footer", "footnote text", "List Continue")
_UNLISTED = 99
_TOGETHER = (
    ("w:before",),
    ("w:after",),
    ("w:line", "w:lineRule"),
    ("w:left",),
    ("w:right",),
    ("w:firstLine", "w:hanging"),
)
"""The attributes of spaces and indents that mean something only together."""


def stylesheet(styles: Styles, theme: Theme, lang: str, markers: Mapping[str, int]) -> Element:
    """The root of the styles part; `markers` has the numbering instances of the list styles, by their identifiers."""
    return _Sheet(theme, printable(lang) or "en-US", markers).xml(styles)


class _Sheet:
    def __init__(self, theme: Theme, lang: str, markers: Mapping[str, int]) -> None:
        self._theme, self._lang, self._markers = theme, lang, markers
        self._styles: dict[str, ParagraphStyle] = {}
        self._right_to_left = direction(lang) == "rtl"
        self._has_figures = any({text.figures, text.figure_width} != {"normal"} for text in theme.text.values())

    def xml(self, styles: Styles) -> Element:
        made = root("w:styles", "w", *(["w14"] if self._has_figures else []))
        if self._has_figures:
            made.set(_IGNORABLE, "w14")
        made.append(self._defaults())
        # Without it Word shows all its hundreds of styles as if they were in use.
        latent = {"defUIPriority": 99, "defSemiHidden": 1, "defUnhideWhenUsed": 1, "defQFormat": 0, "count": 376}
        made.append(w("latentStyles", *_shown_by_word(), defLockedState=0, **latent))
        self._styles = {style.identifier: style for style in styles.paragraphs}
        made.extend(self._paragraph(style, number) for number, style in enumerate(styles.paragraphs))
        made.append(_unseen("character", "DefaultParagraphFont", "Default Paragraph Font"))
        made.extend(self._character(style) for style in styles.characters)
        made.append(_note_reference())
        made.extend(self._tables())
        made.append(_unseen("numbering", "NoList", "No List"))
        return made

    def _defaults(self) -> Element:
        body, line = self._theme.text[Role.BODY], self._theme.colors.line
        run = [*text_run_properties(self._theme, body, self._lang, Frame())]
        run += [w("lang", **self._languages()), *self._open_type(body)]
        paragraph = paragraph_properties(body, Frame(), line, right_to_left=self._right_to_left)
        return w("docDefaults", w("rPrDefault", w("rPr", *run)), w("pPrDefault", w("pPr", *paragraph)))

    def _languages(self) -> dict[str, str]:
        """The languages of Latin, of East Asian and of right-to-left text.

        Latin words in an East Asian document count as English, as Word has it: else they would be broken anywhere.
        """
        own = east_asian(self._lang)
        far_east = self._lang if self._lang.lower().startswith(f"{own}-") else EAST_ASIAN[own]
        latin = "en-US" if primary(self._lang) in EAST_ASIAN else self._lang
        return {"val": latin, "eastAsia": far_east, "bidi": self._lang if self._right_to_left else "ar-SA"}

    def _paragraph(self, style: ParagraphStyle, priority: int) -> Element:
        """Only what differs from the style that it builds on, so that a change of that one changes this one too."""
        kind = {"default": 1} if style.name == "Normal" else {}
        custom = {} if style.name in BUILT_IN else {"customStyle": 1}
        made = w("style", w("name", val=style.name), type="paragraph", styleId=style.identifier, **kind, **custom)
        if style.name != "Normal":
            made.append(w("basedOn", val=style.based_on))
        if style.name in _NEXT or style.frame.outline:
            made.append(w("next", val=identifier(_NEXT.get(style.name, "Normal"))))
        made.append(w("uiPriority", val=_UNLISTED if _is_hidden(style) else priority))
        made.extend([w("semiHidden"), w("unhideWhenUsed")] if style.is_variant else [])
        made.extend([] if _is_hidden(style) else [w("qFormat")])
        # What Normal builds on are the document's defaults, which are the body's.
        base = self._styles[style.based_on] if style.name != "Normal" else style
        for name, own, inherited in zip(("pPr", "rPr"), self._all(style, base), self._all(base, base), strict=True):
            if differing := [*_differing(own, inherited)]:
                made.append(w(name, *differing))
        return made

    def _all(self, style: ParagraphStyle, base: ParagraphStyle) -> tuple[Iterator[Element], Iterator[Element]]:
        """The complete paragraph and run properties of a style that builds on that one."""
        line, right_to_left = self._theme.colors.line, self._right_to_left
        sheds = has_lines(base.text, base.frame) and not has_lines(style.text, style.frame)
        numbering = self._markers.get(style.identifier, 0)
        return (
            paragraph_properties(
                style.text, style.frame, line, right_to_left=right_to_left, sheds_lines=sheds, numbering=numbering
            ),
            chain(text_run_properties(self._theme, style.text, self._lang, style.frame), self._open_type(style.text)),
        )

    def _open_type(self, text: TextStyle) -> Iterator[Element]:
        return open_type(text) if self._has_figures else iter(())

    def _character(self, style: CharacterStyle) -> Element:
        custom = {} if style.name in BUILT_IN else {"customStyle": 1}
        properties = character_properties(self._theme, style.look, style.size, self._lang, proofed=style.proofed)
        return w(
            "style",
            w("name", val=style.name),
            w("basedOn", val="DefaultParagraphFont"),
            w("qFormat"),
            w("rPr", *properties),
            type="character",
            styleId=identifier(style.name),
            **custom,
        )

    def _tables(self) -> Iterator[Element]:
        """Word's plain table, and ours: with the thin lines that the theme wants."""
        margins = [w(side, w=0, type="dxa") for side in ("top", "left", "bottom", "right")]
        plain = w("tblPr", w("tblInd", w=0, type="dxa"), w("tblCellMar", *margins))
        yield _unseen("table", "TableNormal", "Normal Table", plain)
        color = hex_color(self._theme.colors.line)
        lines = [
            w(side, val="single", sz=eighths(_TABLE_LINE), space=0, color=color)
            for side in _TABLE_LINES[self._theme.tables]
        ]
        yield w(
            "style",
            w("name", val="Table Grid"),
            w("basedOn", val="TableNormal"),
            w("tblPr", *([w("tblBorders", *lines)] if lines else [])),
            type="table",
            styleId=TABLE_STYLE,
        )


def _is_hidden(style: ParagraphStyle) -> bool:
    """Whether it has no place among the styles that Word offers: variants, and what nobody writes by hand."""
    return style.is_variant or style.name.startswith(_TECHNICAL)


def _differing(own: Iterable[Element], inherited: Iterable[Element]) -> Iterator[Element]:
    """The properties that are otherwise; of those whose attributes Word inherits one by one, only such attributes."""
    known = {one.tag: one for one in inherited}
    for one in own:
        base = known.get(one.tag)
        if base is not None and etree.tostring(base) == etree.tostring(one):
            continue
        if base is not None and QName(one).localname in {"spacing", "ind"}:
            _leave_out_same(one, base)
        yield one


def _leave_out_same(own: Element, inherited: Element) -> None:
    for names in (tuple(map(qn, group)) for group in _TOGETHER):
        if [own.get(name) for name in names] == [inherited.get(name) for name in names]:
            for name in set(names).intersection(own.keys()):
                del own.attrib[name]


def _shown_by_word() -> Iterator[Element]:
    """Built-in styles of Word that we do not define and that those who edit look for."""
    for name in ("Strong", "Emphasis", "No Spacing", "List Paragraph", "Intense Quote"):
        yield w("lsdException", name=name, semiHidden=0, unhideWhenUsed=0, qFormat=1)


def _unseen(kind: str, style_id: str, name: str, *properties: Element) -> Element:
    """A default style that Word wants to be there and does not show."""
    head = [w("name", val=name), w("uiPriority", val=99), w("semiHidden"), w("unhideWhenUsed")]
    return w("style", *head, *properties, type=kind, default=1, styleId=style_id)


def _note_reference() -> Element:
    return w(
        "style",
        w("name", val="footnote reference"),
        w("basedOn", val="DefaultParagraphFont"),
        w("rPr", w("vertAlign", val="superscript")),
        type="character",
        styleId=NOTE_REFERENCE,
    )
