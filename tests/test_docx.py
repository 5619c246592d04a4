"""The Word document, by its parts and by what independent programs read in it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from functools import cache
from typing import get_args

import pytest
from fontTools.ttLib import TTFont
from lxml import etree
from PIL import Image as Pillow

from cvbuild.diagnostics import Code as DiagnosticCode
from cvbuild.diagnostics import Report
from cvbuild.fonts import faces_of, nearest_face, packaged_faces
from cvbuild.pictures import Picture, Pictures, identify
from cvbuild.render.columns import column_widths, ems
from cvbuild.render.docx import render
from cvbuild.render.docx.links import Bookmarks, address
from cvbuild.render.docx.styles import Styles, Variant, identifier
from cvbuild.source import Span
from cvbuild.theme import Role, RunRole, Theme
from cvbuild.tree.metadata import Metadata, Person
from cvbuild.tree.nodes import (
    Addressee,
    Block,
    Blocks,
    BulletList,
    Cell,
    Closing,
    Code,
    CodeBlock,
    DateLine,
    Definition,
    DefinitionList,
    Document,
    Emphasis,
    Enclosures,
    Entry,
    Figure,
    Footnote,
    FootnoteReference,
    Heading,
    Image,
    Inline,
    Inlines,
    Item,
    Letterhead,
    LineBreak,
    Link,
    OrderedList,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Rule,
    Salutation,
    Section,
    Signature,
    Strike,
    Strong,
    Subject,
    Subscript,
    Superscript,
    Table,
    Text,
)
from cvbuild.tree.walk import walk
from tests import judges
from tests.documents import EVERYTHING, LETTER, classic, pixels, shaped

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
}
LONG = "Words that go on until the line is full and then for some more, so that it has to be broken. " * 2


# ── Trees and packages ───────────────────────────────────────────────────────────────────────────


def inlines(*parts: str | Inline) -> Inlines:
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def p(*parts: str | Inline) -> Paragraph:
    return Paragraph(inlines(*parts))


def item(*blocks: str | Block, checked: bool | None = None) -> Item:
    return Item(tuple(p(block) if isinstance(block, str) else block for block in blocks), checked)


def ul(*items: str | Item, tight: bool = True) -> BulletList:
    return BulletList(tuple(item(entry) if isinstance(entry, str) else entry for entry in items), tight)


def ol(*items: str | Item, start: int = 1, tight: bool = True) -> OrderedList:
    return OrderedList(tuple(item(entry) if isinstance(entry, str) else entry for entry in items), tight, start)


def link(words: str, target: str) -> Link:
    return Link(inlines(words), target)


def row(*cells: str | Inlines) -> Row:
    return Row(tuple(Cell(inlines(cell) if isinstance(cell, str) else cell) for cell in cells))


def picture(form: str, width: int = 40, height: int = 20) -> Picture:
    stream = io.BytesIO()
    Pillow.new("RGB", (width, height), (200, 80, 80)).save(stream, form)
    return identify(stream.getvalue())


PICTURES: Pictures = {
    "a.png": picture("PNG"),
    "a.jpg": picture("JPEG"),
    "a.gif": picture("GIF"),
    "a.webp": picture("WEBP"),
    "wide.png": picture("PNG", 3000, 300),
    "tall.png": picture("PNG", 100, 6000),
    "a.svg": identify(b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'),
}
METADATA = Metadata(
    title="Résumé of Jane Doe",
    kind="resume",
    lang="en",
    author=Person(name="Jane Doe"),
    subject="An application",
    description="What Jane did",
    keywords=("alpha", "beta"),
)
EVERY_NODE = Document(
    METADATA,
    (
        Letterhead("Jane Doe 홍길동", "Engineer", ((link("jane@doe.example", "mailto:jane@x.y"),), inlines("London"))),
        Addressee((inlines("Ms. Reader"), inlines("Acme"), inlines("1 Square"))),
        DateLine(inlines("1 March 2026")),
        Subject(inlines("What it is about")),
        Section(
            Heading(2, inlines("Experience"), "experience"),
            (
                Entry(
                    3, "acme", inlines("Senior engineer"), (link("Acme", "https://acme.example"),),
                    inlines("Seoul 서울"), inlines("2019 – 2024"), (ul("Built it", "Shipped it " + LONG),),
                ),
                Entry(4, "beta", inlines("Founder"), (), (), (), (p("Alone"),)),
            ),
        ),
        *(Heading(level, inlines(f"Level {level}"), f"level-{level}") for level in range(1, 7)),
        p(
            "Plain ", Strong(inlines("strong ", Emphasis(inlines("both")))), Emphasis(inlines("slanted")),
            Strike(inlines("struck")), "H", Subscript(inlines("two")), "x", Superscript(inlines("three")),
            Code("code_span()"), LineBreak(), "after break ",
            Link(inlines("leads ", Code("away")), "https://example.org/a?b=c&d", "A tip"),
            link("leads inside", "#acme"),
            "noted", FootnoteReference(1), "again", FootnoteReference(1, first=False), "more", FootnoteReference(2),
        ),
        ul("tight one", item("tight two", ol("zero", "one", item("two", ul("deepest"), p("after deepest")), start=0))),
        ol(item("loose", "its second paragraph"), item("with code", CodeBlock("in = item")), tight=False, start=98),
        ul(item("done", checked=True), item("to do", checked=False)),
        Quote((p("quoted"), Quote((p("inner quoted"), ul("quoted bullet"), CodeBlock("quoted code"))))),
        CodeBlock("def code():\n    return  1\n\n\ttabbed", "python"),
        Rule(),
        Table((None, "center", "right"), row("Head one", "Head two", "Head 3"), (row("cell one", "cell two", "3000"),)),
        Table(("left",), row("Second table"), (row((Code("y"),)),)),
        DefinitionList((Definition(inlines("Term"), ((p("First meaning"), p("more")), (p("Second meaning"),))),), True),
        Figure(Image("a.png", "A red box"), inlines("The caption")),
        Figure(Image("absent.png", "An absent picture")),
        p(Image("a.jpg", "jpeg"), Image("a.gif", "gif"), Image("a.webp", "webp")),
        p(Image("wide.png", "wide", "Wide title"), Image("a.svg", "drawn")),
        Salutation(inlines("Dear reader,")),
        Closing(inlines("Yours faithfully")),
        Signature(inlines("Jane Doe"), Image("a.gif", "signed")),
        Enclosures(inlines("Enclosures"), (inlines("Résumé"), inlines("Certificates"))),
        PageBreak(),
        p("On the next page"),
        Table((None,), row("Last table"), (row("last cell"),)),
    ),
    (
        Footnote(1, (p("First note ", Link(inlines("its link"), "https://note.example")), p("goes on"))),
        Footnote(2, (CodeBlock("noted code"), ul("noted bullet"))),
        Footnote(3, (p("Unreferred note"),)),
    ),
)  # fmt: skip


class Word:
    """A written document: its parts as XML."""

    def __init__(self, data: bytes, report: Report) -> None:
        self.data, self.report = data, report
        self.archive = zipfile.ZipFile(io.BytesIO(data))

    def part(self, name: str) -> etree._Element:
        return etree.fromstring(self.archive.read(name))

    @property
    def body(self) -> etree._Element:
        return self.part("word/document.xml")[-1]

    def paragraphs(self, name: str = "word/document.xml") -> list[tuple[str, str]]:
        """Style and text of each paragraph, those of tables too."""
        return [(style(found), text(found)) for found in self.part(name).iter(tag("p"))]

    def paragraph(self, start: str) -> etree._Element:
        """The first paragraph whose text begins like that."""
        return next(found for found in self.body.iter(tag("p")) if text(found).startswith(start))

    def relations(self, name: str) -> dict[str, str]:
        return {relation.get("Id", ""): relation.get("Target", "") for relation in self.part(name)}

    def style(self, name: str) -> etree._Element:
        """A style by its name."""
        (found,) = find(self.part("word/styles.xml"), f"w:style[w:name/@w:val='{name}']")
        return found


def tag(name: str) -> str:
    return f"{{{NAMESPACES['w']}}}{name}"


def find(root: etree._Element, path: str) -> list[etree._Element]:
    found = root.xpath(path, namespaces=NAMESPACES)
    assert isinstance(found, list)
    return [node for node in found if isinstance(node, etree._Element)]


def values(root: etree._Element, path: str) -> list[str]:
    """Attributes or texts."""
    found = root.xpath(path, namespaces=NAMESPACES)
    assert isinstance(found, list)
    return [str(value) for value in found]


def style(paragraph: etree._Element) -> str:
    return "".join(values(paragraph, "w:pPr/w:pStyle/@w:val"))


def text(paragraph: etree._Element) -> str:
    return "".join(values(paragraph, ".//w:t/text()"))


def written(
    *blocks: Block,
    notes: tuple[Footnote, ...] = (),
    metadata: Metadata = METADATA,
    theme: Theme | None = None,
    pictures: Pictures = PICTURES,
) -> Word:
    report = Report()
    return Word(render(Document(metadata, blocks, notes), theme or classic(), pictures, report), report)


@cache
def everything() -> Word:
    report = Report()
    return Word(render(EVERY_NODE, classic(), PICTURES, report), report)


# ── The whole document ───────────────────────────────────────────────────────────────────────────


def test_the_sample_has_every_node_type() -> None:
    wanted = {*get_args(Block), *get_args(Inline)}
    assert len(wanted) > 20
    assert wanted <= {type(node) for node in walk(EVERY_NODE)}


def test_open_xml_sdk_finds_nothing_wrong() -> None:
    assert judges.ooxml_errors(everything().data) == []


@pytest.mark.parametrize(
    "blocks", [(), (PageBreak(),), (Rule(),), (ul(Item(())),), (Table((None,), row(""), ()),)], ids=str
)
def test_open_xml_sdk_takes_documents_of_almost_nothing(blocks: Blocks) -> None:
    assert judges.ooxml_errors(written(*blocks).data) == []


@pytest.mark.parametrize("lang", ["ko", "ja-JP", "zh-Hant-TW", "ar", "hi", ""])
def test_open_xml_sdk_takes_every_language(lang: str) -> None:
    document = replace(EVERY_NODE, metadata=replace(METADATA, lang=lang))
    assert judges.ooxml_errors(render(document, classic(), PICTURES, Report())) == []


@pytest.mark.parametrize("source", [EVERYTHING, LETTER], ids=["everything", "letter"])
def test_open_xml_sdk_takes_markdown(source: str) -> None:
    report = Report()
    assert judges.ooxml_errors(render(shaped(source), classic(), pixels(), report)) == []
    assert not report.has_errors


def test_mammoth_reads_every_word() -> None:
    unreferred = [note for note in EVERY_NODE.footnotes if note.number == 3]
    nodes = [node for part in (*EVERY_NODE.children, *unreferred) for node in walk(part)]
    words = [word for node in nodes if isinstance(node, Text | Code | CodeBlock) for word in node.text.split()]
    words += ["Jane", "Engineer", "An", "absent"]
    read = judges.mammoth_text(everything().data)
    assert len(words) > 100
    assert [word for word in words if word not in read] == []


def test_mammoth_reads_headings_lists_links_and_marks() -> None:
    html = judges.mammoth_html(everything().data)
    assert '<a href="https://example.org/a?b=c&amp;d">leads away</a>' in html
    for level in range(1, 7):
        assert f"Level {level}</h{level}>" in html
    assert "<strong>strong <em>both</em></strong><em>slanted</em><s>struck</s>" in html
    assert "H<sub>two</sub>x<sup>three</sup>" in html
    nested = "tight two<ol><li>zero</li><li>one</li><li>two<ul><li>deepest</li></ul></li></ol></li></ul>"
    assert f"<ul><li>tight one</li><li>{nested}" in html
    assert "<thead><tr><th><p>Head one</p></th>" in html
    assert 'alt="A red box"' in html


def test_libre_office_lays_out_all_of_it() -> None:
    read = " ".join(judges.pdftotext(judges.soffice_pdf(everything().data), "-layout").split())
    for seen in (
        "0. zero",
        "2. two",
        "98. loose",
        "99. with code",
        "☑ done",
        "☐ to do",
        "• tight one",
        "First note its link",
    ):
        assert seen in read
    assert "Senior engineer · Acme · Seoul 서울 2019 – 2024" in read


def test_bytes_are_the_same_in_another_process() -> None:
    program = """
from hashlib import sha256
from cvbuild.diagnostics import Report
from tests.test_docx import EVERY_NODE, PICTURES, classic, render
print(sha256(render(EVERY_NODE, classic(), PICTURES, Report())).hexdigest())
"""
    digests = {_output(program, seed) for seed in ("1", "2")}
    assert len(digests) == 1
    assert all(len(digest.strip()) == 64 for digest in digests)


def _output(program: str, hash_seed: str) -> str:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": hash_seed}
    command = [sys.executable, "-c", program]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_letters_from_right_to_left_are_marked() -> None:
    word = written(p("latin"), p("عربي", Strong(inlines("bold"))))
    assert not find(word.paragraph("latin"), ".//w:rtl")
    assert len(find(word.paragraph("عربي"), ".//w:rtl")) == 1


def test_archive_has_fixed_times_sorted_names_and_no_leftovers() -> None:
    members = everything().archive.infolist()
    names = [member.filename for member in members]
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])
    assert {member.date_time for member in members} == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name in names if "thumbnail" in name or "customXml" in name]
    everywhere = b"".join(everything().archive.read(name) for name in names)
    assert b"python-docx" not in everywhere
    assert b"lastModifiedBy" not in everywhere


def test_core_properties_are_the_metadata() -> None:
    core = {etree.QName(node).localname: node.text for node in everything().part("docProps/core.xml")}
    assert core == {
        "title": "Résumé of Jane Doe",
        "subject": "An application",
        "creator": "Jane Doe",
        "description": "What Jane did",
        "language": "en",
        "keywords": "alpha, beta",
        "created": "1980-01-01T00:00:00Z",
        "modified": "1980-01-01T00:00:00Z",
    }


# ── Styles ───────────────────────────────────────────────────────────────────────────────────────


def test_every_paragraph_has_a_style_that_exists() -> None:
    known = set(values(everything().part("word/styles.xml"), "w:style/@w:styleId"))
    used = [name for part in ("word/document.xml", "word/footnotes.xml") for name, _ in everything().paragraphs(part)]
    separators = used.count("")
    assert separators == 2
    assert {name for name in used if name} <= known
    assert {*values(everything().part("word/document.xml"), "//w:rStyle/@w:val")} <= known
    assert {*values(everything().part("word/styles.xml"), "//w:basedOn/@w:val")} <= known


def test_there_is_no_direct_formatting() -> None:
    paragraph = {"pStyle", "numPr", "pageBreakBefore"}
    run = {"rStyle", "b", "bCs", "i", "iCs", "strike", "vertAlign", "lang"}
    body = everything().body
    found_paragraph = {etree.QName(node).localname for node in find(body, ".//w:pPr/*")}
    found_run = {etree.QName(node).localname for node in find(body, ".//w:rPr/*")}
    assert found_paragraph == paragraph
    assert found_run <= run
    assert {"rStyle", "b", "i"} <= found_run


@pytest.mark.parametrize(
    ("start", "name"),
    [
        ("Jane Doe", "Title"), ("Engineer", "Subtitle"), ("jane@", "Contact"), ("Experience", "Heading2"),
        ("Senior", "Entry"), ("Founder", "EntryLevel4"), ("Level 6", "Heading6"), ("Plain", "Normal"),
        ("tight two", "ListBullet"), ("one", "ListNumber2"),
        ("deepest", "ListBullet3"), ("quoted", "Quote"), ("def code", "CodeBlock"), ("Head one", "TableHeadKept"),
        ("cell one", "TableCell"), ("cell two", "TableCellCenter"), ("3000", "TableCellEnd"), ("Term", "Term"),
        ("First meaning", "Description"),
        ("The caption", "Caption"), ("Dear", "Salutation"), ("Yours", "Closing"), ("Unreferred", "FootnoteText"),
    ],
)  # fmt: skip
def test_each_block_has_the_style_of_its_role(start: str, name: str) -> None:
    assert style(everything().paragraph(start)) == name


def test_contacts_stand_on_one_line() -> None:
    assert text(everything().paragraph("jane@")) == "jane@doe.example · London"


def test_built_in_styles_bear_the_names_that_word_knows() -> None:
    names = values(everything().part("word/styles.xml"), "w:style[not(@w:customStyle)]/w:name/@w:val")
    wanted = [
        "Normal",
        "Title",
        "Subtitle",
        "heading 1",
        "heading 6",
        "List Bullet",
        "List Bullet 2",
        "List Number",
        "Quote",
        "caption",
        "Hyperlink",
    ]
    assert {*wanted, "footnote text", "footnote reference", "footer", "Table Grid"} <= set(names)
    assert len(set(names)) == len(names)


def test_a_style_says_everything_that_the_theme_says() -> None:
    text_style = replace(
        classic().text[Role.HEADING_2], size=15.5, leading=1.2, weight=700, italic=True, caps="small", tracking=0.04,
        color="#123456", align="end", before=13, keep_with_next=True, rule_below=1.5, indent=9, fill="#eeeeee",
    )  # fmt: skip
    theme = replace(classic(), text=classic().text | {Role.HEADING_2: text_style})
    word = written(Heading(2, inlines("Heading"), "h"), theme=theme)
    made = word.style("heading 2")
    paragraph, run = find(made, "w:pPr")[0], find(made, "w:rPr")[0]
    assert attributes(paragraph, "spacing") == {"before": "260", "line": "372", "lineRule": "exact"}
    assert attributes(paragraph, "ind")["left"] == "180"
    assert attributes(paragraph, "jc") == {"val": "right"}
    assert attributes(paragraph, "keepNext") == {"val": "1"}
    assert inherited(word, "Heading2", "pPr/w:widowControl") == {"val": "1"}
    assert attributes(paragraph, "outlineLvl") == {"val": "1"}
    assert attributes(paragraph, "shd")["fill"] == "EEEEEE"
    assert attributes(paragraph, "pBdr/w:bottom") == {"val": "single", "sz": "12", "space": "2", "color": "B9BDC4"}
    family = text_style.font.families[0]
    fonts = inherited(word, "Heading2", "rPr/w:rFonts")
    assert {key: fonts[key] for key in ("ascii", "hAnsi", "cs", "eastAsia")} == {
        "ascii": family,
        "hAnsi": family,
        "cs": family,
        "eastAsia": theme.fallbacks["ko"],
    }
    assert [attributes(run, name)["val"] for name in ("sz", "szCs", "color", "spacing")] == ["31", "31", "123456", "12"]
    assert [attributes(run, name)["val"] for name in ("b", "bCs", "i", "iCs", "smallCaps")] == ["1"] * 5
    # What is as in Normal is not said again: who changes Normal in Word changes this style too.
    assert inherited(word, "Heading2", "rPr/w:caps") == {"val": "0"}
    assert not find(run, "w:caps | w:rFonts")
    assert not find(paragraph, "w:widowControl")


def inherited(word: Word, identifier: str, path: str) -> dict[str, str]:
    """A property of a style as it comes of those that it builds on and of the document's defaults."""
    sheet = word.part("word/styles.xml")
    made: dict[str, str] = {}
    while identifier:
        (found,) = find(sheet, f"w:style[@w:styleId='{identifier}']")
        if find(found, f"w:{path}"):
            made = attributes(found, path) | made
        identifier = "".join(values(found, "w:basedOn/@w:val"))
    defaults = f"docDefaults/w:{path.partition('/')[0]}Default/w:{path}"
    return (attributes(sheet, defaults) if find(sheet, f"w:{defaults}") else {}) | made


def attributes(root: etree._Element, path: str) -> dict[str, str]:
    (node,) = find(root, f"w:{path}")
    return {etree.QName(name).localname: str(value) for name, value in node.attrib.items()}


def test_normal_is_the_default_and_variants_build_on_their_base() -> None:
    assert everything().style("Normal").get(tag("default")) == "1"
    word = written(ul("first", "second"))
    first, second = (style(word.paragraph(start)) for start in ("first", "second"))
    (variant,) = find(word.part("word/styles.xml"), f"w:style[@w:styleId='{first}']")
    assert second == "ListBullet"
    assert attributes(variant, "basedOn") == {"val": second}
    assert attributes(variant, "pPr/w:spacing")["before"] == "0", "a page begins at its margin"
    assert attributes(word.style("List Bullet"), "pPr/w:spacing")["before"] == "70"


def test_changing_a_style_changes_what_builds_on_it() -> None:
    """Normal has no properties of its own, variants only what their context changes; those are not offered."""
    word = written(ul("first", "second"), p("text"))
    assert not find(word.style("Normal"), "w:pPr | w:rPr")
    (variant,) = find(word.part("word/styles.xml"), "w:style[w:semiHidden][@w:type='paragraph']")
    assert [etree.QName(node).localname for node in find(variant, "w:pPr/*")] == ["spacing"]
    assert not find(variant, "w:rPr | w:qFormat")
    # Who sets the lines of Normal further apart does so for list items.
    for spaced in (variant, word.style("List Bullet")):
        assert [*attributes(spaced, "pPr/w:spacing")] == ["before"]
    assert attributes(word.style("Description"), "pPr/w:ind") == {"left": "300"}
    offered = values(everything().part("word/styles.xml"), "w:style[w:qFormat]/w:name/@w:val")
    assert {"Normal", "Title", "heading 1", "List Bullet", "Quote", "caption", "Entry"} <= set(offered)
    assert not [name for name in offered if "Space" in name or "Gap" in name or "Rule" in name]


def test_enter_begins_the_paragraph_that_comes_next() -> None:
    following = {name: attributes(everything().style(name), "next")["val"] for name in ("heading 1", "Title", "Entry")}
    assert following == {"heading 1": "Normal", "Title": "Subtitle", "Entry": "ListBullet"}


def test_words_own_theme_has_our_colours_and_fonts() -> None:
    part = everything().part("word/theme/theme1.xml")
    theme = classic()
    fonts = {
        etree.QName(node.getparent()).localname: node.get("typeface", "")
        for node in part.iter("{*}latin")
        if node.getparent() is not None
    }
    assert fonts == {
        "majorFont": theme.text[Role.HEADING_1].font.families[0],
        "minorFont": theme.text[Role.BODY].font.families[0],
    }
    colors = {etree.QName(node).localname: node[0].get("val") for node in next(part.iter("{*}clrScheme"))}
    assert colors["dk1"] == theme.text[Role.BODY].color[1:].upper()
    assert colors["accent1"] == theme.text[Role.HEADING_2].color[1:].upper()
    assert len(colors) == 12
    # Who chooses other colours in Word changes the text, not only the palette.
    accent = {"val": colors["accent1"], "themeColor": "accent1"}
    assert attributes(everything().style("heading 2"), "rPr/w:color") == accent
    assert inherited(everything(), "Normal", "rPr/w:color") == {"val": colors["dk1"], "themeColor": "text1"}
    assert attributes(everything().style("Subtitle"), "rPr/w:color") == {"val": colors["dk2"], "themeColor": "text2"}
    mapping = attributes(everything().part("word/settings.xml"), "clrSchemeMapping")
    assert mapping["t1"] == "dark1"
    assert len(mapping) == 12


def test_a_colour_without_a_slot_is_no_themes() -> None:
    theme = classic()
    odd = replace(theme.text[Role.QUOTE], color="#123456")
    word = written(p("x"), theme=replace(theme, text=theme.text | {Role.QUOTE: odd}))
    assert attributes(word.style("Quote"), "rPr/w:color") == {"val": "123456"}
    assert inherited(everything(), "Normal", "rPr/w:rFonts")["asciiTheme"] == "minorHAnsi"


def test_style_identifiers_are_unique() -> None:
    styles = Styles(classic())
    for indent in (1.5, 15, 15.5):
        for look in Role:
            styles.paragraph("List Bullet", Variant(look=look, indent=indent, keep_with_next=True))
    identifiers = [found.identifier for found in styles.paragraphs]
    assert len(identifiers) > 60
    assert len(set(identifiers)) == len(identifiers)
    assert identifier("Code in 11.5") != identifier("Code in 115")


def test_code_is_as_large_as_the_text_around_wants() -> None:
    scale = classic().runs[RunRole.CODE].scale
    word = written(p(Code("x")), Heading(1, inlines(Code("y")), "y"))
    for start, role in (("x", Role.BODY), ("y", Role.HEADING_1)):
        (name,) = values(word.paragraph(start), ".//w:rStyle/@w:val")
        (found,) = find(word.part("word/styles.xml"), f"w:style[@w:styleId='{name}']")
        assert attributes(found, "rPr/w:sz") == {"val": str(round(classic().text[role].size * scale * 2))}


def test_a_light_run_in_a_bold_paragraph_says_so_itself() -> None:
    """Bold of a character style toggles that of a paragraph style; only a run's own property is absolute."""
    runs = find(everything().paragraph("Senior"), ".//w:r[w:rPr/w:rStyle]")
    assert runs
    assert {value for run in runs for value in values(run, "w:rPr/w:b/@w:val")} == {"0"}
    assert all(find(run, "w:rPr/w:b") for run in runs)


def test_language_and_fonts_follow_the_document() -> None:
    defaults = written(p("논문"), metadata=replace(METADATA, lang="ja")).part("word/styles.xml")[0]
    assert attributes(defaults, "rPrDefault/w:rPr/w:lang") == {"val": "en-US", "eastAsia": "ja-JP", "bidi": "ar-SA"}
    assert attributes(defaults, "rPrDefault/w:rPr/w:rFonts")["eastAsia"] == classic().fallbacks["ja"]
    arabic = written(p("x"), metadata=replace(METADATA, lang="ar"))
    assert find(arabic.part("word/styles.xml"), "w:docDefaults/w:pPrDefault/w:pPr/w:bidi")
    assert find(arabic.body, "w:sectPr/w:bidi")
    assert not find(everything().part("word/styles.xml"), "//w:bidi")


def test_word_is_told_what_to_take_for_a_missing_font() -> None:
    fonts = everything().part("word/fontTable.xml")
    stack = classic().text[Role.BODY].font
    assert values(fonts, f"w:font[@w:name='{stack.families[0]}']/w:altName/@w:val") == [stack.word_alternative]


# ── Page ─────────────────────────────────────────────────────────────────────────────────────────


def test_sheet_and_margins_are_the_themes() -> None:
    page = replace(classic().page, paper="Letter", margin_left=50.0)
    section = written(p("x"), theme=replace(classic(), page=page)).body[-1]
    assert attributes(section, "pgSz") == {"w": "12240", "h": "15840"}
    assert attributes(section, "pgMar")["left"] == "1000"


def test_footer_counts_pages_from_the_second_on() -> None:
    footer = everything().part("word/footer1.xml")
    assert values(footer, ".//w:fldSimple/@w:instr") == [" PAGE ", " NUMPAGES "]
    assert find(everything().body, "w:sectPr/w:titlePg")
    bare = replace(classic(), page=replace(classic().page, footer=""))
    assert "word/footer1.xml" not in written(p("x"), theme=bare).archive.namelist()


def test_settings_ask_for_todays_word() -> None:
    settings = everything().part("word/settings.xml")
    assert values(settings, "w:compat/w:compatSetting[@w:name='compatibilityMode']/@w:val") == ["15"]


def test_a_page_break_belongs_to_what_follows() -> None:
    assert find(everything().paragraph("On the next page"), "w:pPr/w:pageBreakBefore")
    assert len(find(everything().body, ".//w:pageBreakBefore")) == 1
    assert find(written(p("x"), PageBreak()).body, "w:p[2]/w:r/w:br[@w:type='page']")
    table = written(PageBreak(), Table((None,), row("x"), ())).body
    assert [etree.QName(node).localname for node in table] == ["p", "tbl", "p", "sectPr"]


# ── Entries and links ────────────────────────────────────────────────────────────────────────────


def test_an_entry_is_one_line_with_its_period_at_the_right_edge() -> None:
    paragraph = everything().paragraph("Senior")
    assert text(paragraph) == "Senior engineer · Acme · Seoul 서울2019 – 2024"
    assert len(find(paragraph, ".//w:tab")) == 1
    tab = attributes(everything().style("Entry"), "pPr/w:tabs/w:tab")
    assert tab == {"val": "right", "pos": str(round(classic().page.text_width * 20))}
    assert not find(everything().paragraph("Founder"), ".//w:tab")


def test_entries_are_headings_to_word() -> None:
    assert inherited(everything(), "Entry", "pPr/w:outlineLvl") == {"val": "2"}
    assert attributes(everything().style("Entry"), "basedOn") == {"val": "Heading3"}
    assert inherited(everything(), "EntryLevel4", "pPr/w:outlineLvl") == {"val": "3"}


def test_links_lead_out_and_in() -> None:
    paragraph = everything().paragraph("Plain")
    out, inside = find(paragraph, "w:hyperlink")
    relation = out.get(f"{{{NAMESPACES['r']}}}id", "")
    assert everything().relations("word/_rels/document.xml.rels")[relation] == "https://example.org/a?b=c&d"
    assert out.get(tag("tooltip")) == "A tip"
    assert values(out, "w:r/w:rPr/w:rStyle/@w:val") == ["Hyperlink", "HyperlinkCode"]
    anchor = inside.get(tag("anchor"), "")
    assert anchor in values(everything().paragraph("Senior"), "w:bookmarkStart/@w:name")


def test_a_link_to_nowhere_is_text() -> None:
    word = written(p(Link(inlines("one"), ""), Link(inlines("two"), "#nowhere")))
    assert not find(word.body, ".//w:hyperlink")
    assert text(word.body) == "onetwo"


def test_the_same_address_is_one_relationship() -> None:
    word = written(*(p(Link(inlines("x"), "https://example.org")) for _ in range(3)))
    assert list(word.relations("word/_rels/document.xml.rels").values()).count("https://example.org") == 1


@pytest.mark.parametrize(
    ("target", "made"),
    [
        ("https://example.org/a%20b?c=d&e=[1]#f", "https://example.org/a%20b?c=d&e=%5B1%5D#f"),
        ("https://example.org/ü x", "https://example.org/%C3%BC%20x"),
        ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
        ("http://[::1]:80/x", "http://[::1]:80/x"),
        ("http://[bad", "http%3A//%5Bbad"),
        ("http://", "http%3A//"),
        ("https://host:99999999/", "https%3A//host%3A99999999/"),
        ("mailto:jane@doe.example?subject=a b", "mailto:jane@doe.example?subject=a%20b"),
        ("50%", "50%25"),
        ("../résumé.pdf", "../r%C3%A9sum%C3%A9.pdf"),
        ("a#b#c", "a#b%23c"),
        ("1:2", "1%3A2"),
    ],
)
def test_addresses_are_such_that_word_can_read(target: str, made: str) -> None:
    assert address(target) == made


def test_bookmark_names_are_such_that_word_takes() -> None:
    anchors = ["a", "A", "1st", "경력", "x-y z", "x" * 60, "x" * 61, "_hidden", "!"]
    bookmarks = Bookmarks(Heading(2, (), anchor) for anchor in anchors)
    names = [bookmarks.name(anchor) or "" for anchor in anchors]
    assert len({name.lower() for name in names}) == len(anchors)
    assert all(len(name) <= 40 and name[0].isalpha() and name.replace("_", "a").isalnum() for name in names)


def test_bookmarks_and_pictures_have_numbers_of_their_own() -> None:
    root = everything().part("word/document.xml")
    numbers = values(root, "//w:bookmarkStart/@w:id") + values(root, "//wp:docPr/@id")
    assert len(numbers) > 10
    assert len(set(numbers)) == len(numbers)
    assert values(root, "//w:bookmarkStart/@w:id") == values(root, "//w:bookmarkEnd/@w:id")


# ── Lists ────────────────────────────────────────────────────────────────────────────────────────


def marker(word: Word, start: str) -> tuple[str, str, dict[str, str]]:
    """A paragraph's marker as the numbering part has it: format, text, indents."""
    number = word.paragraph(start)
    (instance,), (level,) = (
        values(number, "w:pPr/w:numPr/w:numId/@w:val"),
        values(number, "w:pPr/w:numPr/w:ilvl/@w:val"),
    )
    numbering = word.part("word/numbering.xml")
    (definition,) = values(numbering, f"w:num[@w:numId='{instance}']/w:abstractNumId/@w:val")
    (found,) = find(numbering, f"w:abstractNum[@w:abstractNumId='{definition}']/w:lvl[@w:ilvl='{level}']")
    return attributes(found, "numFmt")["val"], attributes(found, "lvlText")["val"], attributes(found, "pPr/w:ind")


def starts(word: Word, start: str) -> tuple[str, str]:
    """A paragraph's numbering instance, and where that begins to count."""
    (instance,) = values(word.paragraph(start), "w:pPr/w:numPr/w:numId/@w:val")
    path = f"w:num[@w:numId='{instance}']/w:lvlOverride/w:startOverride/@w:val"
    return instance, "".join(values(word.part("word/numbering.xml"), path))


def test_bullets_follow_the_depth_of_bullet_lists() -> None:
    word = written(ul(item("a", ul(item("b", ol(item("c", ul("d"))))))))
    bullets = classic().lists.bullets
    assert [marker(word, start)[:2] for start in "abcd"] == [
        ("bullet", bullets[0]), ("bullet", bullets[1]), ("decimal", "%3."), ("bullet", bullets[2]),
    ]  # fmt: skip
    indent = round(classic().lists.indent * 20)
    assert [marker(word, start)[2] for start in "abd"] == [
        {"left": str(indent * n), "hanging": str(indent)} for n in (1, 2, 4)
    ]


def test_every_ordered_list_counts_for_itself() -> None:
    word = written(ol("a", item("b", ol("c", start=0))), p("between"), ol("d", start=7))
    assert starts(word, "a") == starts(word, "b")
    assert [starts(word, start)[1] for start in "acd"] == ["1", "0", "7"]
    assert len({starts(word, start)[0] for start in "acd"}) == 3


def test_list_styles_bring_their_markers() -> None:
    """Who chooses a list style in Word gets a marker: the style leads to a definition, and that back to the style."""
    word = everything()
    sheet, numbering = word.part("word/styles.xml"), word.part("word/numbering.xml")
    found = {}
    for name in ("ListBullet", "ListBullet2", "ListBullet3", "ListNumber", "ListNumber2", "ListNumber3"):
        (instance,) = values(sheet, f"w:style[@w:styleId='{name}']/w:pPr/w:numPr/w:numId/@w:val")
        (definition,) = values(numbering, f"w:num[@w:numId='{instance}']/w:abstractNumId/@w:val")
        (level,) = find(numbering, f"w:abstractNum[@w:abstractNumId='{definition}']/w:lvl")
        assert values(level, "w:pStyle/@w:val") == [name]
        assert attributes(level, "pPr/w:ind") == {
            key: value for key, value in inherited(word, name, "pPr/w:ind").items() if key in {"left", "hanging"}
        }
        found[name] = attributes(level, "lvlText")["val"]
    bullets = [classic().lists.bullet(level) for level in range(3)]
    assert list(found.values()) == [*bullets, "%1.", "%1.", "%1."]
    named = values(numbering, "w:abstractNum/w:nsid/@w:val")
    assert len(named) == len(set(named))


def test_a_box_stands_in_place_of_the_marker_and_numbers_go_on() -> None:
    word = written(ol("a", item("b", checked=True), "c"), ul(item("d", checked=False)))
    assert [marker(word, start)[:2] for start in "abcd"] == [
        ("decimal", "%1."),
        ("bullet", "☑"),
        ("decimal", "%1."),
        ("bullet", "☐"),
    ]
    assert starts(word, "c")[1] == "3"


def test_wide_numbers_have_room() -> None:
    narrow, wide = (marker(written(ol("a", "b", start=start)), "a")[2] for start in (1, 99999))
    assert int(wide["hanging"]) > int(narrow["hanging"]) + 200
    assert wide["left"] == wide["hanging"]


def test_later_blocks_of_an_item_stand_under_its_text() -> None:
    word = written(ul(item("a", "b", CodeBlock("c"), Quote((p("d"),)))))
    indent = classic().lists.indent
    for start, points in (("b", indent), ("c", indent), ("d", indent + classic().text[Role.QUOTE].indent)):
        paragraph = word.paragraph(start)
        assert not find(paragraph, "w:pPr/w:numPr")
        found = inherited(word, style(paragraph), "pPr/w:ind")
        assert int(found["left"]) - int(found["right"]) == round(points * 20)


@pytest.mark.parametrize(
    "block",
    [
        CodeBlock("x"),
        Table((None,), row("x"), ()),
        ul("x"),
        Quote((p("x"),)),
        Rule(),
        Figure(Image("a.png", "x")),
        None,
    ],
)
def test_an_item_that_begins_with_no_paragraph_shows_its_marker(block: Block | None) -> None:
    first = written(ul(item(*([block] if block else [])))).body[0]
    assert find(first, "w:pPr/w:numPr")
    assert text(first) == ""


def test_an_item_may_begin_with_a_heading() -> None:
    word = written(ul(item(Heading(4, inlines("x"), "x"), "y")))
    assert find(word.paragraph("x"), "w:pPr/w:numPr")
    assert style(word.paragraph("x")).startswith("Heading4")
    assert not find(word.paragraph("y"), "w:pPr/w:numPr")


def test_lists_deeper_than_word_counts_go_on() -> None:
    block: Block = ol("innermost", "next")
    for depth in range(14, 0, -1):
        block = ol(item(f"deep {depth:02}", block), f"back {depth:02}")
    word = written(block)
    # Lists that share Word's last level must not count together.
    assert marker(word, "innermost")[1] == "%9."
    definitions = {
        values(
            word.part("word/numbering.xml"),
            f"w:num[@w:numId='{starts(word, f'deep {n:02}')[0]}']/w:abstractNumId/@w:val",
        )[0]
        for n in range(9, 15)
    }
    assert len(definitions) == 6
    lefts = [int(marker(word, f"deep {depth:02}")[2]["left"]) for depth in range(1, 15)]
    assert lefts == sorted(lefts)
    assert lefts[-1] / 20 <= classic().page.text_width * 0.6 + 1


def test_tight_and_loose_items_have_different_space() -> None:
    def before(word: Word) -> str:
        (found,) = find(word.part("word/styles.xml"), f"w:style[@w:styleId='{style(word.paragraph('b'))}']")
        return attributes(found, "pPr/w:spacing")["before"]

    text_styles = classic().text
    assert before(written(ul("a", "b"))) == str(round(text_styles[Role.ITEM].before * 20))
    assert before(written(ul("a", "b", tight=False))) == str(round(text_styles[Role.BODY].before * 20))


# ── Tables, quotes, code, rules ──────────────────────────────────────────────────────────────────


def test_the_head_row_repeats_and_rows_stay_whole() -> None:
    table = find(everything().body, "w:tbl")[0]
    first, second = find(table, "w:tr")
    assert find(first, "w:trPr/w:tblHeader")
    assert not find(second, "w:trPr/w:tblHeader")
    assert len(find(table, "w:tr/w:trPr/w:cantSplit")) == 2
    assert values(table, "w:tblPr/w:tblStyle/@w:val") == ["TableGrid"]


@pytest.mark.parametrize(
    "family", ["Gentium Book Plus", "XCharter", "EB Garamond", "Lato", "Source Sans 3", "Open Sans"]
)
def test_estimated_words_are_as_wide_as_their_letters(family: str) -> None:
    face = nearest_face(faces_of(family, packaged_faces()), 400, italic=False)
    assert face is not None
    font = TTFont(io.BytesIO(face.data))
    glyphs, metrics, units = font.getBestCmap(), font["hmtx"].metrics, font["head"].unitsPerEm
    for word in ("Thames", "Kingston", "Amount", "communicative", "Illinois", "2,041.50", "WEB", "ÖFFENTLICH"):
        width = sum(metrics[glyphs[ord(character)]][0] for character in word) / units
        assert width <= ems(word) * 1.04
        assert ems(word) <= width * 1.5


def test_columns_fit_their_words_and_the_text() -> None:
    table = Table(
        (None, None, None), row("Name", "Some words about it", "€"), (row("supercalifragilistic", LONG, "1"),)
    )
    widths = column_widths(table, 400, 10)
    assert sum(widths) == pytest.approx(400)
    assert widths[1] > widths[0] > widths[2]
    assert widths[0] > len("supercalifragilistic") * 5
    crowded = column_widths(Table((None,) * 20, row(*["wordy"] * 20), ()), 400, 10)
    assert sum(crowded) == pytest.approx(400)
    assert sum(column_widths(Table((None,), row("x"), ()), 400, 10)) < 40


def test_tables_are_kept_apart() -> None:
    table = Table((None,), row("x"), ())
    kinds = [etree.QName(node).localname for node in written(table, table, p("after"), table).body]
    assert kinds == ["tbl", "p", "tbl", "p", "tbl", "p", "sectPr"]


def test_the_first_item_of_a_tight_list_is_as_close_as_the_others() -> None:
    word = written(p("before"), ul("first", "second"))
    assert [name for name, _ in word.paragraphs()] == ["NormalSpace0", "ListBullet", "ListBullet"]


def test_code_blocks_in_succession_are_two_boxes() -> None:
    word = written(p("before"), CodeBlock("one"), CodeBlock("two"))
    assert [name for name, _ in word.paragraphs()][1:] == ["CodeBlock", "TableGap", "CodeBlockSpace6"]


def test_code_keeps_its_spaces_and_lines() -> None:
    paragraph = everything().paragraph("def code")
    assert "".join(values(paragraph, ".//w:t/text()")) == "def code():    return  1tabbed"
    assert len(find(paragraph, ".//w:br")) == 3
    assert values(paragraph, ".//w:t[text()='    ']/@xml:space") == ["preserve"]
    assert values(paragraph, ".//w:r[w:t='def']/w:rPr/w:rStyle/@w:val") == ["CodeKeyword"]
    assert find(everything().style("Code Block"), "w:rPr/w:noProof")


def test_empty_paragraphs_are_rules_and_gaps_only() -> None:
    bare = [style(found) for found in everything().body.iter(tag("p")) if not find(found, "w:r | w:hyperlink")]
    assert set(bare) == {"Rule", "TableGap"}
    assert bare.count("Rule") == 1


def test_nesting_has_no_end() -> None:
    block: Block = p("at the bottom")
    line: Inline = Text("deep words")
    for _ in range(3000):
        block, line = Quote((block,)), Strong((Emphasis((line,)),))
    word = written(block, p(line))
    (found,) = find(word.part("word/styles.xml"), f"w:style[@w:styleId='{style(word.paragraph('at the'))}']")
    assert int(attributes(found, "pPr/w:ind")["left"]) / 20 <= classic().page.text_width * 0.6 + 1
    assert values(word.paragraph("deep"), "w:r/w:rPr/w:b/@w:val") == ["1"]


# ── Footnotes ────────────────────────────────────────────────────────────────────────────────────


def test_footnotes_are_words_own() -> None:
    paragraph = everything().paragraph("Plain")
    assert values(paragraph, ".//w:footnoteReference/@w:id") == ["1", "2"]
    (bookmark,) = values(paragraph, "w:bookmarkStart[following-sibling::*[1]//w:footnoteReference/@w:id='1']/@w:name")
    assert values(paragraph, ".//w:instrText/text()") == [f" NOTEREF {bookmark} \\h "]
    notes = everything().part("word/footnotes.xml")
    assert values(notes, "w:footnote/@w:id") == ["-1", "0", "1", "2"]
    assert len(find(notes, "w:footnote/w:p/w:r/w:footnoteRef")) == 2
    assert everything().relations("word/_rels/footnotes.xml.rels") == {"rId1": "https://note.example"}
    assert values(everything().part("word/settings.xml"), "w:footnotePr/w:footnote/@w:id") == ["-1", "0"]


def test_without_footnotes_there_is_no_part_for_them() -> None:
    assert "word/footnotes.xml" not in written(p("x")).archive.namelist()


def test_a_note_in_a_note_stands_behind_the_text() -> None:
    notes = (Footnote(1, (p("outer", FootnoteReference(2)),)), Footnote(2, (p("inner"),)), Footnote(3, (p("last"),)))
    word = written(p("x", FootnoteReference(1), FootnoteReference(3)), notes=notes)
    assert not find(word.part("word/footnotes.xml"), ".//w:footnoteReference")
    assert word.paragraphs()[-1] == ("FootnoteText", "2 inner")
    # Word would count this one 2.
    (last,) = find(word.body, ".//w:footnoteReference[@w:customMarkFollows]/..")
    assert text(last) == "3"


# ── Pictures and characters ──────────────────────────────────────────────────────────────────────


def test_pictures_have_alternative_texts_and_fit_the_page() -> None:
    names, extents = values(everything().body, ".//wp:docPr/@descr"), find(everything().body, ".//wp:extent")
    described = dict(zip(names, extents, strict=True))
    assert list(described) == ["A red box", "jpeg", "gif", "webp", "wide", "drawn", "signed"]
    assert [described["A red box"].get(name) for name in ("cx", "cy")] == [str(30 * 12700), str(15 * 12700)]
    assert int(described["wide"].get("cx", "")) == round(classic().page.text_width * 12700)
    assert int(described["wide"].get("cx", "")) == pytest.approx(int(described["wide"].get("cy", "")) * 10, rel=0.01)
    tall = find(written(p(Image("tall.png", "tall"))).body, ".//wp:extent")[0]
    page = classic().page
    assert int(tall.get("cy", "")) == pytest.approx(
        (page.size[1] - page.margin_top - page.margin_bottom) * 12700, rel=0.001
    )


def test_web_pictures_become_png() -> None:
    media = [name for name in everything().archive.namelist() if name.startswith("word/media/")]
    assert sorted(name.rpartition(".")[2] for name in media) == ["gif", "jpg", "png", "png", "png", "png"]
    assert all(everything().archive.read(name)[:4] == b"\x89PNG" for name in media if name.endswith("png"))


def test_a_picture_shown_twice_is_stored_once() -> None:
    word = written(p(Image("a.png", "one")), p(Image("a.png", "two")))
    assert len([name for name in word.archive.namelist() if "media" in name]) == 1


def test_what_word_has_no_format_for_is_said() -> None:
    span = Span("x.md", 3)
    broken = {"a.svg": Picture(b"<svg", "image/svg+xml", 10, 10)}
    blocks = Figure(Image("a.svg", "a drawing", span=span)), Figure(Image("absent.png", "not there"))
    word = written(*blocks, pictures=broken)
    assert [(found.code, found.span) for found in word.report] == [(DiagnosticCode.UNSUPPORTED_IMAGE, span)]
    assert [said for _, said in word.paragraphs()] == ["a drawing", "not there"]


def test_characters_that_xml_forbids_are_left_out() -> None:
    word = written(p("a\x00b\x0b\ud800c\ufffe"), CodeBlock("d\x1be"), metadata=replace(METADATA, title="t\x01itle"))
    assert [said for _, said in word.paragraphs()] == ["abc", "de"]
    assert values(word.part("docProps/core.xml"), "//*[local-name()='title']/text()") == ["title"]
