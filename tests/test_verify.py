"""Verify: what a renderer loses, moves or changes is found in each format, and nothing else is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path
from typing import TypeVar

import pypdf
import pytest
from hypothesis import Phase, given, settings
from pypdf.generic import NameObject

from cvbuild.build import Options, build, find_jobs, find_project
from cvbuild.diagnostics import Code, Report
from cvbuild.pictures import identify
from cvbuild.render import renderer
from cvbuild.theme import LAYOUTS, Theme, load_theme, with_layout
from cvbuild.tree import Node, rewrite, walk
from cvbuild.tree.metadata import Person
from cvbuild.tree.nodes import (
    BulletList,
    Document,
    Entry,
    FootnoteReference,
    Heading,
    Image,
    Item,
    Link,
    OrderedList,
    Paragraph,
    Strong,
    Table,
    Text,
)
from cvbuild.verify.prove import prove
from tests.documents import EVERYTHING, SAMPLES, classic, pixels, shaped
from tests.judges import pdftotext, soffice_pdf
from tests.specimens import SPECIMENS
from tests.trees import documents

FORMATS = ("txt", "html", "docx", "pdf")
RESUMES = sorted((Path(__file__).parent / "resumes").glob("*.md"))
THEMES = ("classic", "academic", "compact", "executive", "modern", "plain")


def dressed(document: Document, theme: Theme) -> Theme:
    """The theme as a build gives it to renderers."""
    return replace(theme, page=theme.page.filled(document.metadata.author.name, document.metadata.title))


def themed(name: str) -> Theme:
    theme = load_theme(name, Report())
    assert theme is not None
    return theme


def rendered(document: Document, name: str, theme: Theme) -> bytes:
    return renderer(name)(document, theme, pixels(), Report())


def findings(document: Document, theme: Theme, formats: tuple[str, ...] = FORMATS) -> list[str]:
    """What verify says of a document's own outputs: nothing, if all is well."""
    theme = dressed(document, theme)
    return [
        difference.message
        for name in formats
        for difference in prove(name, rendered(document, name, theme), document, theme, pixels())
    ]


# ── Sabotage ─────────────────────────────────────────────────────────────────────────────────────

SOURCE = """---
title: Sabotaged
kind: page
author: {name: Ada Example}
---

# First heading

A paragraph with **strong** words, [a link](https://example.com/one) and a note[^one].

Another paragraph that follows the first.

## Second heading

- outer item
  - inner item
- last item

1. numbered

| Left | Right |
| ---- | ----- |
| one  | two   |
| three | four |

![A pixel](pixel.png)

See [the first](#first-heading).

[^one]: What the note says.
"""
TRUE = shaped(SOURCE)


N = TypeVar("N", bound=Node)


def first(kind: type[N], change: Callable[[N], Node | None]) -> Callable[[Document], Document]:
    """A document in which the first node of a kind is changed, or dropped where that gives None."""

    def sabotage(document: Document) -> Document:
        target = next(node for node in walk(document) if isinstance(node, kind))
        return _replaced(document, target, change(target))

    return sabotage


def _replaced(document: Document, target: Node, new: Node | None) -> Document:
    def change(node: Node) -> Node:
        if new is None and isinstance(node, Paragraph):
            return replace(node, children=tuple(child for child in node.children if child is not target))
        return new if new is not None and node is target else node

    if new is None and target in document.children:
        return replace(document, children=tuple(child for child in document.children if child is not target))
    return rewrite(document, change)


def swapped(document: Document) -> Document:
    one, two = [index for index, node in enumerate(document.children) if isinstance(node, Paragraph)][:2]
    blocks = list(document.children)
    blocks[one], blocks[two] = blocks[two], blocks[one]
    return replace(document, children=tuple(blocks))


def doubled(document: Document) -> Document:
    index = next(index for index, node in enumerate(document.children) if isinstance(node, Paragraph))
    blocks = document.children
    return replace(document, children=(*blocks[: index + 1], *blocks[index:]))


def flattened(document: Document) -> Document:
    """The inner list's items as items of the outer one."""
    outer = next(node for node in walk(document) if isinstance(node, BulletList))
    items: list[Item] = []
    for item in outer.items:
        inner = [block for block in item.children if isinstance(block, BulletList)]
        items.append(replace(item, children=tuple(block for block in item.children if block not in inner)))
        items += [one for block in inner for one in block.items]
    return _replaced(document, outer, replace(outer, items=tuple(items)))


def unnoted(document: Document) -> Document:
    target = next(node for node in walk(document) if isinstance(node, FootnoteReference))
    return replace(_replaced(document, target, Text("")), footnotes=())


def silenced(document: Document) -> Document:
    return replace(document, footnotes=tuple(replace(note, children=()) for note in document.footnotes))


def described(**changes: object) -> Callable[[Document], Document]:
    return lambda document: replace(document, metadata=replace(document.metadata, **changes))  # type: ignore[arg-type]


@dataclass(frozen=True)
class Sabotage:
    """What is done to the tree before it is rendered, and the code that tells; `line` is that of the source."""

    change: Callable[[Document], Document]
    code: Code
    line: int | None = None
    formats: tuple[str, ...] = FORMATS


RICH = ("html", "docx", "pdf")
SABOTAGES = {
    "a word is lost": Sabotage(first(Strong, lambda node: Text("")), Code.WORDS_DIFFER, 9),
    "a letter is lost": Sabotage(first(Strong, lambda node: Text("stron")), Code.WORDS_DIFFER, 9),
    "two paragraphs are swapped": Sabotage(swapped, Code.WORDS_DIFFER, 9),
    "a paragraph is doubled": Sabotage(doubled, Code.WORDS_DIFFER, 11),
    "a note is lost with its reference": Sabotage(unnoted, Code.WORDS_DIFFER, 9),
    "a note's text is lost": Sabotage(silenced, Code.WORDS_DIFFER, 30),
    "a table row is lost": Sabotage(
        first(Table, lambda node: replace(node, rows=node.rows[:1])),
        Code.WORDS_DIFFER,
        24,
    ),
    "a link is lost": Sabotage(
        first(Link, lambda node: Strong(node.children)),
        Code.LINKS_DIFFER,
        9,
        RICH,
    ),
    "a link leads elsewhere": Sabotage(
        first(Link, lambda node: replace(node, target="https://example.com/two")),
        Code.LINKS_DIFFER,
        9,
        RICH,
    ),
    "a link in the document leads elsewhere": Sabotage(
        lambda document: rewrite(
            document,
            lambda node: (
                replace(node, target="#second-heading")
                if isinstance(node, Link) and node.target == "#first-heading"
                else node
            ),
        ),
        Code.LINKS_DIFFER,
        28,
        RICH,
    ),
    "a list level is lost": Sabotage(flattened, Code.STRUCTURE_DIFFERS, 16, ("html", "docx")),
    # Each level has a bullet of its own, which is a character there.
    "characters: a list level is lost": Sabotage(flattened, Code.WORDS_DIFFER, 16, ("txt", "pdf")),
    "a numbered list has bullets": Sabotage(
        first(OrderedList, lambda node: BulletList(node.items, node.tight)),
        Code.STRUCTURE_DIFFERS,
        19,
        ("html", "docx"),
    ),
    "a heading has another level": Sabotage(
        lambda document: rewrite(
            document,
            lambda node: replace(node, level=1) if isinstance(node, Heading) and node.level == 2 else node,
        ),
        Code.STRUCTURE_DIFFERS,
        13,
        RICH,
    ),
    "a heading is a paragraph": Sabotage(
        first(Heading, lambda node: Paragraph(node.children)),
        Code.STRUCTURE_DIFFERS,
        7,
        RICH,
    ),
    "an alternative text is lost": Sabotage(
        first(Image, lambda node: replace(node, alt="")),
        Code.STRUCTURE_DIFFERS,
        26,
        RICH,
    ),
    "a picture is lost": Sabotage(
        lambda document: replace(
            document,
            children=tuple(
                block for block in document.children if not any(isinstance(node, Image) for node in walk(block))
            ),
        ),
        Code.STRUCTURE_DIFFERS,
        26,
        RICH,
    ),
    "the title is lost": Sabotage(described(title="Other"), Code.PROPERTIES_DIFFER, None, RICH),
    "the author is lost": Sabotage(described(author=Person()), Code.PROPERTIES_DIFFER, None, RICH),
    "the language is another": Sabotage(described(lang="de"), Code.PROPERTIES_DIFFER, None, RICH),
    "text: a target is lost": Sabotage(
        first(Link, lambda node: Strong(node.children)),
        Code.WORDS_DIFFER,
        9,
        ("txt",),
    ),
    "text: a bullet is a number": Sabotage(
        first(OrderedList, lambda node: BulletList(node.items, node.tight)),
        Code.WORDS_DIFFER,
        19,
        ("txt", "pdf"),
    ),
    "text: an alternative text is lost": Sabotage(
        first(Image, lambda node: replace(node, alt="")),
        Code.WORDS_DIFFER,
        26,
        ("txt",),
    ),
}


@pytest.mark.parametrize(
    ("name", "kind"), [(name, kind) for name, sabotage in SABOTAGES.items() for kind in sabotage.formats]
)
def test_sabotage_is_caught(name: str, kind: str) -> None:
    sabotage = SABOTAGES[name]
    data = rendered(sabotage.change(TRUE), kind, classic())
    found = prove(kind, data, TRUE, classic(), pixels())
    told = [one for one in found if one.code is sabotage.code]
    assert told, f"not caught: {[one.message for one in found]}"
    assert told[0].message.startswith(f"{kind}: ")
    if sabotage.line:
        assert told[0].span is not None
        assert told[0].span.line == sabotage.line


def test_a_lost_list_level_is_caught_in_tags_where_all_bullets_are_alike() -> None:
    theme = classic()
    theme = replace(theme, lists=replace(theme.lists, bullets=("•",)))
    found = prove("pdf", rendered(flattened(TRUE), "pdf", theme), TRUE, theme, pixels())
    assert [one.code for one in found] == [Code.STRUCTURE_DIFFERS]


@pytest.mark.parametrize("kind", FORMATS)
def test_the_source_of_the_sabotage_is_fine(kind: str) -> None:
    assert prove(kind, rendered(TRUE, kind, classic()), TRUE, classic(), pixels()) == []


def test_a_difference_shows_the_words_around_it() -> None:
    data = rendered(SABOTAGES["a word is lost"].change(TRUE), "txt", classic())
    (difference,) = prove("txt", data, TRUE, classic(), pixels())
    assert "A paragraph with strong words" in difference.message
    assert "A paragraph with words" in difference.message
    assert difference.span is not None
    assert SOURCE.splitlines()[difference.span.line - 1][(difference.span.column or 0) - 1 :].startswith("strong")


# ── Changed bytes ────────────────────────────────────────────────────────────────────────────────


def codes(kind: str, data: bytes) -> set[Code]:
    return {one.code for one in prove(kind, data, TRUE, classic(), pixels())}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b' alt="A pixel"', b"", Code.STRUCTURE_DIFFERS),
        (b"https://example.com/one", b"https://example.net/one", Code.LINKS_DIFFER),
        (b'id="first-heading"', b"", Code.LINKS_DIFFER),
        (b"follows", b"precedes", Code.WORDS_DIFFER),
        (b"<h2", b"<h3", Code.STRUCTURE_DIFFERS),
    ],
)
def test_changed_bytes_of_a_web_page_are_caught(old: bytes, new: bytes, code: Code) -> None:
    page = rendered(TRUE, "html", classic())
    assert old in page
    assert code in codes("html", page.replace(old, new))


@pytest.mark.parametrize(
    ("part", "old", "new", "code"),
    [
        ("word/document.xml", b'descr="A pixel"', b"", Code.STRUCTURE_DIFFERS),
        ("word/document.xml", b"follows", b"precedes", Code.WORDS_DIFFER),
        ("word/_rels/document.xml.rels", b"example.com/one", b"example.net/one", Code.LINKS_DIFFER),
        ("word/footnotes.xml", b"What the note", b"What a note", Code.WORDS_DIFFER),
        ("docProps/core.xml", b"Sabotaged", b"Other", Code.PROPERTIES_DIFFER),
    ],
)
def test_changed_bytes_of_a_word_file_are_caught(part: str, old: bytes, new: bytes, code: Code) -> None:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(rendered(TRUE, "docx", classic()))) as source,
        zipfile.ZipFile(target, "w") as changed,
    ):
        for name in source.namelist():
            data = source.read(name)
            assert name != part or old in data
            changed.writestr(name, data.replace(old, new) if name == part else data)
    assert code in codes("docx", target.getvalue())


def changed_pdf(change: Callable[[pypdf.PdfWriter], None]) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(rendered(TRUE, "pdf", classic())))
    change(writer)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _untagged(writer: pypdf.PdfWriter) -> None:
    del writer.root_object["/StructTreeRoot"]


def _unmarked(writer: pypdf.PdfWriter) -> None:
    del writer.root_object["/MarkInfo"]


def _fonts(writer: pypdf.PdfWriter) -> list[pypdf.generic.DictionaryObject]:
    fonts = writer.pages[0]["/Resources"]["/Font"].get_object()  # type: ignore[index]
    return [font.get_object() for font in fonts.values()]


def _without_files(writer: pypdf.PdfWriter) -> None:
    for font in _fonts(writer):
        descriptor = font["/DescendantFonts"][0]["/FontDescriptor"].get_object()  # type: ignore[index]
        for name in ("/FontFile2", "/FontFile3"):
            descriptor.pop(NameObject(name), None)


def _without_maps(writer: pypdf.PdfWriter) -> None:
    for font in _fonts(writer):
        del font["/ToUnicode"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_untagged, Code.UNTAGGED),
        (_unmarked, Code.UNTAGGED),
        (_without_files, Code.NOT_EMBEDDED),
        (_without_maps, Code.NOT_EMBEDDED),
        (lambda writer: writer.add_metadata({"/Author": "Somebody"}), Code.PROPERTIES_DIFFER),
    ],
)
def test_changed_objects_of_a_pdf_are_caught(change: Callable[[pypdf.PdfWriter], None], code: Code) -> None:
    assert code in codes("pdf", changed_pdf(change))


@pytest.mark.parametrize("kind", ["html", "docx", "pdf"])
def test_an_output_that_is_cut_off_is_an_error(kind: str) -> None:
    data = rendered(TRUE, kind, classic())
    found = codes(kind, data[: len(data) // 3])
    assert found & {Code.UNREADABLE_OUTPUT, Code.WORDS_DIFFER}


def test_a_page_too_many_is_an_error() -> None:
    limited = shaped(SOURCE.replace("kind: page", "kind: page\npages: 1") + "\n\n<!-- pagebreak -->\n\nMore.\n")
    found = prove("pdf", rendered(limited, "pdf", classic()), limited, classic(), pixels())
    assert [(one.code, one.message) for one in found] == [(Code.TOO_LONG, "pdf: 2 pages instead of 1")]


# ── No false alarms ──────────────────────────────────────────────────────────────────────────────

_THEMES = cycle(THEMES)
OWN = {
    **{path.stem: path.read_text("utf-8") for path in SAMPLES},
    **{f"specimen {name}": text for name, text in SPECIMENS.items()},
    "everything": EVERYTHING,
}


@pytest.mark.parametrize(("name", "theme"), [(name, next(_THEMES)) for name in OWN])
def test_samples_and_specimens_are_fine(name: str, theme: str) -> None:
    assert findings(shaped(OWN[name]), themed(theme)) == []


@pytest.mark.parametrize("theme", THEMES)
def test_a_resume_is_fine_in_every_theme(theme: str) -> None:
    assert findings(shaped(SPECIMENS["resume"]), themed(theme)) == []


@pytest.mark.parametrize(("path", "theme"), [(path, next(_THEMES)) for path in RESUMES], ids=str)
def test_resumes_of_all_kinds_are_fine(path: Path, theme: str) -> None:
    # Every third as PDF too, which takes longest.
    formats = FORMATS if RESUMES.index(path) % 3 == 0 else ("txt", "html", "docx")
    assert findings(shaped(path.read_text("utf-8")), themed(theme), formats) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_letters_are_fine_in_every_layout(layout: str) -> None:
    letter = shaped(SPECIMENS["letter"].replace("kind: letter", f"kind: letter\nlayout: {layout}"))
    assert findings(letter, with_layout(classic(), layout, fold_marks=True)) == []  # type: ignore[arg-type]


SCRIPTS = {
    "arabic": "---\nlang: ar\n---\n# مرحبا\n\nنص عربي مع English words و 123.\n\n"
    "- بند [رابط](https://e.com)\n\nملاحظة[^1].\n\n[^1]: حاشية.\n",
    "hebrew": "---\nlang: he\n---\n# שלום\n\nטקסט (בסוגריים) and English.\n\n1. פריט\n",
    "both ways": "# Mixed\n\nWord שלום עולם middle end 12.\n",
    "japanese": "---\nlang: ja\n---\n# 履歴書\n\n日本語の文章、2022年6月〜2023年1月。\n\n- 項目・点\n",
    "korean": "---\nlang: ko\n---\n# 이력서\n\n한국어 문장과 ABC 그리고 123.\n",
    "emoji": "# E 👩\u200d💻 ❤\ufe0f 🇰🇷 1\ufe0f\u20e3\n\nHand 👍🏽 and ✂\ufe0f ☎ ✓ → “x” … ½ ﬁ №\n",
    "hindi": "# हिन्दी\n\nनमस्ते दुनिया, and English.\n",
    "thai": "# ไทย\n\nสวัสดีชาวโลก กำลัง end\n",
    "invisible": "# é e\u0301 ñ\n\nZero\u200bwidth soft\u00adhyphen no\u00a0break \u2011 narrow\u202f% office AV To\n",
    "long words": "# L\n\n"
    + "pseudo-" * 30
    + "end https://example.com/"
    + "path/" * 30
    + "\n\n"
    + "well-known and/or " * 60,
    "long table": "# T\n\n| Head | Two |\n|--|--|\n" + "".join(f"| row {i} | {'text ' * 20}|\n" for i in range(60)),
    "many notes": "# N\n\n"
    + "".join(f"Paragraph {i}[^{i}] {'and words ' * 30}\n\n" for i in range(1, 24))
    + "".join(f"[^{i}]: Note {i} {'says ' * 40}\n" for i in range(1, 24)),
    "long list": "# L\n\n" + "".join(f"- item {i} {'words ' * 20}\n  - nested {i} {'more ' * 10}\n" for i in range(30)),
    "code in small capitals": "# Grüße `Grüße`\n",
    "greek capitals": "---\nlang: el\n---\n## Εμπειρία\n\n## Άσος ΐ\n",
    "turkish capitals": "---\nlang: tr\n---\n## Eğitim bilgileri, ılık İş\n",
    "dutch capitals": "---\nlang: nl\n---\n## IJs ijs Ĳ\n",
    "vietnamese": "---\nlang: vi\n---\n# Thị\n\nii, iị, Kỹ Thị **Thị** phát triển.\n",
    "a face without the sign": "**u → ←**\n",
    "marks of another font": "r\u0325 t\u032a d\u032a t d\n",
    "points of vowels": "Word שָׁלוֹם and מַגָּפַיִם®. שָוֹが é\n",
    "a mark without its letter": "x \u064e\u0645\n",
    "quotes around arabic": "قال “مرحبا” (نعم) ثم ‘لا’ ≤ 3 ™ ©.\n",
    "english in hebrew": "---\nlang: he\n---\n# C++ (2019)\n\n1. Engineer, Node.js\n\n| A |\n|--|\n| C++ |\n",
    "a running head in persian": "---\nlang: fa\nauthor: {name: Łódź Example}\n---\nنص\n\n<!-- pagebreak -->\n\nنص\n",
    "turned": "| Two |\n|--|\n| &#x202e;abc |\n",
    "no character": "Word.[^1]\n\n[^1]: A &#0; there.\n",
    "divided words": "---\nlang: de\nhyphens: true\n---\nWort שלום. " + "Donaudampfschifffahrtsgesellschaft " * 30,
    "links alike in text and note": "One.[^1] [a](h:1) [b](h:2)\n\n[^1]: [a](h:1) [c](h:3)\n".replace(
        "h:", "https://e.com/"
    ),
    "notes of notes": "Text.[^1]\n\n[^1]: One.\n\n[^2]: Two.[^3] ![x](pixel.png)\n\n[^3]: Three.\n",
    "a note of a note without a mark": "Text.[^1]\n\n[^1]: [^7]\n",
    "a list in a quote in a list": "- a\n\n  > - b\n",
    "a sign that nothing shows": '---\ntitle: "a\\x7fb"\n---\nWord.\n',
}
_OTHER_THEMES = {
    "code in small capitals": "executive",
    "a running head in persian": "academic",
    "greek capitals": "academic",
    "turkish capitals": "academic",
    "dutch capitals": "academic",
    "vietnamese": "compact",
    "a face without the sign": "academic",
    "marks of another font": "academic",
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_and_long_things_are_fine(name: str) -> None:
    assert findings(shaped(SCRIPTS[name]), themed(_OTHER_THEMES.get(name, "classic"))) == []


@settings(max_examples=40, phases=[Phase.explicit, Phase.generate], deadline=None)
@given(documents())
def test_random_trees_are_fine(tree: Document) -> None:
    assert findings(tree, classic(), ("txt", "html", "docx")) == []


# The same ones each time: the engine loses a marker of one in some hundreds, which is then no false alarm.
@settings(max_examples=10, phases=[Phase.generate], deadline=None, derandomize=True)
@given(documents())
def test_random_trees_are_fine_as_pdf(tree: Document) -> None:
    assert findings(tree, themed("executive"), ("pdf",)) == []


def test_what_a_repeated_table_head_holds_may_be_found_again() -> None:
    rows = "".join(f"| row {number} | {'text ' * 20}|\n" for number in range(60))
    table = f"| [Head](https://example.com) | ![alt](pixel.png) |\n|--|--|\n{rows}"
    assert findings(shaped(table), classic(), ("pdf",)) == []


def test_a_note_has_the_bullets_of_its_own_lists() -> None:
    """However deep the list is that its reference stands in."""
    source = "- outer\n  - inner[^1]\n\n[^1]: Note:\n\n    - item\n"
    assert findings(shaped(source), classic(), ("pdf",)) == []


def test_words_of_drawings_may_be_found_in_a_pdf() -> None:
    drawing = identify(
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text>Dr<tspan>awn</tspan></text></svg>"
    )
    document = shaped("Before ![alt](drawing.svg) behind[^1].\n\nMore.\n\n[^1]: Note.\n")
    given = {"drawing.svg": drawing}
    data = renderer("pdf")(document, classic(), given, Report())
    assert "Drawn" in pdftotext(data)
    assert prove("pdf", data, document, classic(), given) == []


def test_a_stacked_entry_is_one_heading_in_the_tags() -> None:
    resume = shaped(SPECIMENS["resume"])
    assert any(isinstance(node, Entry) for node in walk(resume))
    assert findings(resume, themed("executive"), ("pdf",)) == []


# ── In a build ───────────────────────────────────────────────────────────────────────────────────


def built(folder: Path, monkeypatch: pytest.MonkeyPatch, settings_: str = "", *, verify: bool = True) -> list[str]:
    """The codes of a build whose text renderer drops a word; files are below `out`."""
    (folder / "cvbuild.yaml").write_text(f"formats: [txt]\n{settings_}", "utf-8")
    source = folder / "page.md"
    source.write_text("# Title\n\nSome words here.\n", "utf-8")
    monkeypatch.chdir(folder)
    real = renderer

    def forgetful(name: str, *more: object) -> Callable[..., bytes]:
        return lambda *given: real(name)(*given).replace(b"words ", b"")

    monkeypatch.setattr("cvbuild.build.rendered.renderer", forgetful)
    report = Report()
    project = find_project(report)
    jobs = find_jobs((str(source),), project, report)
    done = build(jobs, project.config, Options(formats=("txt",), verify=verify), folder / "out")
    return [one.code.slug for one in done[0].report]


def test_nothing_is_written_that_says_something_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert built(tmp_path, monkeypatch) == ["words-differ"]
    assert not (tmp_path / "out").exists()


def test_no_verify_writes_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert built(tmp_path, monkeypatch, verify=False) == []
    assert (tmp_path / "out" / "page.txt").read_text("utf-8") == "Title\n\nSome here.\n"


def test_an_empty_box_is_an_error_where_its_character_stands(tmp_path: Path) -> None:
    source = tmp_path / "page.md"
    source.write_text("# Title\n\none \U00010600 two\n", "utf-8")  # a sign of Linear A
    report = Report()
    project = find_project(report)
    (done,) = build(find_jobs((str(source),), project, report), project.config, Options(formats=("pdf",)), tmp_path)
    found = [(one.span.line, one.span.column) for one in done.report if one.code is Code.GLYPH_BOX and one.span]
    assert found == [(3, 5)]
    assert Code.WORDS_DIFFER not in {one.code for one in done.report}
    assert not done.written


def test_settings_can_switch_it_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert built(tmp_path, monkeypatch, "verify: false\n") == []
    assert (tmp_path / "out" / "page.txt").exists()


# ── Rows that go over pages ──────────────────────────────────────────────────────────────────────

TALL = f"""# Tall rows

| Left | Middle | Right |
|---|---|---|
| {" ".join(f"left{n}" for n in range(500))} | short | {" ".join(f"right{n}" for n in range(300))} |
| a | b | c[^1] |

[^1]: A note.
"""


@pytest.mark.parametrize("kind", ["pdf", "docx", "html"])
def test_a_row_higher_than_a_page_is_proved(kind: str) -> None:
    document = shaped(TALL)
    data = renderer(kind)(document, classic(), {}, Report())
    assert prove(kind, data, document, classic(), {}) == []


@pytest.mark.parametrize(("word", "other"), [("left400", "left4"), ("right250 ", ""), ("left7 left8", "left8 left7")])
def test_what_a_torn_row_lacks_is_seen(word: str, other: str) -> None:
    data = renderer("pdf")(shaped(TALL.replace(word, other)), classic(), {}, Report())
    (found, *_) = prove("pdf", data, shaped(TALL), classic(), {})
    assert found.code is Code.WORDS_DIFFER
    assert word.partition(" ")[0] in found.message


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_a_high_row_begins_below_the_head_of_its_table(kind: str) -> None:
    """On the first page, whatever draws it: else the head would stand alone, or nowhere."""
    data = renderer(kind)(shaped(TALL), classic(), {}, Report())
    pages = pdftotext(data if kind == "pdf" else soffice_pdf(data)).split("\f")
    assert all(word in pages[0].split() for word in ("Tall", "Left", "left0", "right0"))
