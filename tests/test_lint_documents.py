"""Rules about a document's parts and what goes with it; and what they find in letters and résumés that are in order."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvbuild.diagnostics import Code
from cvbuild.lint import Checked
from tests import letters, resumes
from tests.checking import repaired
from tests.documents import PROJECT, SAMPLES
from tests.linted import DEFAULT, EVERYTHING, OURS, checked, findings, found, letter, resume

# ── False findings ───────────────────────────────────────────────────────────────────────────────

TRUE_IN_RESUMES = {
    ("contable-es.md", 15, "mixed-dates"),  # enero de 2020, and jun. 2014
    ("contable-es.md", 32, "mixed-dashes"),  # 2008 a 2010
    ("frontend-ko.md", 26, "mixed-dates"),
    ("jianli-zh.md", 26, "mixed-dates"),  # 2022年3月, and 2021.06
    ("jianli-zh.md", 30, "mixed-dates"),
    ("jianli-zh.md", 30, "mixed-dashes"),
    ("nurse-ko.md", 32, "mixed-dates"),
    ("restauro-it.md", 20, "mixed-dates"),  # gen 2014, and settembre 2014
}
"""What the résumés do have in two ways: their authors' styles, looked at one by one."""


def corpus() -> list[tuple[str, Checked]]:
    """The letters and résumés in which nothing is wrong but what is listed, and the project's own."""
    written = [(path.name, checked(path.read_text("utf-8"), path.name, "letter")) for path in letters.PATHS]
    written += [(f"{name}.md", checked(resumes.source(name), f"{name}.md", "resume")) for name in resumes.NAMES]
    return written + [(path.name, checked(path.read_text("utf-8"), path.name, None, PROJECT)) for path in SAMPLES]


def test_default_rules_have_no_false_findings(capsys: pytest.CaptureFixture[str]) -> None:
    """Rules that would err here are opt-in; for those, the share of documents with a finding is shown only."""
    documents = corpus()
    assert len(documents) >= 60
    all_found = [(name, one) for name, given in documents for one in findings(given, EVERYTHING)]
    by_default = [(name, one) for name, one in all_found if not one.code.value.opt_in]
    shares = Counter(slug for _, slug in {(name, one.code.slug) for name, one in all_found if one.code.value.opt_in})
    with capsys.disabled():
        optional = ", ".join(f"{slug} {count}" for slug, count in shares.most_common())
        sys.stdout.write(f"\n{len(documents)} documents, {len(DEFAULT)} default rules; opt-in: {optional}\n")
    assert {(name, one.span.line if one.span else 0, one.code.slug) for name, one in by_default} == TRUE_IN_RESUMES


# ── Each rule ────────────────────────────────────────────────────────────────────────────────────


def test_opt_in_rules_wait_to_be_asked() -> None:
    optional = [(code, code.value) for code in OURS if code.value.opt_in and code.value.bad]
    assert len(optional) >= 6
    for code, definition in optional:
        assert code.slug not in found(definition.bad)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A\n\nText.\n\n### B\n\nText.", {"skipped-level"}),
        ("## A\n\nText.\n\n### B\n\nText.\n\n## C\n\nText.", set()),
        ("# A\n\nText.\n\n# B\n\nText.", {"several-titles"}),
        ("# A\n\nText.\n\n## B\n\n---\n\n## C\n\nText.", {"empty-section"}),
        ("# A\n\n## B\n\nText.", set()),
        ("- one\n- ![a stone](stone.png)\n- three", set()),
        ("[text]()", {"empty-link"}),
        ("[text](javascript:alert)", set()),
        ("[![a stone](stone.png)](https://example.com)", set()),
        ("[Click here.](https://example.com)", {"vague-link"}),
        ("[here and now](https://example.com)", set()),
        ("- One.\n- Two.\n- Three", {"mixed-stops"}),
        ("- One\n- Two etc.\n- Three", set()),
        ("- One?\n- Two\n- Three", set()),
        ("- One.\n- Two", set()),
        ("- One.\n  - inner\n- Two\n- Three\n- Four", set()),
    ],
)
def test_parts(text: str, expected: set[str]) -> None:
    assert found(text, kind="page") == expected


def test_a_heading_with_a_period_is_a_station_that_has_nothing_more_to_tell() -> None:
    assert found("## Education\n\n### BSc | 2015 – 2018\n\n### A-levels | 2013 – 2015", kind="page") == set()
    assert found("## Education\n\n### BSc\n\n### A-levels\n\nFrench", kind="page") == {"empty-section"}


def test_a_name_at_the_end_of_a_letter_says_who_sends_it() -> None:
    text = "---\nkind: letter\n---\n\nDear Ms. Berg,\n\nI write.\n\nYours faithfully,\n\n"
    assert found(f"{text}Gareth Pugh\ngareth@example.com") == set()
    assert found(f"{text}gareth@example.com") == {"missing-contact"}


def test_sections_of_a_resume_may_be_titles() -> None:
    work = "# Work\n\n## Cook | Blue Door | 2015 – 2017\n\n# Education\n\n## Baker | School | 2013 – 2015"
    assert found(resume(work)) == set()


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        (("2015 – 2017", "2017 - 2019", "2019 – now"), {"mixed-dashes"}),
        (("2015–2017", "2017 – 2019"), set()),
        (("2015 to 2017", "from 2017 to 2019"), set()),
        (("2015-03 – 2017-02", "2017-02 – 2019-10"), set()),
        (("since 2019", "2015 – 2017"), set()),
        (("Mar 2015 – Apr 2017", "May 2017 – June 2019"), {"mixed-dates"}),
        (("Mar 2015 – Apr 2017", "May 2017 – Jun 2019"), set()),
        (("Sept 2016 – June 2017", "Aug 2017 – March 2019"), set()),
        (("Sept 2016 – Jun 2017", "Aug 2017 – March 2019"), {"mixed-dates"}),
        (("Sept 2016 – June 2017", "August 2017 – March 2019"), {"mixed-dates"}),
        (("03/2015 – 04/2017", "2017 – 2019"), set()),
        (("03/2015 – 04/2017", "2017.05 – 2019.06"), {"mixed-dates"}),
        (("2013/14 – 2016", "03/2016 – 04/2017"), set()),
        (("2031 – now",), {"future-date"}),
    ],
)
def test_periods(periods: tuple[str, ...], expected: set[str]) -> None:
    entries = "\n\n".join(f"### Cook | Blue Door | {period}" for period in periods)
    assert found(resume(f"## Work\n\n{entries}")) == expected


def test_a_graduation_may_be_ahead() -> None:
    assert found(resume("## Education\n\n### B.Sc. Botany | University of Kent | expected 2029")) == set()


@pytest.mark.parametrize(
    ("body", "front", "expected"),
    [
        ("I would love to join Harbour Studios.", {}, True),
        ("I would love to join the Data Platform team.", {}, False),
        ("I would love to join Nordlicht.", {}, False),
        ("I would love to join NVG.", {}, False),
        ("Before joining Harbour Studios I would read at night.", {}, False),
        ("In my role at Harbour Studios I am keen on sound.", {}, False),
        ("I am keen to work at Hamburg.", {}, False),
        ("You build cameras.", {"subject": "Engineer at Harbour Studios"}, True),
        ("You build cameras.", {"subject": "Engineer at Nordlicht"}, False),
        ("You build cameras.", {"salutation": "Dear Ms. Berg"}, False),
    ],
)
def test_other_company(body: str, front: dict[str, str], *, expected: bool) -> None:
    recipient = "{name: Ms. Clara Berg, organisation: Nordlicht Video GmbH}"
    assert found(letter(body, recipient=recipient, **front)) == ({"other-recipient"} if expected else set())


@pytest.mark.parametrize(
    ("name", "greeting", "expected"),
    [
        ("Ms. Clara Berg", "Dear Clara,", False),
        ("Ms. Clara Berg", "Dear Mr. Berg,", True),
        ("Clara Berg", "Dear Mr. Holm,", True),
        ("Hiring team", "Dear Mr. Holm,", False),
        ("Human Resources", "Dear Ms. Holm,", False),
        ("Ms. Clara Berg", "Dear Sir or Madam,", False),
        ("Ms. Clara Berg", "Dear hiring manager,", False),
        ("Herr Dr. Kolb", "Sehr geehrter Herr Doktor Kolb,", False),
        ("Herr Dr. Kolb", "Sehr geehrte Frau Kolb,", True),
    ],
)
def test_greeting(name: str, greeting: str, *, expected: bool) -> None:
    text = letter("I write to you.", recipient=f"{{name: {name}}}").replace("Dear Ms. Berg,", greeting)
    assert found(text) == ({"other-recipient"} if expected else set())


@pytest.mark.parametrize(
    ("signed", "expected"),
    [("Jane Doe", False), ("Jane", False), ("J. Doe", False), ("Jane M. Doe", False), ("Jane Dow", False),
     ("Jane Doé", True), ("Janne Doe", True), ("Otto Kranz", True), ("도제인", False)],
)  # fmt: skip
def test_signature(signed: str, *, expected: bool) -> None:
    text = letter("I write to you.").replace("\n\nJane Doe\n", f"\n\n{signed}\n")
    assert found(text) == ({"other-name"} if expected else set())


def test_dates_of_letters_need_a_clock() -> None:
    old, ahead = (checked(letter("I write.", date=day)) for day in ("2020-03-05", "2036-03-05"))
    assert [one.code for one in findings(ahead)] == [Code.FUTURE_DATE]
    assert not findings(old)
    assert [one.code for one in findings(old, ["stale-date"])] == [Code.STALE_DATE]
    assert not findings(replace(ahead, today=None))
    assert not findings(replace(old, today=None), ["stale-date"])
    fresh = checked(letter("I write.", date="2026-05-05"))
    assert not findings(fresh, ["stale-date"])


def test_length() -> None:
    assert found(letter("word " * 480)) == set()
    assert found(letter("word " * 520)) == {"long-letter"}
    assert found(letter("지금까지 일한 곳 " * 200)) == {"long-letter"}
    assert found(resume("## Work\n\n" + "word " * 1100), "long-resume") == {"long-resume"}
    assert found(resume("## Work\n\n" + "word " * 900), "long-resume") == set()


@pytest.mark.parametrize(
    ("value", "is_private"),
    [
        ("Date of birth: 12 March 1990", True),
        ("geboren am 12.03.1990 in Kassel", True),
        ("born in 1990 in Kassel", False),
        ("IBAN GB82 WEST 1234 5698 7654 32", True),
        ("IBAN GB82 WEST 1234 5698 7654 33", False),
        ("Card 4111 1111 1111 1111", True),
        ("주민등록번호 900312-1234567", True),
        ("DNI 12345678Z", True),
        ("DNI 12345678A", False),
        ("Referee: Ann Lee, +44 20 7946 0999", True),
        ("Me: +44 20 7946 0123", False),
        ("From 2019-03-01 to 2021-02-28", False),
    ],
)
def test_private_data(value: str, *, is_private: bool) -> None:
    author = "{name: Jane Doe, email: jane@example.com, phone: +44 20 7946 0123}"
    given = checked(letter(f"I write to you.\n\n{value}", author=author))
    assert not [one for one in findings(given) if one.code is Code.PRIVATE_DATA]
    codes = {one.code for one in findings(replace(given, redacted=True))}
    assert (Code.PRIVATE_DATA in codes) == is_private


_PIECES = st.sampled_from(
    ["# A\n", "#### B | C | 2019 -\n", "## Work\n", "### X | 2017 - 2019\n", "### Y | 13/2018 to 2019-02-30\n",
     "- ", "-\n", "- a.\n", "- b\n", "- c\n", "[](x.md#y)", "[here]()", "![](p.png)", "**J D**\n", "Dear Mr. A,\n\n",
     "2026-02-30\n\n", "join Acme", "5 % of CPU",
        "| a | 5 GB |\n|-|-|\n| CPU | 7 GB |\n",
     "a@example.com", "+44 20 7946 0123", "\n\n",
     "Sincerely,\n\n", "김하나 님께\n\n", "`x`", "\u200b", "[^1]", "    ", "> ", "\\\n"],
)  # fmt: skip


@settings(max_examples=80)
@given(
    st.lists(_PIECES, max_size=14), st.sampled_from(["letter", "resume", "page"]), st.sampled_from(["en", "de", "ko"])
)
def test_no_text_is_too_odd(pieces: list[str], kind: str, lang: str) -> None:
    """Rules never raise, and all places lie within the text."""
    front = "author: {name: J D, phone: '1'}\nrecipient: {name: Ms. A, organisation: '&'}\nsubject: job at Acme"
    text = f"---\nkind: {kind}\nlang: {lang}\n{front}\n---\n" + "".join(pieces)
    given_twice = checked(text)
    other = checked(text.replace("J D", "J E"), "other.md").document
    for one in findings(replace(given_twice, find_companions=lambda: (other,), redacted=True), EVERYTHING):
        assert one.span is None or one.span.line <= text.count("\n") + 1


# ── Fixes ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- One.\n- Two **bold**\n- Three.\n", "- One.\n- Two **bold.**\n- Three.\n"),
        ("- One\n- Two.\n- A longer one\n  on two lines.\n- Four\n- Five\n", None),
        ("- 하나다.\n- 둘이다\n- 셋이다.\n", "- 하나다.\n- 둘이다.\n- 셋이다.\n"),
        ("- 一つ。\n- 二つ\n- 三つ。\n", "- 一つ。\n- 二つ。\n- 三つ。\n"),
    ],
)
def test_stops_are_fixed(text: str, expected: str | None) -> None:
    fixed = repaired(text).after.text
    assert fixed == (expected or text.replace("Two.", "Two").replace("lines.", "lines"))
    assert not found(fixed)


def test_dashes_are_fixed() -> None:
    text = resume("## Work\n\n### Cook | A | 2019–now\n\n### Chef | B | 2017 - 2019\n\n### Owner | C | 2015 – 2017")
    assert repaired(text).after.text == text.replace("2017 - 2019", "2017 – 2019")
    words = text.replace("2015 – 2017", "2015 to 2017").replace("2017 - 2019", "2017 to 2019")
    assert repaired(words).after.text == words.replace("2019–now", "2019 to now")
