"""What laid-out pages show to be wrong is said with its place and its measure; nothing the engine says comes raw."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import cvbuild
from cvbuild.diagnostics import Diagnostic, Report
from cvbuild.pictures import Pictures, identify
from cvbuild.render import renderer
from cvbuild.render.engine import load_engine
from cvbuild.render.engine_log import GLYPH, SAID_ELSEWHERE, TRANSLATIONS
from cvbuild.theme import load_theme, theme_names
from tests.documents import SAMPLES, classic, shaped
from tests.judges import pdf_info, pdftotext

COMPOUND = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrikationsgebäudeeinweihungsfeierlichkeitenprogrammheft"


def found(text: str, pictures: Pictures | None = None, theme: str = "classic") -> list[Diagnostic]:
    """What is reported of a text's PDF."""
    report, chosen = Report(), load_theme(theme, Report())
    assert chosen is not None
    renderer("pdf")(shaped(text), chosen, pictures or {}, report)
    return list(report)


def only(text: str, slug: str, pictures: Pictures | None = None) -> Diagnostic:
    """The one thing that is reported."""
    (one,) = found(text, pictures)
    assert one.code.slug == slug
    return one


def place(one: Diagnostic) -> tuple[int, int | None]:
    assert one.span is not None
    return one.span.line, one.span.column


@pytest.mark.parametrize("theme", theme_names())
def test_the_samples_are_fine(theme: str) -> None:
    assert SAMPLES
    for path in SAMPLES:
        assert found(path.read_text("utf-8"), theme=theme) == []


# ── The last page ────────────────────────────────────────────────────────────────────────────────


def lines(number: int, end: str = "") -> str:
    """That many paragraphs of one line."""
    return "\n\n".join(f"Line {count} of it." for count in range(1, number + 1)) + end


def first_on_second_page() -> int:
    pages = pdftotext(cvbuild.render_text(lines(90), "pdf")[0]).split("\f")
    return int(pages[1].split()[1])


@pytest.fixture(scope="module")
def full() -> int:
    """How many such paragraphs a page holds."""
    return first_on_second_page() - 1


@pytest.mark.parametrize("more", [1, 2, 3])
def test_a_last_page_with_a_few_lines_is_told(full: int, more: int) -> None:
    one = only(lines(full + more), "short-last-page")
    assert one.message.startswith(f"the last page has {more} line")
    assert f"Line {full + 1} of it." in one.message
    assert place(one) == (full * 2 + 1, 1)
    assert "`pages: 1`" in one.hint
    # The hint is right: so many lines less, and the page is gone; or a limit, and it is fitted.
    assert found(lines(full)) == []
    fitted, _ = cvbuild.render_text(f"---\npages: 1\n---\n{lines(full + more)}", "pdf")
    assert pdf_info(fitted)["Pages"] == "1"


def test_a_page_with_more_or_with_a_picture_or_asked_for_is_not_short(full: int) -> None:
    assert found(lines(full + 4)) == []
    assert found(lines(3)) == []
    assert found(lines(3, "\n\n<!-- pagebreak -->\n\nEnclosure")) == []
    picture = identify(b"<svg xmlns='http://www.w3.org/2000/svg' width='300' height='200'/>")
    assert found(lines(full, "\n\n![A plan](plan.svg)\n\nThe plan."), {"plan.svg": picture}) == []


def test_it_costs_no_other_layout(full: int, monkeypatch: pytest.MonkeyPatch) -> None:
    engine, calls = load_engine(Report()), list[str]()
    assert engine is not None
    render = engine.HTML.render

    def counted(self: object, *arguments: object, **named: object) -> object:
        calls.append("layout")
        return render(self, *arguments, **named)

    monkeypatch.setattr(engine.HTML, "render", counted)
    only(lines(full + 2), "short-last-page")
    assert calls == ["layout"]


# ── What is too wide ─────────────────────────────────────────────────────────────────────────────


def test_a_word_that_no_line_holds_is_told_where_it_stands() -> None:
    one = only(f"Text\n\nand {COMPOUND} here.", "overfull")
    assert place(one) == (3, 5)
    assert one.message.endswith("wider than its column and was broken")
    # With places where it may be broken, it is fine.
    assert found(f"Text and {COMPOUND.replace('s', 's&shy;')} here.") == []


def test_the_excess_is_the_width_that_is_missing() -> None:
    """A word of twice the letters is broken once more, by as much as the first had room and more."""
    column = classic().page.text_width / 72 * 25.4
    short, long = (int(only("m" * count, "overfull").message.split(" is ")[1].split()[0]) for count in (90, 180))
    assert long - short == pytest.approx((short + column) / 90 * 90, abs=3)


def test_a_code_line_without_a_space_is_told() -> None:
    assert place(only(f"Text\n\n```\n{'x' * 200}\n```", "overfull"))[0] == 3
    assert found(f"```\n{'some words ' * 30}\n```") == []


def test_a_table_whose_words_have_no_room_is_told() -> None:
    cells = "| " + " | ".join([COMPOUND] * 3) + " |"
    findings = found(f"Text\n\n| a | b | c |\n| - | - | - |\n{cells}")
    assert {(one.code.slug, place(one)[0]) for one in findings} == {("overfull", 5)}
    assert found("| a | b |\n| - | - |\n| some words | some others |") == []


def test_a_period_that_leaves_no_room_is_told() -> None:
    period = "2019 to 2024 and further, as long as it takes and longer than anyone would believe it to be possible"
    text = f"---\nkind: resume\n---\n## Work\n\n### Engineer | Acme | {period}\n\n- It went well."
    one = only(text, "overfull")
    assert place(one)[0] == 6
    assert period[:30] in one.message


def test_an_address_in_its_window_is_in_its_place() -> None:
    """It begins 5 mm further out than the text."""
    recipient = "recipient: {name: Dr. Anna Muster, address: Hauptstraße 1}"
    assert found(f"---\nkind: letter\nlayout: din5008-b\n{recipient}\n---\nDear Sir,\n\nText.") == []


def test_what_is_written_from_right_to_left_reaches_out_at_the_left() -> None:
    table = "| " + " | ".join(["كلمةطويلة" * 9] * 9) + " |\n" + "| - " * 9 + "|\n" + "| ب " * 9 + "|"
    findings = found(f"---\nlang: ar\n---\nنص قصير\n\n{table}")
    assert {one.code.slug for one in findings} <= {"overfull", "missing-glyph"}
    assert found("---\nlang: ar\nauthor: {name: Ada}\n---\nنص قصير\n\n- نص\n  - نص\n\n> نص") == []


@pytest.mark.parametrize(
    "text", ["https://example.com/" + "path/" * 40, "태권도" * 60, "ภาษาไทย" * 40, "日本語の文章" * 30]
)
def test_addresses_and_scripts_without_spaces_may_go_on_in_the_next_line(text: str) -> None:
    assert [one for one in found(text) if one.code.slug == "overfull"] == []


# ── The engine's log ─────────────────────────────────────────────────────────────────────────────

BAD_SVG = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path d='M0 0' <</svg>"
STYLED_SVG = (
    b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><style>rect:nonsense(x) { fill: red }"
    b"@font-face { src: url(x.ttf) }</style><rect width='9' height='9'/></svg>"
)


def test_a_picture_that_the_engine_can_not_draw_is_told_at_its_place() -> None:
    one = only("Text\n\nand ![A plan](plan.svg)", "unsupported-image", {"plan.svg": identify(BAD_SVG)})
    assert place(one) == (3, 5)
    assert one.message == "plan.svg can't be shown in a PDF"


def test_a_style_in_a_picture_that_can_not_be_followed_is_told() -> None:
    findings = found("![A plan](plan.svg)", {"plan.svg": identify(STYLED_SVG)})
    assert {one.code.slug for one in findings} == {"engine-warning"}
    assert all(one.message.startswith("an SVG picture") for one in findings)


def test_an_address_that_can_not_be_read_is_told() -> None:
    assert {one.code.slug for one in found("[here](https://[x/)")} <= {"unsafe-link"}


UNREACHABLE = {
    "__init__.py": "options of ours",
    "css/": "our style sheet, which themes can't make invalid (`test_theme_fuzz`)",
    "document.py": "options of ours",
    "formatting_structure/build.py": "our style sheet",
    "html.py": "elements that we never write",
    "images.py: Unknown image mode": "pictures are given in modes that it knows",
    "layout/": "grids and irregular tables, which we never write",
    "pdf/__init__.py": "dates, which we never write",
    "pdf/anchors.py: Failed to load attachment": "attachments are given as bytes",
    "pdf/stream.py": "colours are sRGB",
    "pdf/tags.py: Missing required": "a language is always given",
    "urls.py: Error when closing": "pictures are given as bytes",
    "urls.py: Malformed base URL": "the base is ours",
    "urls.py: Unsupported stylesheet": "we link to no style sheet",
}
"""The engine's messages that nothing we give to it causes, by file and beginning, with the reason."""


def engine_messages() -> list[tuple[str, str]]:
    """All that the engine's source logs as a warning or an error: the file, and the message."""
    engine = load_engine(Report())
    assert engine is not None
    assert engine.__file__
    folder = Path(engine.__file__).parent
    messages = []
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(value=ast.Name("LOGGER"), attr="warning" | "error"), args=[said, *_]):
                    text = said.value if isinstance(said, ast.Constant) else ast.unparse(said)
                    messages.append((path.relative_to(folder).as_posix(), str(text)))
    return messages


def test_every_message_of_the_engine_is_translated_or_can_not_come() -> None:
    messages = engine_messages()
    assert len(messages) > 60
    handled = (GLYPH, *SAID_ELSEWHERE, *TRANSLATIONS)
    open_ = [(file, text) for file, text in messages if not text.startswith(handled)]
    places = [f"{file}: {text}" for file, text in open_]
    assert [place for place in places if not place.startswith(tuple(UNREACHABLE))] == []
    # Nothing is listed that the engine no longer says.
    assert [start for start in UNREACHABLE if not any(place.startswith(start) for place in places)] == []
    assert [start for start in handled if not any(text.startswith(start) for _, text in messages)] == []
