"""What `inspect` reads from files of all kinds of programs, and what it finds fault with."""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
import time
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cvbuild.diagnostics import Report, Severity
from cvbuild.inspect import to_record
from cvbuild.inspect.inspection import FoundEntry, Recognised
from cvbuild.parse import parse
from cvbuild.render import FORMATS, renderer
from cvbuild.shape import shape
from cvbuild.source import read_source
from cvbuild.theme import load_theme, theme_names
from cvbuild.tree.nodes import Document, Entry, Section
from cvbuild.tree.walk import plain_text, walk
from tests.browser import window
from tests.documents import PROJECT, SAMPLES
from tests.inspected import (
    DEEDS,
    HEAD,
    MARKDOWN,
    RESUME,
    SKILLS,
    codes,
    encrypted,
    form,
    inspected,
    message,
    pandoc_docx,
    pandoc_odt,
    paragraphs,
    printed,
    rows,
    scan,
    word,
)
from tests.judges import soffice_pdfs

RESUMES = sorted((Path(__file__).parent / "resumes").glob("*.md"))
ENGINEER = ("Engineer", "Acme Ltd", "2019", "2021")
STUDENT = ("BSc Physics", "University of Leeds", "2015", "2018")


def entries(found: Recognised) -> list[FoundEntry]:
    return [entry for section in found.sections for entry in section.entries]


def stations(found: Recognised) -> list[tuple[str, str, str, str]]:
    return [
        (entry.title, entry.organisation, entry.dates.start, entry.dates.end)
        for entry in entries(found)
        if entry.dates is not None
    ]


def recognised(data: bytes, name: str) -> Recognised:
    inspection, report = inspected(data, name)
    assert inspection is not None, [one.message for one in report]
    return inspection.recognised


# ── Our own outputs ──────────────────────────────────────────────────────────────────────────────


@cache
def tree(path: Path) -> Document:
    report = Report()
    return shape(parse(read_source(path), report), PROJECT, path.name, report)


def output(path: Path, form: str, theme: str) -> bytes:
    chosen = load_theme(theme, Report())
    assert chosen is not None
    return renderer(form)(tree(path), chosen, {}, Report())


@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize("form", FORMATS)
def test_the_samples_are_read_fully_and_without_a_warning(form: str, theme: str) -> None:
    assert len(SAMPLES) > 2
    for path in SAMPLES:
        inspection, report = inspected(output(path, form, theme), f"{path.stem}.{form}")
        assert inspection is not None
        assert [one.message for one in report] == []
        document, found = tree(path), inspection.recognised
        if document.metadata.kind == "page":
            continue
        author = document.metadata.author
        assert (found.name, found.name_line) == (author.name, 1)
        assert (found.emails, found.phones) == ((author.email,), (author.phone,))
        sections = [
            (plain_text(one.heading).casefold(), one.kind) for one in walk(document) if isinstance(one, Section)
        ]
        assert [(one.heading.casefold(), one.kind) for one in found.sections] == sections
        wanted = [one for one in walk(document) if isinstance(one, Entry)]
        assert [(one.title, one.organisation, one.place, one.dates) for one in entries(found)] == [
            (plain_text(one.title), plain_text(one.organisation), plain_text(one.place), one.dates) for one in wanted
        ]


@pytest.mark.parametrize("layout", ["us", "din5008-a", "din5008-b", "fr", "kr"])
def test_letters_in_every_layout_begin_with_the_name(layout: str, tmp_path: Path) -> None:
    path = tmp_path / "letter.md"
    text = next(path for path in SAMPLES if path.stem == "cover-letter").read_text("utf-8")
    path.write_text(text.replace("---\n", f"---\nlayout: {layout}\n", 1), "utf-8")
    assert tree(path).metadata.layout == layout
    for name in ("pdf", "docx"):
        _, report = inspected(output(path, name, "classic"), f"letter.{name}")
        assert [one.message for one in report] == []


@pytest.mark.parametrize(("form", "least"), [("pdf", 1.0), ("docx", 1.0), ("html", 1.0), ("txt", 0.9)])
def test_resumes_of_many_kinds_are_recognised(form: str, least: float) -> None:
    """Entries by title, organisation and dates; plain text marks no headings, so some there are guessed wrong."""
    wanted = found = 0
    for path in RESUMES[:: 3 if form == "pdf" else 1]:
        read = entries(recognised(output(path, form, "classic"), f"{path.stem}.{form}"))
        have = {(one.title, one.organisation, one.dates) for one in read}
        own = [one for one in walk(tree(path)) if isinstance(one, Entry)]
        keys = [(one_line(plain_text(one.title)), one_line(plain_text(one.organisation)), one.dates) for one in own]
        wanted, found = wanted + len(keys), found + sum(key in have for key in keys)
    assert wanted > 40
    assert found >= least * wanted


def one_line(text: str) -> str:
    return " ".join(text.split())


# ── Files of other programs ──────────────────────────────────────────────────────────────────────


def test_a_pdf_without_tags_is_recognised_by_its_words() -> None:
    data = printed(RESUME)
    found = recognised(data, "resume.pdf")
    assert (found.name, found.emails, found.phones) == ("Jane Doe", ("jane.doe@example.com",), ("+44 20 7946 0958",))
    assert [(one.heading, one.kind) for one in found.sections] == [("Work history", "work"), ("Education", "education")]
    assert stations(found) == [ENGINEER, STUDENT]
    assert codes(data, "resume.pdf") == {"no-tags"}


def test_a_word_file_of_pandoc_is_recognised() -> None:
    found = recognised(pandoc_docx(), "resume.docx")
    assert stations(found) == [ENGINEER, STUDENT]
    assert (found.name, found.name_line) == ("Jane Doe", 1)


def test_pdfs_of_libreoffice_are_recognised() -> None:
    pdf = soffice_pdfs({"resume": pandoc_docx()})["resume"]
    inspection, report = inspected(pdf, "resume.pdf")
    assert inspection is not None
    assert stations(inspection.recognised) == [ENGINEER, STUDENT]
    assert "LibreOffice" in inspection.contents.properties.producer
    assert [one.message for one in report if one.severity is Severity.WARNING] == []


def of_chromium(style: str) -> bytes:
    """The résumé as Chromium prints it, with its tags."""
    with window() as page:
        page.set_content(f"<html lang=en><title>Jane Doe</title><style>{style}</style>{RESUME}")
        pdf: bytes = page.pdf(tagged=True)
        return pdf


def test_pdfs_of_chromium_are_recognised() -> None:
    pdf = of_chromium("h2 { letter-spacing: .08em }")
    inspection, report = inspected(pdf, "resume.pdf")
    assert inspection is not None
    assert inspection.contents.is_tagged
    assert stations(inspection.recognised) == [ENGINEER, STUDENT]
    assert list(report) == []


def test_ligatures_and_emoji_of_chromium_are_read_in_their_place() -> None:
    with window() as page:
        text = "<h1>Jane Doe 🚀</h1><p>Office staff, efficient and e\u0301te\u0301</p>"
        page.set_content(f"<html lang=en><title>x</title><style>body{{font-family:'DejaVu Sans'}}</style>{text}")
        data: bytes = page.pdf(tagged=True)
    inspection, report = inspected(data, "x.pdf")
    assert inspection is not None
    assert [line.text for line in inspection.contents.lines] == [
        "Jane Doe 🚀",
        "Office staff, efficient and e\u0301te\u0301",
    ]
    assert list(report) == []


def test_letters_that_chromium_spaces_out_are_no_words() -> None:
    assert codes(of_chromium("h2 { letter-spacing: .4em }"), "resume.pdf") == {"spaced-letters"}


def test_long_files_take_no_long_time() -> None:
    """Seconds of processor time: what is recognised is bounded, so twice the text does not take much longer."""
    begun = time.process_time()
    inspection, _ = inspected(b"Engineer, Acme, 2019 - 2020\n" * 200_000, "x.txt")
    assert inspection is not None
    assert len(inspection.contents.lines) == 200_000
    assert time.process_time() - begun < 20


def test_plain_text_is_recognised() -> None:
    text = (
        "Jane Doe\njane.doe@example.com, +44 20 7946 0958\n\nEXPERIENCE\n\nEngineer, Acme Ltd, 2019 - 2021\n* Led.\n\n"
    )
    text += "Education:\n\n2015 – 2018  BSc Physics, University of Leeds\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        found = recognised(text.encode(encoding), "resume.txt")
        assert [one.kind for one in found.sections] == ["work", "education"]
        assert stations(found) == [ENGINEER, STUDENT]


def test_a_page_is_recognised_behind_its_menu() -> None:
    page = f"<!doctype html><html lang=en><title>Jane</title><nav><a href='#a'>Skip</a><a href=x>Home</a></nav>{RESUME}"
    found = recognised(page.encode(), "resume.html")
    assert (found.name, found.name_line) == ("Jane Doe", 1)
    assert stations(found) == [ENGINEER, STUDENT]
    assert codes(page.encode(), "resume.html") == set()


def told(text: str) -> list[tuple[str, str, str, str]]:
    return stations(recognised(f"Jane Doe\n\n{text}\n\nEducation\n\nBSc Physics, 2015\n".encode(), "x.txt"))


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        # A bullet that its reader lost, above a head that is whole.
        ("Led nine people\nEngineer, Acme\n2019 – 2021", ("Engineer", "Acme", "2019", "2021")),
        # Dates first, each on a line of its own, and the first of them broken by a narrow column.
        (
            "2019 –\n2021\nEngineer\nAcme Ltd\nLed nine people\nWrote a book\n2017 – 2019\nTeacher\nBeta Ltd",
            ("Engineer", "Acme Ltd", "2019", "2021"),
        ),
        ("Engineer, Barilla S.p.A.\n2019 – 2021", ("Engineer", "Barilla S.p.A.", "2019", "2021")),
        ("Accountant\t2019 – 2021\nKPMG, Leeds\n• Closed the books", ("Accountant", "KPMG", "2019", "2021")),
    ],
)
def test_heads_are_told_from_what_stands_around_them(lines: str, found: tuple[str, str, str, str]) -> None:
    assert told(f"Experience\n\n{lines}")[0] == found


def test_lists_with_commas_are_no_headings() -> None:
    text = "Jane Doe\nExperience\nEngineer, Acme, 2019 – 2021\nEducation\nBSc, 2015\nProject planning, SQL, Excel\n"
    assert [one.heading for one in recognised(text.encode(), "x.txt").sections] == ["Experience", "Education"]


@pytest.mark.parametrize(
    ("text", "name", "line"),
    [
        ("Lebenslauf\nPersönliche Daten\nName: Sabine Müller\nEngineer", "Sabine Müller", 3),
        ("Curriculum vitae\nName\nSabine Müller", "Sabine Müller", 3),
        ("Contact\n+44 20 7946 0958\nSan Francisco, CA\nSkills", "", 0),
        ("履歴書\n小林 大地\u3000daichi@example.com\n年月", "小林 大地", 2),
        ("أحمد علي\nahmed@example.com", "أحمد علي", 1),
        ("M A R I A\nMaria Nowak", "Maria Nowak", 2),
        ("Rosalind Achterberg, RN", "Rosalind Achterberg", 1),
    ],
)
def test_names_are_told_from_labels_places_and_titles(text: str, name: str, line: int) -> None:
    found = recognised(text.encode(), "x.txt")
    assert (found.name, found.name_line) == (name, line)


def test_a_page_names_the_line_of_its_main_heading() -> None:
    body = RESUME.replace("Jane Doe", "Lebenslauf")
    page = f"<!doctype html><html lang=de><title>x</title><p>Some Menu</p>{body}".encode()
    assert message(page, "x.html", "name-not-first") == "the first line is not a name but “Lebenslauf”"


# ── Columns and order ────────────────────────────────────────────────────────────────────────────

MAIN, SIDE = f"<div class=m>{HEAD}{paragraphs(DEEDS)}</div>", f"<div class=s>{paragraphs(SKILLS)}</div>"


@pytest.mark.parametrize(
    ("style", "body"),
    [
        ("div{display:grid;grid-template-columns:1fr 1fr}section{display:contents}", rows("section", "p")),
        ("", f"<table>{rows('tr', 'td')}</table>"),
        ("section p{display:inline-block;width:45%}", rows("section", "p")),
    ],
)
def test_columns_that_are_read_across_are_told_with_an_example(style: str, body: str) -> None:
    data = printed(f"{HEAD}<div>{body}</div>", style)
    assert "read across" in message(data, "x.pdf", "mixed-columns")
    assert f"{DEEDS[1]} {SKILLS[1]}"[:40] in message(data, "x.pdf", "mixed-columns") or DEEDS[0] in message(
        data, "x.pdf", "mixed-columns"
    )
    assert "side-by-side" not in codes(data, "x.pdf")


@pytest.mark.parametrize(
    ("style", "body"),
    [
        ("body{position:relative}.s{position:absolute;left:60%;top:0}.m{width:50%}", SIDE + MAIN),
        (".c{columns:2}", f"{HEAD}<div class=c>{paragraphs([*DEEDS, *SKILLS])}</div>"),
        (".s{float:left;width:40%;margin-right:5%}", SIDE + MAIN),
    ],
)
def test_columns_that_are_read_one_after_the_other_are_a_note(style: str, body: str) -> None:
    found = codes(printed(body, style), "x.pdf")
    assert "side-by-side" in found
    assert "mixed-columns" not in found


@pytest.mark.parametrize(
    "lines",
    [
        [("Engineer for things, Acme", "March 2001 – May 2009"), ("Planner of things, Beta", "2009 – 2012")] * 4,
        [("Skills", "Python, Go and some Rust"), ("Languages", "English, and French since school")] * 3,
    ],
)
def test_dates_and_labels_beside_the_text_are_no_columns(lines: list[tuple[str, str]]) -> None:
    body = "".join(f"<p><span>{left}</span><span>{right}</span></p>" for left, right in lines)
    found = codes(printed(HEAD + body, "p{display:flex}p span{width:50%}"), "x.pdf")
    assert not {"mixed-columns", "side-by-side", "reading-order"} & found


def test_what_stands_at_the_top_but_comes_late_is_told() -> None:
    style = "body{padding-top:3cm;position:relative}.t{position:absolute;top:0}"
    data = printed(f"{paragraphs(DEEDS)}<div class=t>{HEAD}</div>", style)
    assert message(data, "x.pdf", "reading-order").startswith("“Jane Doe” stands at the top")
    assert "reading-order" not in codes(printed(RESUME), "x.pdf")


def placed(lines: list[tuple[int, int, str]]) -> bytes:
    """A PDF of one page that has these texts at these places, in this order."""
    parts = [f"BT /F1 11 Tf 1 0 0 1 {left} {bottom} Tm ({text}) Tj ET" for left, bottom, text in lines]
    return plain_pdf(" ".join(parts).encode())


def test_dates_that_are_read_apart_from_their_heads_are_told() -> None:
    heads = [(60, 700, "Engineer, Acme Ltd"), (60, 680, "Led nine people"), (60, 660, "Wrote a long book")]
    heads += [(60, 640, "Analyst, Beta Ltd"), (60, 620, "Read it again"), (60, 600, "Sold both of them")]
    dates = [(440, 700, "2019 - 2021"), (440, 640, "2017 - 2019")]
    assert "“2019 - 2021” stands beside “Engineer, Acme Ltd”" in message(
        placed(heads + dates), "x.pdf", "reading-order"
    )
    in_lines = [*heads[:1], dates[0], *heads[1:4], dates[1], *heads[4:]]
    assert "reading-order" not in codes(placed(in_lines), "x.pdf")


# ── Letters ──────────────────────────────────────────────────────────────────────────────────────


def test_letters_that_stand_apart_are_told() -> None:
    data = printed(f"{HEAD}<h2>EXPERIENCE</h2>{paragraphs(DEEDS)}", "h2{letter-spacing:.4em}")
    assert "E X P E R I E N C E" in message(data, "x.pdf", "spaced-letters")
    assert "spaced-letters" not in codes(printed(RESUME, "h2{letter-spacing:.08em}"), "x.pdf")
    assert "spaced-letters" not in codes("Jane Doe\nPlan A B testing, 이 력 서 도".encode(), "x.txt")


def test_letters_are_measured_where_they_are_read_well() -> None:
    """At 0.12 em Poppler reads `E D U C AT I O N`."""
    data = printed(f"{HEAD}<h2>EDUCATION</h2>{paragraphs(DEEDS)}", "h2{letter-spacing:.12em}")
    assert "so far apart" in message(data, "x.pdf", "spaced-letters")


def test_ligatures_and_unknown_characters_are_told() -> None:
    text = "Jane Doe\nThe oﬃce was eﬀective.\n\ue0a1 jane@example.com, a \ufffd and \ue0a1\n"
    assert message(text.encode(), "x.txt", "ligatures").startswith("2 words")
    assert message(text.encode(), "x.txt", "unknown-characters") == "3 characters without a meaning: U+E0A1, U+FFFD"
    assert not {"ligatures", "unknown-characters"} & codes(b"Jane Doe, office", "x.txt")


@pytest.mark.parametrize(
    "style", ["color:#fff", "font-size:.3px", "position:absolute;left:-40cm", "color:#f8f8f8;background:#fff"]
)
def test_hidden_text_in_a_pdf_is_told(style: str) -> None:
    data = printed(f"{RESUME}<p style='{style}'>kubernetes rockstar</p>")
    assert "18 letters" in message(data, "x.pdf", "hidden-text")


@pytest.mark.parametrize(
    "style", ["opacity:0", "color:#123456;background:#123456", "position:relative;z-index:-1;color:#345;opacity:.01"]
)
def test_text_that_is_not_white_may_be_hidden_too(style: str) -> None:
    data = printed(f"{RESUME}<p style='{style}'>kubernetes rockstar</p>")
    assert "kubernetes" in message(data, "x.pdf", "hidden-text")


def test_text_below_something_is_hidden() -> None:
    cover = "<div style='position:absolute;left:0;top:0;width:100%;height:30pt;background:#fff'></div>"
    data = printed(f"{RESUME}<div style='position:relative;height:30pt'>kubernetes rockstar{cover}</div>")
    assert "18 letters" in message(data, "x.pdf", "hidden-text")


@pytest.mark.parametrize(
    ("box", "turn", "matrix"),
    [
        ((700, 900, 1295, 1742), 0, "1 0 0 1 760 1500"),
        ((0, 400, 595, 842), 0, "1 0 0 1 60 700"),
        ((0, 0, 595, 842), 90, "0 1 -1 0 200 60"),
        ((0, 0, 595, 842), 180, "-1 0 0 -1 500 200"),
        ((0, 0, 595, 842), 270, "0 -1 1 0 200 700"),
    ],
)
@pytest.mark.parametrize("colour", ["0 g", "1 g"])
def test_pages_that_are_moved_cropped_or_turned_show_their_text(
    box: tuple[int, ...], turn: int, matrix: str, colour: str
) -> None:
    text = f"{colour} BT /F1 12 Tf {matrix} Tm (Jane Doe, engineer at Acme Limited) Tj ET"
    found = codes(plain_pdf(text.encode(), box, turn), "x.pdf")
    assert ("hidden-text" in found) == (colour == "1 g")
    assert not {"tiny-text", "reading-order"} & found


def test_a_page_as_large_as_a_field_is_read() -> None:
    data = plain_pdf(b"1 g BT /F1 12 Tf 72 700 Td (Jane Doe) Tj ET", (0, 0, 200_000, 200_000))
    assert "Jane Doe" in inspected(data, "x.pdf")[0].contents.text  # type: ignore[union-attr]


def test_white_text_on_a_dark_ground_is_no_hidden_text() -> None:
    data = printed(f"<div style='background:#123456;color:#fff'>{RESUME}</div>")
    assert codes(data, "x.pdf") == {"no-tags"}


def test_tiny_text_is_told() -> None:
    data = printed(f"{RESUME}<p style='font-size:3pt'>words that nobody could ever read</p>")
    assert "below 5 points" in message(data, "x.pdf", "tiny-text")
    assert "tiny-text" not in codes(printed(f"{RESUME}<p style='font-size:8pt'>{' '.join(DEEDS)}</p>"), "x.pdf")


# ── Files as a whole ─────────────────────────────────────────────────────────────────────────────


def test_a_scan_has_no_text() -> None:
    assert message(scan(), "scan.pdf", "no-text") == "page 1 is a picture with hardly any text"
    assert message(printed("<p></p>"), "blank.pdf", "no-text") == "the file has no text"
    assert message(b"<html><body><script>render()</script></body>", "app.html", "no-text") == "the file has no text"


def test_restrictions_and_forms_are_told() -> None:
    assert "copying" in message(encrypted(""), "x.pdf", "restricted-file")
    assert stations(recognised(encrypted(""), "x.pdf")) == [ENGINEER, STUDENT]
    assert "form-fields" in codes(form(), "x.pdf")
    assert not {"restricted-file", "form-fields"} & codes(printed(RESUME), "x.pdf")


def test_tags_in_a_circle_take_no_long_time() -> None:
    import pypdf
    from pypdf.generic import ArrayObject, DictionaryObject, NameObject

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(printed(RESUME)))
    item, root = (DictionaryObject({NameObject("/S"): NameObject("/H1")}) for _ in range(2))
    own = writer._add_object(item)
    item[NameObject("/K")] = ArrayObject([own, own])
    root[NameObject("/K")] = own
    writer._root_object[NameObject("/StructTreeRoot")] = writer._add_object(root)
    target = io.BytesIO()
    writer.write(target)
    begun = time.process_time()
    inspection, _ = inspected(target.getvalue(), "x.pdf")
    assert inspection is not None
    assert inspection.contents.structure == ((1, ""),)
    assert time.process_time() - begun < 5


def test_fonts_that_are_not_in_the_file_are_told() -> None:
    content = b"BT /F1 12 Tf 72 700 Td (Jane Doe, Engineer at Acme Limited) Tj ET"
    assert message(plain_pdf(content), "x.pdf", "loose-font") == "the font Helvetica is not in the file"
    assert "loose-font" not in codes(printed(RESUME), "x.pdf")
    # Named, but nothing is set in it.
    assert "loose-font" not in codes(without_text(content), "x.pdf")


def without_text(content: bytes) -> bytes:
    import pypdf

    writer = pypdf.PdfWriter(clone_from=io.BytesIO(printed(RESUME)))
    fonts = pypdf.PdfReader(io.BytesIO(plain_pdf(content))).pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    writer.pages[0]["/Resources"]["/Font"][pypdf.generic.NameObject("/Unused")] = fonts["/F1"].clone(writer)  # type: ignore[index]
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def plain_pdf(content: bytes, box: tuple[int, ...] = (0, 0, 595, 842), turn: int = 0) -> bytes:
    """A PDF of one page, written by hand: that part of the plane, turned clockwise."""
    import pypdf
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, RectangleObject

    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(595, 842)
    page.mediabox = RectangleObject(box)
    page.rotate(turn)
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1")})
    font[NameObject("/BaseFont")] = NameObject("/Helvetica")
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    stream = DecodedStreamObject()
    stream.set_data(content)
    page[NameObject("/Contents")] = writer._add_object(stream)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def test_an_invisible_layer_over_a_page_is_told() -> None:
    data = plain_pdf(b"BT /F1 12 Tf 3 Tr 72 700 Td (words that are never drawn at all) Tj ET")
    assert "that nobody sees" in message(data, "x.pdf", "hidden-text")


def test_readers_that_disagree_are_told() -> None:
    """What is drawn from the right to the left: PDFium sorts it, pypdf takes it as it comes."""
    columns = b"BT /F1 12 Tf 300 700 Td (a second half that was drawn first of all) Tj ET "
    columns += b"BT /F1 12 Tf 1 0 0 1 20 700 Tm (what begins the line at its left side) Tj ET"
    data = plain_pdf(columns)
    inspection, _ = inspected(data, "x.pdf")
    assert inspection is not None
    [page] = inspection.contents.pages
    assert page.second is not None
    differ = page.text.split() != page.second.split()
    assert ("readers-disagree" in codes(data, "x.pdf")) == differ
    assert "readers-disagree" not in codes(printed(RESUME), "x.pdf")


def test_long_files_are_noted() -> None:
    assert message(printed("<p style='break-after:page'>x</p>" * 6), "x.pdf", "many-pages").startswith("6 pages")
    assert "many-pages" not in codes(printed(RESUME), "x.pdf")


def test_contacts_in_repeated_lines_only_are_told() -> None:
    style = "@page{@top-center{content:'jane.doe@example.com'}}h2{break-before:page}"
    data = printed("<h1>Jane Doe</h1><h2>Experience</h2><p>x</p><h2>Education</h2><p>y</p>", style)
    assert message(data, "x.pdf", "margin-contact").startswith("jane.doe@example.com stands in lines")
    assert "margin-contact" not in codes(printed(f"{RESUME}<h2>Skills</h2>", style), "x.pdf")


# ── Word ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_plain_word_file_has_nothing_to_find_fault_with() -> None:
    assert codes(word(), "x.docx") == set()
    assert codes(word("data"), "x.docx") == set()
    assert stations(recognised(word(), "x.docx")) == [ENGINEER, STUDENT]


@pytest.mark.parametrize(
    ("part", "code", "words"),
    [
        ("box", "text-box", "1 text box: “Skills in a box”"),
        ("table", "layout-table", "it begins with “Led a team"),
        ("lines", "layout-table", "it begins with “Led a team"),
        ("columns", "side-by-side", "2 columns"),
        ("header", "margin-contact", "jane.doe@example.com, +44 20 7946 0958 stands in the header"),
        ("white", "hidden-text", "words that nobody"),
        ("vanished", "hidden-text", "words that nobody"),
        ("tiny", "tiny-text", "words that nobody"),
    ],
)
def test_what_hides_words_in_word_is_told(part: str, code: str, words: str) -> None:
    assert words in message(word(part), "x.docx", code)


def test_tables_that_arrange_a_page_are_told_and_others_are_not() -> None:
    cell = f"<td>{paragraphs(DEEDS)}</td>"
    page = "<!doctype html><html lang=en><title>x</title><h1>Jane Doe</h1><table><tr>{}</tr></table>"
    assert "layout-table" in codes(page.format(cell * 2).encode(), "x.html")
    assert "layout-table" not in codes(page.format("<td>Python</td><td>9 years</td>").encode(), "x.html")


@pytest.mark.parametrize("style", ["display:none", "font-size:0", "color:#FFF", "visibility: hidden", "left:-9999px"])
def test_hidden_text_in_a_page_is_told(style: str) -> None:
    page = f"<!doctype html><html lang=en><title>x</title>{RESUME}<p style='{style}'>rockstar</p>"
    assert "rockstar" in message(page.encode(), "x.html", "hidden-text")
    dark = page.replace("<p style='", "<p style='background:#000;") if "color" in style else page
    assert ("hidden-text" in codes(dark.encode(), "x.html")) == ("color" not in style)


# ── What is missing ──────────────────────────────────────────────────────────────────────────────


def test_missing_contacts_names_and_properties_are_told() -> None:
    body = RESUME.replace(
        HEAD, "<h1>Curriculum vitae</h1><p>Jane Doe</p><p><a href='mailto:j@example.com'>write</a></p>"
    )
    page = f"<!doctype html><html>{body}<img src=a.png>".encode()
    report = inspected(page, "x.html")[1]
    messages = sorted((one.code.slug, one.message) for one in report)
    assert messages == [
        ("missing-property", "the file tells no language"),
        ("missing-property", "the file tells no title"),
        ("name-not-first", "the first line is not a name but “Curriculum vitae”"),
        ("undescribed-picture", "1 picture without an alternative text"),
        ("unread-contact", "no e-mail address can be read in the text, only behind a link"),
        ("unread-contact", "no phone number can be read"),
    ]


def test_periods_without_known_headings_are_told() -> None:
    text = "Jane Doe\n\nWhere I was\n\nAcme, 2019 – 2021\nBeta, 2017 – 2019\nGamma, 2015 – 2017\n"
    assert "unknown-sections" in codes(text.encode(), "x.txt")
    assert "unknown-sections" not in codes(text.replace("Where I was", "Experience").encode(), "x.txt")


# ── What can't be read ───────────────────────────────────────────────────────────────────────────


def archive(*names: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "x.pdf", "the file is empty"),
        (b" \n", "x.txt", "the file is empty"),
        (MARKDOWN.encode(), "resume.md", "it is a Markdown source"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Word 97", "x.doc", "from before 2007"),
        (archive("mimetype", "content.xml"), "x.odt", "OpenDocument"),
        (archive("Index/Document.iwa"), "x.pages", "Apple's Pages"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), "x.xlsx", "Excel"),
        (archive("resume.pdf"), "x.zip", "it is a ZIP archive"),
        (archive("[Content_Types].xml"), "x.docx", "holds no Word document"),
        (b"{\\rtf1 Jane}", "x.rtf", "Rich Text"),
        (b"\x89PNG\r\n\x1a\n", "x.png", "it is a picture"),
        (b"\x7fELF\0\0\0\0", "x", "in no format that is known"),
        (b"Jane Doe", "x.pdf", "the file is no PDF"),
        (b"%PDF-1.7\nnothing", "x.pdf", "damaged"),
        (b"<html><p " + b"".join(b"a%d=1 " % n for n in range(10_001)) + b">x", "x.html", "more than 10000 attributes"),
        (b"PK\x03\x04 cut off", "x.docx", "is no ZIP archive"),
    ],
)
def test_what_can_not_be_read_is_an_error_that_says_why(data: bytes, name: str, words: str) -> None:
    inspection, report = inspected(data, name)
    assert inspection is None
    [error] = report
    assert (error.code.slug, error.severity) == ("not-inspected", Severity.ERROR)
    assert words in error.message
    assert error.hint or name in {"x.pdf", "x.html"}


def test_a_locked_file_and_a_real_opendocument_file_are_refused() -> None:
    assert "locked with a password" in message(encrypted("secret"), "x.pdf", "not-inspected")
    assert "OpenDocument" in message(pandoc_odt(), "x.odt", "not-inspected")


def test_a_bomb_is_refused() -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "x")
        package.writestr("word/document.xml", b" " * (65 << 20))
    assert "larger than 64 MB" in message(target.getvalue(), "x.docx", "not-inspected")


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: printed(RESUME), "x.pdf"),
        (lambda: output(SAMPLES[-1], "pdf", "classic"), "x.pdf"),
        (lambda: word("box", "table", "header"), "x.docx"),
        (lambda: word("box", "table", "header"), "parts.docx"),
        (f"<!doctype html><html lang=en>{RESUME}".encode, "x.html"),
    ],
)
def test_damaged_bytes_never_raise(make: Any, name: str) -> None:
    """Each round either gives an inspection or exactly one error."""
    whole, chance = make(), random.Random(9)
    read = 0
    for number in range(40):
        data = damaged_parts(whole, chance) if name == "parts.docx" else damaged(whole, chance)
        cut = data[: chance.randrange(len(data))] if number % 4 == 0 else data
        inspection, report = inspected(cut, name)
        read += inspection is not None
        assert (inspection is None) == report.has_errors
    # A ZIP archive has checksums, so hardly any damage leaves it readable.
    assert read > 0 or name == "x.docx"


@pytest.mark.parametrize(
    "text",
    ["a" * 2_000_000, "a." * 1_000_000 + "@", "<h1>Engineer</h1><p>2019 - 2020" * 10_000, "ﬁ" + "a" * 300_000],
)
def test_long_words_and_many_headings_take_no_long_time(text: str) -> None:
    begun = time.process_time()
    assert inspected(text.encode(), "x.html")[0] is not None
    assert time.process_time() - begun < 10


def damaged(data: bytes, chance: random.Random, most: int = 30) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, most)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def damaged_parts(data: bytes, chance: random.Random) -> bytes:
    """A sound archive whose document has elements renamed, doubled or taken out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(target, "w") as changed:
        for part in package.namelist():
            text = package.read(part)
            if part.endswith(("document.xml", "styles.xml", "header1.xml")):
                names = [b"w:p", b"w:r", b"w:t", b"w:tbl", b"w:tr", b"w:tc", b"w:pPr", b"w:rPr", b"w:val", b"w:style"]
                text = text.replace(chance.choice(names) + b" ", chance.choice(names) + b" ")
                text = text.replace(b"<" + chance.choice(names) + b"/>", b"")
                text = text.replace(b'"' + str(chance.randrange(10)).encode(), b'"-x')
            changed.writestr(part, text)
    return target.getvalue()


# ── Records and the command ──────────────────────────────────────────────────────────────────────


def test_a_record_has_the_documented_keys() -> None:
    inspection, report = inspected(printed(RESUME), "x.pdf")
    assert inspection is not None
    record = to_record(inspection, report)
    page = (Path(__file__).parents[1] / "docs" / "inspect.md").read_text("utf-8")
    assert len(record) > 12
    assert [key for key in keys(record) if f"`{key}`" not in page] == []
    known = {"title": "Jane Doe", "language": "en", "producer": record["properties"]["producer"]}
    assert record["properties"] == dict.fromkeys(("author", "subject", "keywords", "creator")) | known
    assert record["recognised"]["sections"][0]["entries"][0] == {
        "title": "Engineer",
        "organisation": "Acme Ltd",
        "place": None,
        "period": "2019 – 2021",
        "start": "2019",
        "end": "2021",
        "ongoing": False,
    }


def keys(value: Any) -> set[str]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return {*(value if isinstance(value, dict) else ()), *(key for one in inner for key in keys(one))}


def run(*arguments: str, data: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "cvbuild", "inspect", *arguments]
    return subprocess.run(command, check=False, capture_output=True, input=data)


def test_the_command_prints_results_and_findings_apart(tmp_path: Path) -> None:
    path = tmp_path / "resume.docx"
    path.write_bytes(word("box"))
    done = run(str(path))
    assert done.returncode == 0
    assert "Engineer · Acme Ltd (2019 to 2021)" in done.stdout.decode()
    assert "[text-box]" in done.stderr.decode()
    assert "Skills in a box" in run(str(path), "--text").stdout.decode()
    strict = run(str(path), "--strict", "--json", "--message-format", "json")
    assert strict.returncode == 1
    [line] = strict.stderr.splitlines()
    [finding] = json.loads(strict.stdout)["findings"]
    assert json.loads(line)["code"] == finding["code"] == "text-box"
    ignored = run(str(path), "--strict", "--ignore", "text-box")
    assert (ignored.returncode, b"text-box" in ignored.stderr) == (0, False)


def test_the_command_reads_standard_input_and_says_what_it_can_not_read(tmp_path: Path) -> None:
    assert "Jane Doe" in run("-", data=printed(RESUME)).stdout.decode()
    for arguments in ((str(tmp_path / "none.pdf"),), (str(tmp_path),), ("--json", "-")):
        done = run(*arguments, data=b"")
        assert (done.returncode, done.stdout) == (1, b"")
        assert b"error: " in done.stderr
        assert b"Traceback" not in done.stderr
    assert "no diagnostic is called “no-such-code”" in run("x.pdf", "--ignore", "no-such-code").stderr.decode()
