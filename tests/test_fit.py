"""A limit of pages is a promise: the text fits, in proportion and in every format, or it is an error."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

import cvbuild
from cvbuild.build import fit
from cvbuild.diagnostics import Report
from cvbuild.theme import Role, Theme, fitted, load_theme, theme_names, with_layout
from tests.documents import classic
from tests.judges import pdf_info, pdf_words, pdftotext, soffice_pdfs

SENTENCES = (
    "I have cooked for twenty guests and for two thousand, and liked both.",
    "What I plan, I write down first, and then I measure it.",
    "The kitchen that I led last was small, loud, and never late.",
    "논문을 읽는 일은 매주 한 시간이다.",
)


def letter(paragraphs: int, pages: str = "1") -> str:
    text = "\n\n".join(f"Part {number} of it. " + " ".join(SENTENCES[:3]) for number in range(1, paragraphs + 1))
    limit = f"pages: {pages}\n" if pages else ""
    # How long a letter should be is the business of `test_lint_documents`.
    ignored = "ignore: [long-letter, repeated-paragraph]\n"
    head = f"---\nkind: letter\n{ignored}author: {{name: Ada, email: ada@example.com}}\n{limit}---\n"
    return f"{head}Dear all,\n\n{text}\n\nSincerely,\n"


def slugs(report: Report) -> list[str]:
    return [found.code.slug for found in report]


def count(pdf: bytes) -> int:
    return int(pdf_info(pdf)["Pages"])


# A classic letter's page holds about 13 of the paragraphs, and 20 at the theme's limits.
FITS, FITTED, TOO_MANY = 8, 16, 30


def test_what_fits_is_left_as_it_is() -> None:
    plain, _ = cvbuild.render_text(letter(FITS, ""), "pdf")
    limited, report = cvbuild.render_text(letter(FITS), "pdf")
    assert not list(report)
    assert limited == plain


def test_what_is_too_long_is_set_tighter_and_says_so() -> None:
    assert count(cvbuild.render_text(letter(FITTED, ""), "pdf")[0]) == 2
    pdf, report = cvbuild.render_text(letter(FITTED), "pdf")
    assert slugs(report) == ["fitted"]
    assert count(pdf) == 1
    assert re.search(
        r"text \S+ pt instead of 11, leading \S+ instead of 1.35, \d+% of the space", next(iter(report)).message
    )


def test_what_can_not_fit_is_an_error_that_tells_how_much() -> None:
    pdf, report = cvbuild.render_text(letter(TOO_MANY), "pdf")
    assert pdf == b""
    (found,) = report
    assert found.code.slug == "too-long"
    assert re.fullmatch(r"2 pages instead of 1: \d+ lines too many", found.message)
    assert found.span is not None
    assert found.span.line > 40
    assert "pages: 2" in found.hint
    assert count(cvbuild.render_text(letter(TOO_MANY, "max 2"), "pdf")[0]) == 2


@pytest.mark.parametrize("pages", ["0", "many", "-1", "100", "max", "fill 0", "fill2", "full"])
def test_a_limit_is_a_number_of_pages(pages: str) -> None:
    _, report = cvbuild.render_text(letter(1, pages), "txt")
    assert slugs(report) == ["wrong-value"]


def test_all_formats_are_set_alike() -> None:
    docx, report = cvbuild.render_text(letter(FITTED), "docx")
    page, _ = cvbuild.render_text(letter(FITTED), "html")
    size = re.search(r"text (\S+) pt", next(iter(report)).message)
    assert size is not None
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        styles = package.read("word/styles.xml").decode()
    assert f'<w:sz w:val="{round(float(size[1]) * 2)}"/>' in styles.partition("</w:rPrDefault>")[0]
    assert f"font-size: {size[1]}pt" in page.decode()


def test_word_keeps_to_the_limit_too() -> None:
    lengths = (14, 16, 18)
    made = {str(length): cvbuild.render_text(letter(length), "docx")[0] for length in lengths}
    assert {name: count(pdf) for name, pdf in soffice_pdfs(made).items()} == {str(length): 1 for length in lengths}


def test_the_search_takes_few_layouts(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[float] = []

    def counted(theme: Theme, amount: float) -> Theme:
        calls.append(amount)
        return fitted(theme, amount)

    monkeypatch.setattr(fit, "fitted", counted)
    costs = {}
    for length in (FITS, FITTED, TOO_MANY):
        calls.clear()
        cvbuild.render_text(letter(length), "html")
        costs[length] = len(calls)
    # What is chosen is asked for once more, without a layout.
    assert costs == {FITS: 1, FITTED: 4 + 1, TOO_MANY: 2}
    for length in (2, 8):
        calls.clear()
        cvbuild.render_text(letter(length, "fill"), "html")
        costs[length] = len(calls)
    assert (costs[2], costs[8]) == (2 + 1, 5 + 1)


@settings(max_examples=12)
@given(st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5), min_size=1, max_size=32))
def test_a_random_letter_has_one_page_or_is_an_error(paragraphs: list[list[str]]) -> None:
    text = "\n\n".join(" ".join(sentences) for sentences in paragraphs)
    source = f"---\nkind: letter\nignore: [long-letter, repeated-paragraph]\npages: 1\n---\nDear all,\n\n{text}\n"
    pdf, report = cvbuild.render_text(source, "pdf")
    if report.has_errors:
        assert slugs(report) == ["too-long"]
        assert pdf == b""
        return
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1
    expected, _ = cvbuild.render_text(source, "txt")
    assert "".join(pdftotext(pdf).split()) == "".join(expected.decode().split())


# ── Filling ──────────────────────────────────────────────────────────────────────────────────────


def used(pdf: bytes) -> float:
    """How far down the last page its text goes, its number at the foot aside, as a share of an A4 sheet."""
    bottoms = [word.bottom for word in pdf_words(pdf, page=count(pdf)) if word.bottom < 785]
    return max(bottoms) / 842


@pytest.mark.parametrize("length", [4, 6, 8])
def test_a_page_is_filled_and_says_so(length: int) -> None:
    plain, _ = cvbuild.render_text(letter(length, ""), "pdf")
    filled, report = cvbuild.render_text(letter(length, "fill"), "pdf")
    assert slugs(report) == ["filled"]
    assert count(filled) == count(plain) == 1
    assert used(filled) > used(plain) + 0.1
    said = re.search(r"text (\S+) pt instead of 11, .*; (\d+)% of the page is used", next(iter(report)).message)
    assert said is not None
    assert 11 <= float(said[1]) <= 12
    if length == 4:
        # As wide as may be, it has 96 points of margin above and below; the share that is named is what shows.
        assert used(filled) * 842 == pytest.approx(96 + int(said[2]) / 100 * 650, abs=15)
        return
    assert int(said[2]) >= 90


def test_a_full_page_is_left_as_it_is() -> None:
    plain, _ = cvbuild.render_text(letter(10, ""), "pdf")
    filled, report = cvbuild.render_text(letter(10, "fill"), "pdf")
    assert not list(report)
    assert filled == plain


@pytest.mark.parametrize("length", [2, 15, 17, 22])
def test_there_are_never_more_pages_than_without(length: int) -> None:
    plain, _ = cvbuild.render_text(letter(length, ""), "pdf")
    filled, _ = cvbuild.render_text(letter(length, "fill"), "pdf")
    assert count(filled) == count(plain)


def test_a_limit_that_shall_be_filled_is_a_limit() -> None:
    tight, report = cvbuild.render_text(letter(FITTED, "fill 1"), "pdf")
    assert (count(tight), slugs(report)) == (1, ["fitted"])
    wide, report = cvbuild.render_text(letter(FITS, "fill 1"), "pdf")
    assert (count(wide), slugs(report)) == (1, ["filled"])
    _, report = cvbuild.render_text(letter(TOO_MANY, "fill 1"), "pdf")
    assert slugs(report) == ["too-long"]


def test_filling_sets_all_formats_alike() -> None:
    docx, report = cvbuild.render_text(letter(6, "fill"), "docx")
    page, _ = cvbuild.render_text(letter(6, "fill"), "html")
    size = re.search(r"text (\S+) pt", next(iter(report)).message)
    assert size is not None
    assert size[1] != "11"
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        styles = package.read("word/styles.xml").decode()
    assert f'<w:sz w:val="{round(float(size[1]) * 2)}"/>' in styles.partition("</w:rPrDefault>")[0]
    assert f"font-size: {size[1]}pt" in page.decode()


# ── The limits ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", theme_names())
def test_a_theme_shrinks_in_proportion_and_no_further_than_it_says(name: str) -> None:
    theme = load_theme(name, Report())
    assert theme is not None
    steps = [fitted(theme, amount) for amount in (0, 0.25, 0.5, 0.75, 1)]
    assert steps[0] == theme
    for role in Role:
        for field in ("size", "leading", "before"):
            values = [getattr(step.text[role], field) for step in steps]
            assert values == sorted(values, reverse=True)
    last = steps[-1]
    body = last.text[Role.BODY]
    assert body.size >= 9.5
    assert body.leading >= min(theme.fit.leading, theme.text[Role.BODY].leading) - 0.001
    assert min(margins(last)) >= min(theme.fit.margin, *margins(theme)) - 0.001


@pytest.mark.parametrize("name", theme_names())
def test_a_theme_grows_in_proportion_and_no_further_than_it_says(name: str) -> None:
    theme = load_theme(name, Report())
    assert theme is not None
    steps = [fitted(theme, -amount) for amount in (0, 0.25, 0.5, 0.75, 1)]
    for role in Role:
        for field in ("size", "leading", "before"):
            values = [getattr(step.text[role], field) for step in steps]
            assert values == sorted(values)
    last, body = steps[-1], steps[-1].text[Role.BODY]
    assert body.size <= max(theme.fill.size, theme.text[Role.BODY].size)
    assert body.leading <= max(theme.fill.leading, theme.text[Role.BODY].leading) + 0.001
    assert body.before <= theme.text[Role.BODY].before * theme.fill.space + 0.001
    assert max(margins(last)) <= max(theme.fill.margin, *margins(theme)) + 0.001


def margins(theme: Theme) -> list[float]:
    page = theme.page
    return [page.margin_top, page.margin_right, page.margin_bottom, page.margin_left]


def test_an_address_stays_where_its_window_is() -> None:
    theme = with_layout(classic(), "din5008-b", fold_marks=False)
    tight = fitted(theme, 1)
    assert tight.page.address == theme.page.address
    assert (tight.page.margin_left, tight.page.first_top) == (theme.page.margin_left, theme.page.first_top)
