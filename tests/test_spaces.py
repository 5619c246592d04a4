"""Spaces at which no line may end: made by language where that is asked for, and kept in every format."""

from __future__ import annotations

import pytest

import cvbuild
from cvbuild.parse.spaces import unbroken
from tests.documents import parsed
from tests.judges import html_text, mammoth_text, pdftotext

# A plain space is ` `, one without a break `~`, a narrow one `_`.
CASES = [
    ("fr", "Bonjour ! Ça va ? Oui ; non : rien.", "Bonjour_! Ça va_? Oui_; non_: rien."),
    ("fr-CH", "Il dit : « Venez »", "Il dit_: «_Venez_»"),
    ("fr", "Bonjour! À 10:30, http://x.fr/?a", "Bonjour! À 10:30, http://x.fr/?a"),
    ("fr", "M. Dupont et Mme Durand, n° 5", "M.~Dupont et Mme~Durand, n°~5"),
    ("en", "Really ! No : yes", "Really ! No : yes"),
    ("en", "Dr. Smith and Mr. Jones saw J. R. R. Tolkien", "Dr.~Smith and Mr.~Jones saw J.~R.~R.~Tolkien"),
    ("en", "No. 5 on p. 12; No. Never", "No.~5 on p.~12; No. Never"),
    ("en", "12 GB, 5 km and 20 % of 30 °C", "12~GB, 5~km and 20~% of 30~°C"),
    ("en", "in 2019 many of 12 GBs", "in 2019 many of 12 GBs"),
    (
        "de",
        "z. B. am 3. Mai, d. h. mit Dr. Ost, § 5; i. d. R. ja",
        "z._B. am 3. Mai, d._h. mit Dr.~Ost, §~5; i._d._R. ja",
    ),
    ("de-AT", "S. 5 und Nr. 7, 50 €", "S.~5 und Nr.~7, 50~€"),
    ("es", "El Sr. López y la Dra. Ruiz", "El Sr.~López y la Dra.~Ruiz"),
    ("ko", "5 km 그리고 z. B.", "5~km 그리고 z. B."),
]


@pytest.mark.parametrize(("lang", "text", "expected"), CASES)
def test_a_language_has_its_spaces(lang: str, text: str, expected: str) -> None:
    wanted = expected.replace("~", "\u00a0").replace("_", "\u202f")
    assert unbroken(text, lang) == wanted
    # Nothing else changes, and once is enough.
    assert unbroken(wanted, lang) == wanted
    assert wanted.replace("\u00a0", " ").replace("\u202f", " ") == text


def text_of(source: str) -> str:
    return cvbuild.render_text(source, "txt")[0].decode()


def test_they_are_made_where_that_is_asked_for_only() -> None:
    source = "---\nlang: fr\nsmart: {}\n---\nBonjour ! Voir `a ! b`, [là !](https://x.fr) et <https://x.fr/?a=1>.\n"
    assert "\u202f" not in text_of(source.format("false"))
    made = text_of(source.format("true"))
    assert "Bonjour\u202f!" in made
    assert "là\u202f!" in made
    assert "a ! b" in made


def test_places_in_the_source_stay_those_of_what_was_written() -> None:
    document, _ = parsed("---\nlang: fr\nsmart: true\n---\nBonjour ! Puis **un mot** et *deux*.\n")
    paragraph = document.children[0]
    spans = [child.span for child in paragraph.children]  # type: ignore[union-attr]
    assert [span and (span.line, span.column) for span in spans][:2] == [(5, 1), (5, 16)]


def test_what_the_author_wrote_is_kept_in_every_format() -> None:
    source = "Ten\u00a0words and 1\u202f000 and Mr.&nbsp;Smith.\n"
    wanted = "Ten\u00a0words and 1\u202f000 and Mr.\u00a0Smith."
    assert wanted in text_of(source)
    assert wanted in cvbuild.render_text(source, "html")[0].decode()
    assert wanted in mammoth_text(cvbuild.render_text(source, "docx")[0])
    assert html_text(cvbuild.render_text(source, "html")[0])
    # On paper no line ends there, wherever in the line it stands.
    for filling in range(60, 100):
        pdf, _ = cvbuild.render_text(f"{'i ' * filling}Ten\u00a0words\u202fmore {'i ' * 40}\n", "pdf")
        assert "Ten words more" in pdftotext(pdf).replace("\u00a0", " ").replace("\u202f", " ")
