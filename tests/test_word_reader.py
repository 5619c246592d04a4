"""Reading Word files back: what they say, who changed and remarked what, and files that are none."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from contextlib import nullcontext, suppress

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.etree import _Element as Element

from cvbuild.tree.nodes import Code, CodeBlock, FootnoteReference, Text
from cvbuild.tree.walk import walk
from cvbuild.verify import NoWordFile, WordParagraph, read_word
from tests import judges
from tests.documents import EVERYTHING, SAMPLES, rendered, shaped
from tests.word_edits import W, WordFile, edited, q, run, said, tracked, w

LETTER = "Dear *Clara*,\n\nI **really** write [words](https://example.com) today.\n\n- one\n- two\n\n## Part\n\nEnd.\n"


def word(text: str = LETTER) -> bytes:
    return rendered(text, "docx")[0]


def read(change: Callable[[WordFile], object], text: str = LETTER) -> tuple[WordParagraph, ...]:
    return read_word(edited(word(text), change))


def one(words: str, paragraphs: tuple[WordParagraph, ...]) -> WordParagraph:
    (found,) = (paragraph for paragraph in paragraphs if words in paragraph.text)
    return found


def replace_run(file: WordFile, words: str, *elements: Element) -> None:
    """Put elements in the place of words."""
    found = file.split_run(words)
    for element in elements:
        found.addprevious(element)
    parent = found.getparent()
    assert parent is not None
    parent.remove(found)


# ── What our own files say ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", [EVERYTHING, *(path.read_text("utf-8") for path in SAMPLES)])
def test_every_word_of_the_tree_is_read_in_its_order(text: str) -> None:
    read_back = "".join(paragraph.text for paragraph in read_word(word(text)))
    position = 0
    for node in walk(shaped(text)):
        if isinstance(node, Text | Code | CodeBlock | FootnoteReference):
            shown = f"[^{node.number}]" if isinstance(node, FootnoteReference) else node.text
            position = read_back.index(shown, position) + len(shown)
    assert position > 100


def test_what_a_paragraph_is() -> None:
    kinds = [(one.kind, one.level, one.numbered, one.text) for one in read_word(word("## A\n\nb\n\n- c\n  1. d\n"))]
    assert kinds == [
        ("heading", 2, False, "A"),
        ("paragraph", 0, False, "b"),
        ("item", 0, False, "c"),
        ("item", 1, True, "d"),
    ]


def test_cells_and_notes() -> None:
    found = read_word(
        word("| a | b |\n| - | - |\n| c | d |\n\nText[^x] and more[^y].\n\n[^x]: First.\n[^y]: Second.\n")
    )
    assert [one.text for one in found if one.kind == "cell"] == ["a", "b", "c", "d"]
    assert one("Text", found).text == "Text[^1] and more[^2]."
    assert [(one.note, one.text) for one in found if one.kind == "footnote"] == [("1", "First."), ("2", "Second.")]


def test_how_words_look() -> None:
    paragraph = one(
        "really", read_word(word("I **really *do* write** [words](https://example.com), ~~no~~ x<sup>2</sup>.\n"))
    )
    looks = {part.text: part.marks for part in paragraph.runs}
    assert looks["really "].bold
    assert looks["do"].bold
    assert looks["do"].italic
    assert looks["words"].link == "https://example.com"
    assert looks["no"].strike
    assert looks["2"].vertical == "superscript"
    assert not looks["I "].bold


def test_bold_words_in_a_style_that_is_bold_are_those_of_the_style() -> None:
    heading = one("Part", read_word(word("# T\n\n## Part **more**\n")))
    assert len({part.marks.bold for part in heading.runs}) == 1


# ── Tracked changes and comments ─────────────────────────────────────────────────────────────────


def test_tracked_words_are_accepted_and_told_with_their_author() -> None:
    def change(file: WordFile) -> None:
        replace_run(file, "today", tracked("del", run("today")), tracked("ins", run("tomorrow"), author="Ben"))

    paragraph = one("really", read(change))
    assert paragraph.text == "I really write words tomorrow."
    assert [(part.text, part.author) for part in paragraph.runs if part.author] == [("tomorrow", "Ben")]
    (gone,) = paragraph.deletions
    assert (gone.text, gone.author, gone.date[:10], gone.moved) == ("today", "Clara Berg", "2026-03-06", False)
    assert paragraph.text[gone.offset :].startswith("tomorrow")


def test_words_that_were_moved() -> None:
    def change(file: WordFile) -> None:
        replace_run(file, "today", tracked("moveFrom", run("today")))
        file.paragraph("End").append(tracked("moveTo", run(" today")))

    found = read(change)
    assert one("End", found).text == "End. today"
    assert [(part.text, part.moved) for part in one("really", found).deletions] == [("today", True)]


def test_what_was_put_in_and_deleted_again_is_nowhere_but_told() -> None:
    paragraph = one(
        "End", read(lambda file: file.paragraph("End").append(tracked("ins", tracked("del", run(" gone")))))
    )
    assert paragraph.text == "End."
    assert [part.text for part in paragraph.deletions] == [" gone"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    def change(file: WordFile) -> None:
        properties = file.paragraph("Dear").find(q("pPr"))
        assert properties is not None
        properties.append(w("rPr", w("del", id="1", author="Clara Berg", date="2026-03-06T09:00:00Z")))

    paragraph = one("Dear", read(change))
    assert paragraph.text == "Dear Clara,I really write words today."
    assert [part.text for part in paragraph.deletions] == ["\n"]


def test_a_deleted_mark_at_the_end_loses_nothing() -> None:
    def change(file: WordFile) -> None:
        for paragraph in file.document.iter(q("p")):
            properties = paragraph.find(q("pPr"))
            assert properties is not None
            properties.append(w("rPr", w("del", id="1", author="A")))

    assert "".join(part.text for part in read(change)) == "Dear Clara,I really write words today.onetwoPartEnd."


def test_a_deleted_row() -> None:
    def change(file: WordFile) -> None:
        row = [*file.document.iter(q("tr"))][1]
        properties = row.find(q("trPr"))
        assert properties is not None
        properties.append(w("del", id="1", author="A"))

    found = read(change, "| a | b |\n| - | - |\n| c | d |\n| e | f |\n")
    assert [paragraph.text for paragraph in found] == ["a", "b", "e", "f"]


def test_comments_with_the_words_that_they_are_about() -> None:
    (comment,) = one("really", read(lambda file: file.comment("really", "Sure?"))).comments
    assert (comment.author, comment.text, comment.words, comment.date[:10]) == (
        "Clara Berg",
        "Sure?",
        "really",
        "2026-03-06",
    )


# ── Files of other programs ──────────────────────────────────────────────────────────────────────


def test_a_file_by_another_program() -> None:
    made = docx.Document()
    made.add_heading("Title of it", level=1)
    paragraph = made.add_paragraph("plain ")
    paragraph.add_run("bold").bold = True
    made.add_paragraph("item", style="List Bullet")
    made.add_paragraph("counted", style="List Number 2")
    made.add_paragraph("")
    made.add_table(1, 2).rows[0].cells[1].text = "cell"
    stream = io.BytesIO()
    made.save(stream)
    found = read_word(stream.getvalue())
    assert [(one.kind, one.text) for one in found] == [
        ("heading", "Title of it"),
        ("paragraph", "plain bold"),
        ("item", "item"),
        ("item", "counted"),
        ("cell", "cell"),
    ]
    assert [part.marks.bold for part in found[1].runs] == [False, True]
    assert [one.numbered for one in found] == [False, False, False, True, False]


def body(content: str) -> bytes:
    """The least that is a Word file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{content}</w:body></w:document>')
    return stream.getvalue()


DATE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>today</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>.</w:t></w:r>'
)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:br w:type="page"/></w:r>', "a\tb\nc"),
        ("<w:r><w:t>a</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>", "a\u2011b"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:t>x</w:t></w:r>', "\uf0b7x"),
        ('<w:sdt><w:sdtContent><w:r><w:t>field</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t>!</w:t></w:r>', "field!"),
        ('<w:fldSimple w:instr=" PAGE "><w:r><w:t>3</w:t></w:r></w:fldSimple>', "3"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:t>seen</w:t></w:r>", "seen"),
        (DATE, "today."),
    ],
)  # fmt: skip
def test_what_a_run_shows(content: str, text: str) -> None:
    assert [one.text for one in read_word(body(f"<w:p>{content}</w:p>"))] == [text]


def test_a_field_that_is_a_link() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> HYPERLINK "https://example.com/x" </w:instrText>'
        '<w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>there</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> not</w:t></w:r>'
    )
    ((there, rest),) = (one.runs for one in read_word(body(f"<w:p>{field}</w:p>")))
    assert (there.text, there.marks.link, rest.marks.link) == ("there", "https://example.com/x", "")


def test_a_text_box_is_read_once_before_the_paragraph_that_holds_it() -> None:
    inner = "<w:txbxContent><w:p><w:r><w:t>in the box</w:t></w:r></w:p></w:txbxContent>"
    forms = f"<mc:Choice>{inner}</mc:Choice><mc:Fallback>{inner}</mc:Fallback>"
    both = f'<mc:AlternateContent xmlns:mc="http://m">{forms}</mc:AlternateContent>'
    found = read_word(body(f"<w:p><w:r><w:t>a</w:t></w:r><w:r>{both}</w:r><w:r><w:t>b</w:t></w:r></w:p>"))
    assert [one.text for one in found] == ["in the box", "ab"]


def test_the_strict_form_of_the_format() -> None:
    strict = body("<w:p><w:r><w:t>text</w:t></w:r></w:p>")
    with zipfile.ZipFile(io.BytesIO(strict)) as archive:
        content = archive.read("word/document.xml").decode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", content.replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main"))
    assert [one.text for one in read_word(stream.getvalue())] == ["text"]


def test_a_style_that_is_based_on_itself() -> None:
    def change(file: WordFile) -> None:
        styles = file.parts["word/styles.xml"].decode()
        file.parts["word/styles.xml"] = styles.replace(
            "</w:styles>",
            '<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style>'
            "</w:styles>",
        ).encode()
        next(file.paragraph("End").iter(q("pStyle"))).set(q("val"), "Loop")

    assert one("End", read(change)).style == "Loop"


def test_an_empty_document_has_no_paragraphs() -> None:
    assert read_word(body("")) == ()
    assert read_word(body("<w:p/><w:p><w:r/></w:p>")) == ()


def test_libreoffice_changes_no_word_and_no_mark() -> None:
    original = word(EVERYTHING)
    again = read_word(judges.soffice_saved({"everything": original})["everything"])
    found = read_word(original)
    assert [(a.text, a.kind, a.level, a.note) for a in again] == [(b.text, b.kind, b.level, b.note) for b in found]
    assert len(found) > 40


# ── Files that are none, or mean harm ────────────────────────────────────────────────────────────


def with_part(content: bytes, name: str = "word/document.xml") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def changed_entry(offset: int, value: int) -> bytes:
    """An archive with another value in its entry: at 8 whether it is locked, at 10 how it is packed."""
    data = bytearray(with_part(b"<x/>"))
    for signature, place in ((b"PK\x03\x04", offset - 2), (b"PK\x01\x02", offset)):
        start = data.index(signature) + place
        data[start : start + 2] = struct.pack("<H", value)
    return bytes(data)


def elsewhere() -> bytes:
    """An archive whose list of entries says that it begins far behind its end."""
    data = bytearray(with_part(b"<x/>"))
    place = data.index(b"PK\x05\x06") + 16
    data[place : place + 4] = struct.pack("<I", struct.unpack("<I", data[place : place + 4])[0] + 5000)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no ZIP archive"),
        (b"# Markdown", "no ZIP archive"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "password"),
        (word()[:-300], "no ZIP archive"),
        (word()[:400], "no ZIP archive"),
        (with_part(b"text", "a.txt"), "no Word document"),
        (with_part(b"<a></b>"), "no XML"),
        (with_part(b""), "no XML"),
        (with_part(b"<a/>"), "no Word document"),
        (changed_entry(8, 1), "can't be unpacked"),
        (changed_entry(10, 99), "can't be unpacked"),
        (elsewhere(), "can't be unpacked"),
    ],
    ids=[
        "empty",
        "text",
        "old",
        "cut",
        "early",
        "other",
        "bad-xml",
        "no-xml",
        "other-xml",
        "locked",
        "method",
        "place",
    ],
)
def test_what_is_no_word_file_says_so(data: bytes, reason: str) -> None:
    with pytest.raises(NoWordFile, match=reason) as raised:
        read_word(data)
    assert raised.value.hint


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = with_part(b"<a>" + b" " * (65 << 20) + b"</a>")
    assert len(bomb) < 100_000
    with pytest.raises(NoWordFile, match="larger than 64 MB"):
        read_word(bomb)


def test_entities_are_neither_expanded_nor_fetched() -> None:
    laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    document = (
        f'<!DOCTYPE x [<!ENTITY e0 "ha">{laughs}<!ENTITY file SYSTEM "file:///etc/passwd">]>'
        f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>a&e9;&file;b</w:t></w:r></w:p></w:body></w:document>'
    )
    try:
        text = "".join(one.text for one in read_word(with_part(document.encode())))
    except NoWordFile:
        text = "a"
    assert "root:" not in text
    assert "haha" not in text


def test_deep_nesting_is_read_or_refused() -> None:
    for depth in (80, 240, 5000):
        content = "<w:ins>" * depth + "<w:r><w:t>x</w:t></w:r>" + "</w:ins>" * depth
        with nullcontext() if depth < 200 else suppress(NoWordFile):
            assert [one.text for one in read_word(body(f"<w:p>{content}</w:p>"))] == ["x"]


@given(st.data())
def test_a_damaged_file_never_raises_anything_else(data: st.DataObject) -> None:
    bytes_ = bytearray(word())
    for _ in range(data.draw(st.integers(1, 8))):
        bytes_[data.draw(st.integers(0, len(bytes_) - 1))] = data.draw(st.integers(0, 255))
    with suppress(NoWordFile):
        read_word(bytes(bytes_))


def test_said_is_what_the_tests_edit() -> None:
    assert said(WordFile(word()).paragraph("really")) == "I really write words today."
