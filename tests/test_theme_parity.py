"""One style table, three engines: what WeasyPrint lays out, what Word's styles say and what Chromium shows are equal.

`boxes` measures, `specimens` are measured. Word's lengths are twentieths of a point, its lines eighths, its
sizes halves; browsers place boxes on 1/64 of a pixel and make lines whole dots.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import fields, replace
from functools import cache
from typing import Any, Literal, NamedTuple

import pytest

from cvbuild.diagnostics import Report
from cvbuild.render import renderer
from cvbuild.render.columns import PAD
from cvbuild.render.docx.properties import is_bold
from cvbuild.render.engine import load_engine
from cvbuild.render.marks import RULE_GAP, fill_padding
from cvbuild.render.pdf import laid_out
from cvbuild.theme import HEADINGS, EntryLayout, Role, RunRole, TextStyle, Theme, load_theme, theme_names
from cvbuild.theme.model import PAPER_SIZES
from tests.boxes import Shown, browser_paragraphs, page_paragraphs
from tests.browser import chromium
from tests.documents import pixels, shaped
from tests.specimens import SPECIMENS
from tests.word_boxes import word_paragraphs

Engine = Literal["page", "word", "browser"]
ENGINES: tuple[Engine, ...] = ("page", "word", "browser")
ROUNDING = 0.1
"""Points: half a twentieth and a sixteenth for Word, or a dot of a line and 1/64 of a pixel for browsers."""
AT_LINES = {"above": 1.0, "left": 0.7}
"""Points: programs differ in whether a table's lines, half a point wide, belong to its rows and columns."""

THEMES = [*theme_names(), "harlequin"]
by_theme = pytest.mark.parametrize("name", THEMES)


def harlequin(classic: Theme) -> Theme:
    """A theme in which no two roles look alike, so that whatever takes the look of another one is found.

    Only roles that hold no blocks have rules below: Word draws those of a quote below each of its paragraphs. The body
    has no fill, which Word would draw below the paragraphs of loose items too. Small capitals are in a font that has
    them: those that Pango makes itself get higher lines.
    """
    body = classic.text[Role.BODY].font
    fonts = [replace(body, families=(family,)) for family in ("Gentium Book Plus", "EB Garamond", "Lato")]
    ruled = {*HEADINGS, Role.NAME, Role.CONTACT, Role.ENTRY, Role.DATE, Role.CLOSING, Role.RULE}
    text = {
        role: TextStyle(
            font=fonts[number % 3],
            size=8 + number / 2,
            leading=1.2 + number % 4 / 10,
            weight=(400, 700)[number % 2],
            italic=number % 3 == 0,
            caps=("none", "small", "all")[number % 3],
            tracking=number % 5 / 100,
            color=f"#{number * 5:02x}{200 - number * 5:02x}20",
            align=("center", "end", "justify", "start")[number % 4],
            before=2 + number * 1.5,
            keep_with_next=False,
            rule_below=0.5 if role in ruled else 0,
            indent=5 + number,
            fill=None if role is Role.BODY else f"#ff{255 - number:02x}ff",
        )
        for number, role in enumerate(Role)
    }
    runs = classic.runs | {RunRole.ENTRY_META: replace(classic.runs[RunRole.ENTRY_META], scale=0.8)}
    return replace(classic, text=text, runs=runs, tables="grid", entry=EntryLayout("stacked", " · "))


@cache
def theme(name: str) -> Theme:
    """The theme on a sheet so long that there is one page, with its light colours only."""
    found = load_theme("classic" if name == "harlequin" else name, Report())
    assert found is not None
    found = harlequin(found) if name == "harlequin" else found
    edges = {f"{first}{edge}": f"{edge}text" for first in ("", "first_") for edge in ("header", "footer")}
    return replace(found, page=replace(found.page, paper="Long", **edges), dark={})  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with ExitStack() as stack:
        stack.enter_context(pytest.MonkeyPatch.context()).setitem(PAPER_SIZES, "Long", (595.2756, 14_000.0))
        yield stack.enter_context(chromium())


Measured = dict[Engine, dict[str, Shown]]
_measured: dict[str, dict[str, Measured]] = {}


def measured(name: str, browser: Any) -> dict[str, Measured]:
    """The paragraphs of each specimen in a theme, by engine and first word; each theme is measured once."""
    if name not in _measured:
        _measured[name] = {specimen: measure(text, theme(name), browser) for specimen, text in SPECIMENS.items()}
    return _measured[name]


def measure(text: str, theme: Theme, browser: Any) -> Measured:
    document, report = shaped(text), Report()
    load_engine(report)
    made: Measured = {
        "page": page_paragraphs(laid_out(document, theme, pixels())),
        "word": word_paragraphs(renderer("docx")(document, theme, pixels(), report)),
        "browser": browser_paragraphs(browser, renderer("html")(document, theme, pixels(), report)),
    }
    assert not list(report)
    return made


class Place(NamedTuple):
    """Where a role is measured: a specimen, the word there, the role of the paragraph above."""

    specimen: str
    word: str
    under: Role | None = Role.BODY


ROLES = {
    Role.BODY: Place("page", "twolines"),
    Role.NAME: Place("letter", "ada", None),
    Role.HEADLINE: Place("letter", "headline", Role.NAME),
    Role.CONTACT: Place("letter", "+1", Role.HEADLINE),
    Role.INTRO: Place("resume", "intro.", Role.CONTACT),
    Role.HEADING_1: Place("page", "another"),
    Role.HEADING_2: Place("page", "second"),
    Role.HEADING_3: Place("page", "third", Role.HEADING_2),
    Role.HEADING_4: Place("page", "fourth", Role.HEADING_3),
    Role.HEADING_5: Place("page", "fifth", Role.HEADING_4),
    Role.HEADING_6: Place("page", "sixth", Role.HEADING_5),
    Role.ENTRY: Place("resume", "engineer", Role.HEADING_2),
    Role.ITEM: Place("page", "tightfirst"),
    Role.QUOTE: Place("page", "quotefirst"),
    Role.CODE_BLOCK: Place("page", "codeblock"),
    Role.TABLE_HEAD: Place("page", "headcell"),
    Role.TABLE_CELL: Place("page", "cell", Role.TABLE_HEAD),
    Role.TERM: Place("page", "term", Role.HEADING_1),
    Role.DESCRIPTION: Place("page", "description", Role.TERM),
    Role.CAPTION: Place("page", "caption"),
    Role.FOOTNOTE: Place("page", "notesecond.", Role.FOOTNOTE),
    Role.DATE: Place("letter", "rome,", Role.CONTACT),
    Role.ADDRESSEE: Place("letter", "recipient", Role.DATE),
    Role.SUBJECT: Place("letter", "subject", Role.ADDRESSEE),
    Role.SALUTATION: Place("letter", "salutation,", Role.SUBJECT),
    Role.CLOSING: Place("letter", "sincerely,"),
    Role.SIGNATURE: Place("letter", "signer", Role.CLOSING),
    Role.ENCLOSURE: Place("letter", "enclosures", Role.SIGNATURE),
    Role.RULE: Place("page", "rule"),
    Role.PAGE_HEADER: Place("page", "headertext", None),
    Role.PAGE_FOOTER: Place("page", "footertext", None),
}
"""Every role of the style table; a page begins at its margin, so the name's space above is not seen."""

MARGIN_BOXES = {Role.PAGE_HEADER, Role.PAGE_FOOTER}
"""They stand in the margin by rules of each format, and the web page has none on the screen."""


def expected(role: Role, theme: Theme) -> Shown:
    """How a role looks by the style table, in the place where it is measured."""
    style, above = theme.text[role], theme.text[role].before
    left, leading, color = style.indent, style.size * style.leading, style.color
    pad = PAD * theme.text[Role.TABLE_CELL].size
    over = theme.text[under] if (under := ROLES[role].under) else None
    match role:
        case Role.NAME:
            above = 0.0
        case Role.ITEM:
            left += theme.lists.indent
        case Role.CODE_BLOCK if style.fill:
            left, above = left + fill_padding(style.size), above + fill_padding(style.size)
        case Role.TABLE_HEAD | Role.TABLE_CELL:
            above += pad * 2 if role is Role.TABLE_CELL else pad + theme.text[Role.BODY].before
            left += pad * 2 if theme.tables == "grid" else 0
        case Role.RULE:
            leading, color = style.rule_below, theme.colors.line
    above += over.rule_below + RULE_GAP if over and over.rule_below else 0
    centred = role is Role.CAPTION and style.align == "start"
    return Shown(
        style.font.families[0], style.size, style.weight, style.italic, style.caps, style.tracking * style.size, color,
        style.fill or "", "center" if centred else style.align, left, above, leading,
    )  # fmt: skip


def differences(one: Shown, other: Shown, *, spare: dict[str, float], without: set[str]) -> dict[str, tuple[Any, Any]]:
    """The measures that two engines have differently, beyond rounding and what is spared."""
    found = {}
    for name in {field.name for field in fields(Shown)} - without:
        left, right = getattr(one, name), getattr(other, name)
        if name == "weight":
            # Word has two weights of a family.
            same = is_bold(left) == is_bold(right)
        elif isinstance(left, float | int) and not isinstance(left, bool):
            same = abs(left - right) <= ROUNDING + spare.get(name, 0.0)
        else:
            same = left == right
        if not same:
            found[name] = (left, right)
    return found


@by_theme
def test_every_role_looks_as_the_style_table_has_it(name: str, browser: Any) -> None:
    assert set(ROLES) == set(Role)
    wrong = {}
    for role, place in ROLES.items():
        for engine in ENGINES:
            if role in MARGIN_BOXES and engine == "browser":
                continue
            shown = measured(name, browser)[place.specimen][engine][place.word]
            spare, without = by_design(role, engine)
            if found := differences(expected(role, theme(name)), shown, spare=spare, without=without):
                wrong[f"{role} {engine}"] = found
    assert wrong == {}


def by_design(role: Role, engine: Engine) -> tuple[dict[str, float], set[str]]:
    """How far a measure may be off, and which are not compared, each with its reason."""
    if role in MARGIN_BOXES:
        return {}, {"left", "above", "fill"}
    if role is Role.FOOTNOTE and engine == "browser":
        # Notes at the end of a web page are a list with its numbers before the text.
        return {}, {"left"}
    if role is Role.RULE:
        # No letters.
        return {}, {field.name for field in fields(Shown)} - {"color", "above", "left", "leading"}
    return (AT_LINES if role in {Role.TABLE_HEAD, Role.TABLE_CELL} else {}), set()


LATER_CELLS = {"headsecond", "cellsecond", "lastsecond", "quotedsecond", "quotedother"}
"""Widths of columns are chosen by each program, from the text."""
AT_TABLES = {"headcell", "cell", "lastcell", "aftertable.", "skills", *LATER_CELLS}
AT_TABLES |= {"quotedhead", "quotedcell", "afterquotedtable."}
NOTES = {
    "notefirst.",
    "notesecond.",
    "noteparagraph.",
    "noteparagraph",
    "noteitem",
    "noteother",
    "notequote",
    "unreferred.",
}


@by_theme
@pytest.mark.parametrize("specimen", SPECIMENS)
def test_every_paragraph_looks_the_same_in_every_engine(name: str, specimen: str, browser: Any) -> None:
    shown = measured(name, browser)[specimen]
    words = set.intersection(*(set(shown[engine]) for engine in ENGINES))
    assert set(shown["word"]) - words <= {"headertext", "footertext"}
    wrong = {}
    for word in sorted(words):
        for engine in ("word", "browser"):
            without = {"left"} if word in LATER_CELLS or (word in NOTES and engine == "browser") else set[str]()
            # Where the notes stand is each format's own way.
            without |= {"above"} if word == "notefirst." else set()
            # A loose list lies on the fill of the tight item around it; Word fills paragraphs.
            without |= {"fill"} if word in {"rule", "innermost", "innerparagraph"} else set()
            spare = AT_LINES if word in AT_TABLES else {}
            if found := differences(shown["page"][word], shown[engine][word], spare=spare, without=without):
                wrong[f"{word} {engine}"] = found
    assert wrong == {}


def test_the_second_line_of_a_stacked_entry_is_as_high_as_the_first(browser: Any) -> None:
    entry = theme("harlequin").text[Role.ENTRY]
    for engine in ("page", "browser"):
        details = measured("harlequin", browser)["resume"][engine]["acme"]
        assert details.leading == pytest.approx(entry.size * entry.leading, abs=ROUNDING)
        assert details.above == pytest.approx(0, abs=ROUNDING)


def test_a_wrong_measure_is_noticed() -> None:
    right = expected(Role.QUOTE, theme("classic"))
    wrong: dict[str, Any] = {
        "family": "Arial",
        "size": 10.5,
        "left": 15.2,
        "above": 6.8,
        "color": "#55585f",
        "weight": 600,
    }
    for name, value in wrong.items():
        assert set(differences(right, replace(right, **{name: value}), spare={}, without=set())) == {name}
