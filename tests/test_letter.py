"""Letters keep to their layout's measures, in PDF and Word, and say the same in every format.

What is recognised in a letter's text stands in `cases/letter.case`.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

import cvbuild
from cvbuild.diagnostics import Code
from cvbuild.shape.dates import is_date, written_date
from cvbuild.theme import LAYOUTS
from cvbuild.tree.metadata import Layout
from cvbuild.tree.nodes import Addressee, Closing, DateLine, Enclosures, Letterhead, Salutation, Signature, Subject
from cvbuild.tree.walk import walk
from tests.documents import PIXEL, classic
from tests.judges import (
    PdfWord,
    ooxml_errors,
    pdf_dark_rows,
    pdf_info,
    pdf_words,
    pdfium_text,
    pdftotext,
    pypdf_text,
    qpdf_check,
    soffice_pdf,
    soffice_pdfs,
    verapdf_failures,
    vnu_messages,
)
from tests.words import read_word

MM = 72 / 25.4
A4_HEIGHT, LETTER_HEIGHT = 297.0, 279.4
LETTER = """---
kind: letter
layout: {layout}
lang: {lang}
author:
  name: Lea Sommer
  headline: Cook and baker
  address: Alter Markt 7, 50667 Köln
  phone: +49 221 0000000
  email: lea@example.com
recipient:
  name: Dr. Anna Muster
  organisation: Gasthaus Beispiel
  department: Kitchen
  address: |
    Musterweg 3
    20095 Hamburg
    Germany
place: Köln
date: 2026-03-05
subject: Application as head cook
salutation: Dear Dr. Muster
closing: Sincerely
enclosures: [Certificates, References]
fold-marks: true
---
{text}
"""
PARAGRAPH = "I have cooked for twenty guests and for two thousand, and liked both. "


@cache
def output(layout: str, kind: str, length: int = 3, lang: str = "en") -> bytes:
    source = LETTER.format(layout=layout, lang=lang, text="\n\n".join([PARAGRAPH * 4] * length))
    data, report = cvbuild.render_text(source, kind, name="letter")
    assert not [one for one in report if one.code not in {Code.REPEATED_PARAGRAPH, Code.LONG_LETTER}]
    return data


by_layout = pytest.mark.parametrize("layout", get_args(Layout))


def found(words: list[PdfWord], text: str) -> PdfWord:
    return next(word for word in words if word.text == text)


# ── Measures ─────────────────────────────────────────────────────────────────────────────────────

# Left edge of text, first line's upper edge, in mm: DIN 5008:2020 has the address zone 17.7 mm below the field's top.
ADDRESSES = {
    "din5008-a": (25, 27 + 17.7, "Gasthaus"),
    "din5008-b": (25, 45 + 17.7, "Gasthaus"),
    "us": (25.4, 57.15, "Dr."),
    "fr": (110, 50, "Dr."),
}
FOLDS = {
    "din5008-a": (87, 192),
    "din5008-b": (105, 210),
    "us": (LETTER_HEIGHT / 3, LETTER_HEIGHT * 2 / 3),
    "fr": (A4_HEIGHT / 3, A4_HEIGHT * 2 / 3),
    "plain": (),
    "kr": (),
}
MARGINS = {"din5008-a": (25, 20), "din5008-b": (25, 20), "us": (25.4, 25.4), "fr": (25, 20), "kr": (20, 20)}


def test_every_layout_is_measured() -> None:
    assert set(LAYOUTS) == set(get_args(Layout)) == set(FOLDS)
    assert set(ADDRESSES) == {name for name, layout in LAYOUTS.items() if layout.address}


@pytest.mark.parametrize("layout", ADDRESSES)
def test_the_address_is_where_the_window_shows_it(layout: str) -> None:
    left, top, first = ADDRESSES[layout]
    word = found(pdf_words(output(layout, "pdf")), first)
    assert abs(word.left / MM - left) < 1
    # Poppler's box has the font's height, and is centred in the line.
    assert abs(word.top / MM - top) < 1


@pytest.mark.parametrize("layout", ADDRESSES)
def test_word_has_the_address_at_the_same_place(layout: str) -> None:
    left, top, first = ADDRESSES[layout]
    words = pdf_words(soffice_pdf(output(layout, "docx")))
    word = found(words, first)
    assert abs(word.left / MM - left) < 1
    # Where the theme's font is not installed, another one's box differs by some tenths.
    assert abs(word.top / MM - top) < 1.5
    assert found(words, "Lea").bottom < word.top
    assert found(words, "Application").top > found(words, "Germany").bottom


@pytest.mark.parametrize("layout", ADDRESSES)
def test_a_long_letter_keeps_the_themes_margins_on_its_other_pages(layout: str) -> None:
    pages = pdftotext(output(layout, "pdf", 14), "-bbox").split("<page ")
    assert len(pages) > 2
    tops = [float(line.split('yMin="')[1].split('"')[0]) for line in pages[2].splitlines() if "yMin" in line]
    assert abs(min(tops) - classic().page.margin_top) < MM


@pytest.mark.parametrize("layout", MARGINS)
def test_the_text_keeps_to_the_layouts_margins(layout: str) -> None:
    left, right = MARGINS[layout]
    words = pdf_words(output(layout, "pdf"))
    width = 215.9 if layout == "us" else 210
    assert abs(min(word.left for word in words) / MM - left) < 1
    assert max(word.right for word in words) / MM < width - right + 0.1


@by_layout
def test_marks_stand_at_the_folds(layout: str) -> None:
    marks = pdf_dark_rows(output(layout, "pdf"), 7 * MM)
    assert len(marks) == len(FOLDS[layout])
    assert all(abs(mark / MM - fold) < 1 for mark, fold in zip(marks, FOLDS[layout], strict=True))


@by_layout
def test_word_has_the_marks_too(layout: str) -> None:
    marks = pdf_dark_rows(soffice_pdf(output(layout, "docx")), 7 * MM)
    assert len(marks) == len(FOLDS[layout])
    assert all(abs(mark / MM - fold) < 1 for mark, fold in zip(marks, FOLDS[layout], strict=True))


def test_without_being_asked_for_there_are_no_marks() -> None:
    source = LETTER.format(layout="din5008-b", lang="en", text="x").replace("fold-marks: true\n", "")
    assert pdf_dark_rows(cvbuild.render_text(source, "pdf")[0], 7 * MM) == []


@pytest.mark.parametrize("layout", ["din5008-a", "din5008-b", "fr"])
def test_the_date_stands_at_the_right_margin(layout: str) -> None:
    words = pdf_words(output(layout, "pdf"))
    year = [word for word in words if word.text == "2026"][-1]
    assert abs(year.right / MM - 190) < 1


@pytest.mark.parametrize("layout", ["us", "plain"])
def test_the_paper_is_that_of_the_country(layout: str) -> None:
    assert ("letter" in pdf_info(output(layout, "pdf"))["Page size"]) == (layout == "us")


@pytest.mark.parametrize(("layout", "moved"), [("din5008-a", True), ("din5008-b", False), ("plain", False)])
def test_a_letterhead_that_pushes_the_address_down_is_reported(layout: str, moved: bool) -> None:
    source = LETTER.format(layout=layout, lang="en", text="x")
    source = source.replace("address: Alter Markt 7,", "address: " + "a rather long name of a street " * 5 + ",")
    _, report = cvbuild.render_text(source, "pdf")
    assert [found.code.slug for found in report] == ["address-moved"] * moved


# ── Every format ─────────────────────────────────────────────────────────────────────────────────


@by_layout
def test_every_reader_finds_the_words_in_their_order(layout: str) -> None:
    expected = output(layout, "txt").decode().replace(" · ", " ").split()
    pdf = output(layout, "pdf")
    word = " ".join(read_word(output(layout, "docx")))
    texts = [pdftotext(pdf), pdftotext(pdf, "-raw"), pypdf_text(pdf), pdfium_text(pdf), word]
    assert len(expected) > 100
    for text in texts:
        assert text.replace("·", " ").split() == expected


@by_layout
def test_every_validator_is_content(layout: str) -> None:
    assert ooxml_errors(output(layout, "docx")) == []
    assert vnu_messages(output(layout, "html")) == []
    qpdf_check(output(layout, "pdf"))


def test_every_layout_conforms_to_pdf_ua() -> None:
    failures = verapdf_failures({layout: output(layout, "pdf") for layout in get_args(Layout)})
    assert failures == {layout: [] for layout in get_args(Layout)}


@pytest.mark.parametrize("lang", ["en", "de", "fr", "es", "ko", "ja"])
def test_a_letter_written_out_is_recognised_in_full(lang: str) -> None:
    """What cvbuild itself writes as text for front matter has the same parts when it is written in the text."""
    parts = {
        "en": ("Dear Ms. Berg,", "Sincerely,", "Enclosures"),
        "de": ("Sehr geehrte Frau Berg,", "Mit freundlichen Grüßen", "Anlagen"),
        "fr": ("Madame,", "Cordialement,", "Pièces jointes"),
        "es": ("Estimada señora Berg:", "Atentamente,", "Anexos"),
        "ko": ("베르크 담당자님께", "감사합니다.", "붙임"),
        "ja": ("拝啓", "敬具", "同封書類"),
    }
    greeting, closing, label = parts[lang]
    day = written_date("2026-03-05", lang)
    head = f"---\nlang: {lang}\n---\nA B\\\n12 Lane\\\n1234 Town\n\n{day}\n\nRe: Work\n\n"
    text = f"{head}{greeting}\n\nx\n\n{closing}\n\nA. Name\n\n{label}:\n\n- one\n- two\n"
    document, report = cvbuild.parse_text(text, name="letter")
    assert not list(report)
    assert document is not None
    kinds = [type(node) for node in walk(document) if not isinstance(node, Letterhead)]
    for part in (Addressee, DateLine, Subject, Salutation, Closing, Signature, Enclosures):
        assert kinds.count(part) == 1, part.__name__


def letter_kinds(body: str) -> list[str]:
    document, _ = cvbuild.parse_text(body, name="letter")
    assert document is not None
    return [type(block).__name__ for block in document.children]


@pytest.mark.parametrize(
    "greeting",
    [
        "OGQ 채용 담당자님께",
        "ABC株式会社 採用ご担当者様",
        "À qui de droit,",
        "Señores:",
        "Good evening,",
        "拝啓　時下ますますご清栄のこととお慶び申し上げます。",
        "Ladies and Gentlemen,",
        "Sehr geehrte Frau Dr. Muster,\\\nsehr geehrter Herr Meier,",
    ],
)
def test_greetings_of_many_kinds(greeting: str) -> None:
    assert letter_kinds(f"{greeting}\n\nx") == ["Salutation", "Paragraph"]


@pytest.mark.parametrize(
    "text",
    [
        "Dear reader, this is not a letter but an essay about letters, and it goes on.",
        "Dear Ms. Berg,\\\nI am writing to you, at last,",
        "Roses are red\\\nviolets are blue\n\n5 March 2026\n\nwas a day.",
        "What do I do?\\\nI write code.\n\nSubject: matters.",
    ],
)
def test_what_only_looks_like_parts_of_a_letter(text: str) -> None:
    assert set(letter_kinds(text)) == {"Paragraph"}


@pytest.mark.parametrize(
    ("end", "kinds"),
    [
        ("Thank you,\n\nI look forward to it.\n\nJane Doe", ["Paragraph"] * 3),
        ("Best regards,\n\nJane Doe\n\nThank you!", ["Closing", "Signature", "Paragraph"]),
        ("Thank you!\n\nBest regards,\n\nJane Doe", ["Paragraph", "Closing", "Signature"]),
        ("Thanks,\n\nBest regards,\n\nP.S. I can start in May.", ["Paragraph", "Closing", "Paragraph"]),
        ("감사합니다.\n\n2026년 3월 5일\n\n박지원", ["Closing", "DateLine", "Signature"]),
        ("감사합니다.\n\n2026. 3. 5.\n\n박지원", ["Closing", "DateLine", "Signature"]),
        (
            "何卒よろしくお願いいたします。\n\n敬具\n\n同封書類：履歴書\n\n以上",
            ["Paragraph", "Closing", "Enclosures", "Paragraph"],
        ),
        ("Sin otro particular, le saluda atentamente,\n\nLuis", ["Closing", "Signature"]),
        ("Cheers,\\\nJane\n\ncc: Bob", ["Closing", "Signature", "Paragraph"]),
    ],
)
def test_the_closing_is_the_one_that_a_name_follows(end: str, kinds: list[str]) -> None:
    assert letter_kinds(f"Dear all,\n\nx\n\n{end}")[2:] == kinds


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_no_page_begins_with_the_end_of_a_letter(kind: str) -> None:
    """Lines of the text go with it, whatever the length."""
    texts = {
        str(length): LETTER.format(layout="us", lang="en", text="\\\n".join(["x"] * length)) for length in range(12, 32)
    }
    made = {name: cvbuild.render_text(text, kind, name="letter")[0] for name, text in texts.items()}
    pages = [pdftotext(pdf).split("\f")[:-1] for pdf in (soffice_pdfs(made) if kind == "docx" else made).values()]
    assert {len(sheets) for sheets in pages} == {1, 2}
    assert {words.split()[0] for sheets in pages for words in sheets[1:]} == {"x"}


def test_word_has_an_address_in_the_text_where_its_box_would_cover_the_head() -> None:
    source = LETTER.format(layout="us", lang="en", text="x").replace("headline: Cook", "headline: " + "Cook and " * 40)
    word, report = cvbuild.render_text(source, "docx")
    assert [found.code.slug for found in report if found.code is not Code.REPEATED_WORD] == ["address-moved"]
    words = pdf_words(soffice_pdf(word))
    assert found(words, "Dr.").top > found(words, "2026").top


@pytest.mark.parametrize(
    "lang", ["en", "en-GB", "de", "fr", "es", "ko", "ja", "zh", "it", "pt", "nl", "pl", "sv", "cs", "fi"]
)
def test_a_date_is_read_as_it_is_written(lang: str) -> None:
    days = [date(2026, month, day).isoformat() for month in range(1, 13) for day in (1, 21)]
    assert not [day for day in days if not is_date(written_date(day, lang), lang)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "March",
        "Room 5 Floor 2020",
        "I was born 5 March 1990",
        "In March 2026 I moved.",
        "5 of 14",
        "10.5.1",
    ],
)
def test_what_is_no_day(text: str) -> None:
    assert not is_date(text, "en")


@pytest.mark.parametrize("text", ["2026. 3. 5.", "2026. 3. 5", "5. März 2026", "Madrid, a 5 de marzo de 2026"])
def test_days_that_markdown_reads_as_lists_and_others(text: str) -> None:
    assert letter_kinds(f"{text}\n\nDear all,\n\nx")[0] == "DateLine"


@pytest.mark.parametrize("text", ["2026. 3.", "2026. 3. 5. 서울", "1. a\n2. b", "3. 4. x", "1."])
def test_lists_that_are_no_day(text: str) -> None:
    assert letter_kinds(f"{text}\n\nDear all,\n\nx")[0] == "OrderedList"


def test_today_is_the_day_of_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    source = "---\nlang: de\ndate: today\n---\nHallo,\n\nx"
    assert cvbuild.render_text(source, "txt", name="letter")[0].decode().startswith("2. Januar 1970\n")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    _, report = cvbuild.render_text(source, "txt", name="letter")
    assert [found.code.slug for found in report if found.code is not Code.MISSING_CONTACT] == ["wrong-value"]
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    text = cvbuild.render_text(source, "txt", name="letter")[0].decode()
    assert text.startswith(written_date(date.today().isoformat(), "de"))  # noqa: DTZ011 -- as the build takes it


def test_a_signature_is_a_picture_above_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("ink.png").write_bytes(PIXEL)
    source = "---\nauthor: {name: Ada, email: ada@example.com}\nsignature: ink.png\n---\nDear all,\n\nx\n\nSincerely,\n"
    page, report = cvbuild.render_text(source, "html", name="letter")
    assert not list(report)
    assert page.decode().index("data:image/png") < page.decode().rindex("Ada")
    assert cvbuild.render_text(source, "txt", name="letter")[0].decode().endswith("Sincerely,\n\nAda\n")
    assert ooxml_errors(cvbuild.render_text(source, "docx", name="letter")[0]) == []


@pytest.mark.parametrize("lang", ["ar", "he-IL"])
def test_a_phone_number_reads_from_the_left_where_text_reads_from_the_right(lang: str) -> None:
    author = "author: {name: ليلى, phone: +20 2 0000 1111, email: layla@example.com}"
    source = f"---\nkind: letter\nlang: {lang}\n{author}\n---\nx"
    for page in (cvbuild.render_text(source, "pdf")[0], soffice_pdf(cvbuild.render_text(source, "docx")[0])):
        left = {word.text.strip("\u200e\u202a-\u202e"): word.left for word in pdf_words(page)}
        assert left["+20"] < left["2"] < left["0000"] < left["1111"]
