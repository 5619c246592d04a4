"""JSON Resume and RenderCV: what goes where, there and back, and what is said of all that has no place."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from cvbuild.cli.options import ExportFormat, ImportFormat
from cvbuild.config import Config
from cvbuild.diagnostics import Code, Report
from cvbuild.exchange import EXPORTS, IMPORTS, export_resume, import_resume
from cvbuild.exchange.fields import LISTINGS, ORDER, STATIONS
from cvbuild.exchange.markdown import markdown, string
from cvbuild.exchange.reading import read_blocks, read_prose
from cvbuild.exchange.studies import split_studies, write_studies
from cvbuild.exchange.terms import split_terms
from cvbuild.parse import parse
from cvbuild.shape import shape
from cvbuild.source import Source, Span, read_source
from cvbuild.tree.node import Node
from cvbuild.tree.nodes import Document, Entry, Figure, LetterPart, LineBreak, Paragraph, Section, Text
from cvbuild.tree.rewrite import rewrite
from cvbuild.tree.walk import plain_text
from tests import judges
from tests.cases import ACCEPTS
from tests.documents import ROOT
from tests.trees import documents

FOLDER = Path(__file__).parent / "exchange"
SAMPLE = (FOLDER / "resume.json").read_text("utf-8")
RESUMES = sorted((ROOT / "tests" / "resumes").glob("*.md"))


def shaped(markdown: str, report: Report | None = None) -> Document:
    report = Report() if report is None else report
    return shape(parse(Source("resume.md", markdown), report), Config(), "resume", report)


def exported(markdown: str, report: Report | None = None) -> str:
    """The résumé as JSON Resume."""
    text = export_resume(shaped(markdown), "jsonresume", Report() if report is None else report)
    assert text is not None
    return text


def imported(text: str, report: Report | None = None, name: str = "resume.json") -> str:
    """The Markdown of a foreign file."""
    markdown = import_resume(Source(name, text), Report() if report is None else report)
    assert markdown is not None
    return markdown


def section(title: str, body: str, report: Report | None = None) -> Any:
    """What a section of that title becomes: the value of its one key."""
    resume = json.loads(exported(f"# Ada\n\n## {title}\n\n{body}\n", report))
    (key,) = set(resume) - {"$schema", "basics", "meta"}
    return resume[key]


def messages(report: Report) -> list[str]:
    return [
        f"{found.span.line}:{found.span.column} {found.message}" if found.span else found.message for found in report
    ]


# ── There and back ───────────────────────────────────────────────────────────────────────────────


def test_a_full_json_resume_comes_back_as_it_was() -> None:
    report = Report()
    markdown = imported(SAMPLE, report)
    assert not messages(report)
    assert exported(markdown, report) == SAMPLE
    assert not messages(report)
    assert not judges.jsonresume_errors(SAMPLE)


def test_the_full_sample_has_every_key_of_the_table() -> None:
    sample = json.loads(SAMPLE)
    tables = {
        **{kind: one.schema for kind, one in STATIONS.items()},
        **{kind: tuple(one.columns) for kind, one in LISTINGS.items()},
    }
    assert len(tables) == len(ORDER) == 11
    for kind, keys in tables.items():
        assert {key for item in sample[kind] for key in item} == set(keys), kind


def test_the_table_has_the_keys_and_the_order_of_the_schema() -> None:
    properties = judges.jsonresume_schema()["properties"]
    assert [key for key in properties if key in ORDER] == [*ORDER]
    for kind in ORDER:
        keys = tuple(properties[kind]["items"]["properties"])
        assert keys == (STATIONS[kind].schema if kind in STATIONS else tuple(LISTINGS[kind].columns)), kind


@pytest.mark.parametrize("name", ["resume.json", "rendercv.yaml"])
def test_the_markdown_of_a_sample_reads_well(name: str) -> None:
    """The expected file is the review: `make accept` rewrites it."""
    markdown = imported((FOLDER / name).read_text("utf-8"), name=name)
    expected = (FOLDER / name).with_suffix(".md")
    if ACCEPTS:
        expected.write_text(markdown, "utf-8")
    assert expected.read_text("utf-8") == markdown


def test_rendercv_comes_through_to_json_resume() -> None:
    report = Report()
    resume = json.loads(exported(imported((FOLDER / "rendercv.yaml").read_text("utf-8"), report, "rendercv.yaml")))
    assert messages(report) == [
        "89:3 `design` is about looks and was left out",
        "6:5 an author has one email; “j.okafor@example.org” was left out",
    ]
    assert resume["basics"] == {
        "name": "Jonas Okafor",
        "label": "Research engineer",
        "email": "jonas@example.com",
        "phone": "+49 341 2345678",
        "url": "https://jonas.example.com",
        "summary": "Engineer between *measurement* and **software**.\n\n"
        "Writes a [log](https://jonas.example.com/log): one page a week.",
        "location": {"city": "Leipzig", "region": "Germany"},
        "profiles": [
            {"network": "GitHub", "username": "jonas-o", "url": "https://github.com/jonas-o"},
            {
                "network": "Mastodon",
                "username": "@jonas@social.example.com",
                "url": "https://social.example.com/@jonas",
            },
            {"network": "ORCID", "username": "0000-0002-1825-0097", "url": "https://orcid.org/0000-0002-1825-0097"},
            {"network": "Book a call", "url": "https://calls.example.com/jonas"},
        ],
    }
    assert resume["work"][0] == {
        "name": "Sensor Works",
        "position": "Research engineer | Optics",
        "location": "Leipzig",
        "url": "https://sensor.example.com",
        "startDate": "2020-05",
        "summary": "Calibration of cameras.",
        "highlights": [
            "Cut the error to 0.02 px; see [the note](https://jonas.example.com/px).",
            "2\\. prize of the house, for `calib<T>`\n- and *patience*",
        ],
    }
    assert [(one["startDate"], one.get("endDate")) for one in resume["work"]] == [
        ("2020-05", None), ("2018", "2018"), ("2016", "2017-03-31")
    ]  # fmt: skip
    assert resume["education"] == [
        {
            "institution": "University of Leipzig",
            "area": "Physics",
            "studyType": "M.Sc.",
            "startDate": "2014-10",
            "endDate": "2019-09",
            "location": "Leipzig",
            "highlights": ["Thesis: noise in small pixels"],
        }
    ]
    assert resume["publications"] == [
        {
            "name": "Small pixels, large noise",
            "publisher": "Journal of Light",
            "releaseDate": "2022-06",
            "url": "https://doi.org/10.1000/xyz.123",
            "summary": "**Jonas Okafor**, Ada Example",
        }
    ]
    assert resume["skills"][1] == {"name": "Tools", "keywords": ["Git", "Zemax"]}
    assert resume["languages"] == [
        {"language": "German", "fluency": "native"}, {"language": "English", "fluency": "fluent"}
    ]  # fmt: skip
    assert [one["title"] for one in resume["awards"]] == ["Young Optics prize", "Travel grant"]
    assert [one["name"] for one in resume["projects"]] == ["pixel-counter", "Night sky"]


@pytest.mark.parametrize("path", [ROOT / "sources" / "resume.md", *RESUMES], ids=lambda path: path.name)
def test_a_resume_is_valid_and_the_same_after_a_second_journey(path: Path) -> None:
    report = Report()
    text = exported(read_source(path).text, report)
    assert not judges.jsonresume_errors(text)
    assert exported(imported(text, report)) == text
    assert not [found.message for found in report if found.code is Code.NOT_IMPORTED]


@pytest.mark.parametrize("path", RESUMES, ids=lambda path: path.name)
def test_no_word_of_a_resume_is_lost_but_headings_times_and_what_is_reported(path: Path) -> None:
    report = Report()
    document = shaped(read_source(path).text)
    text = export_resume(document, "jsonresume", report)
    assert text
    kept = set(re.findall(r"\w+", " ".join(_texts(json.loads(text)))))
    left_out = "".join(found.message for found in report if "no section for" in found.message)
    for block in document.children:
        if isinstance(block, Section) and f"“{plain_text(block.heading)}”" not in left_out:
            words = {word for paragraph in _paragraphs(block) for word in re.findall(r"\w+", paragraph)}
            assert not words - kept, plain_text(block.heading)


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for part in value.values() for text in _texts(part)]
    return [text for part in value for text in _texts(part)] if isinstance(value, list) else [str(value)]


def _paragraphs(section: Section) -> list[str]:
    """The paragraphs that are no heads of list items with a period, which are taken apart."""
    from cvbuild.tree.walk import walk

    found = [plain_text(node) for node in walk(section) if isinstance(node, Paragraph)]
    return [text for text in found if not re.search(r"(?:19|20)\d\d|平成|令和", text)]


# ── Markdown to JSON Resume ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Languages\n: Python, SQL", [{"name": "Languages", "keywords": ["Python", "SQL"]}]),
        ("Tools\n: a (b, c), 10,000\n: d", [{"name": "Tools", "keywords": ["a (b, c)", "10,000", "d"]}]),
        ("Web\n: CSS\n: Level: Master", [{"name": "Web", "level": "Master", "keywords": ["CSS"]}]),
        ("Tools\n: - a, b\n  - c", [{"name": "Tools", "keywords": ["a, b", "c"]}]),
        ("- **Languages**: Python, SQL\n- **Tools:** Git", [
            {"name": "Languages", "keywords": ["Python", "SQL"]}, {"name": "Tools", "keywords": ["Git"]}]),
        ("**Languages:** Python\\\n**Tools** – Git", [
            {"name": "Languages", "keywords": ["Python"]}, {"name": "Tools", "keywords": ["Git"]}]),
        ("- Languages: Python, SQL", [{"name": "Languages", "keywords": ["Python", "SQL"]}]),
        ("- Python\n- SQL", [{"name": "Python"}, {"name": "SQL"}]),
        ("- Languages\n  - Python\n  - SQL", [{"name": "Languages", "keywords": ["Python", "SQL"]}]),
        ("Python, SQL; Bash · Git", [{"keywords": ["Python", "SQL", "Bash", "Git"]}]),
        ("| Area | Details |\n| --- | --- |\n| Web | HTML, CSS |", [{"name": "Web", "keywords": ["HTML", "CSS"]}]),
        ("| Web | HTML, CSS |\n| --- | --- |\n| Data | SQL |", [
            {"name": "Web", "keywords": ["HTML", "CSS"]}, {"name": "Data", "keywords": ["SQL"]}]),
        ("### Web\n\nPython, SQL\n\n### Daily work\n\n- Git\n- Make", [
            {"name": "Web", "keywords": ["Python", "SQL"]}, {"name": "Daily work", "keywords": ["Git", "Make"]}]),
    ],
)  # fmt: skip
def test_skills_in_all_their_forms(body: str, expected: object) -> None:
    assert section("Skills", body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "Korean (native), English (fluent, at work)",
        "- Korean (native)\n- English: fluent, at work",
        "- **Korean** – native\n- **English**: fluent, at work",
        "Korean\n: native\n\nEnglish\n: fluent, at work",
        "| Language | Level |\n| --- | --- |\n| Korean | native |\n| English | fluent, at work |",
        "| | |\n| --- | --- |\n| Korean | native |\n| English | fluent, at work |",
    ],
)
def test_languages_in_all_their_forms(body: str) -> None:
    assert section("Languages", body) == [
        {"language": "Korean", "fluency": "native"}, {"language": "English", "fluency": "fluent, at work"}
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("B.Sc. Computer Science", ("B.Sc.", "Computer Science")),
        ("Bachelor of Science in Physics", ("Bachelor of Science", "Physics")),
        ("PhD, Geology", ("PhD", "Geology")),
        ("M. A. Geschichte", ("M. A.", "Geschichte")),
        ("MBA", ("MBA", "")),
        ("석사 컴퓨터공학", ("석사", "컴퓨터공학")),
        ("Basket weaving", ("", "Basket weaving")),
        ("Masterful gardening", ("", "Masterful gardening")),
        ("Computer Science, B.Sc.", ("", "Computer Science, B.Sc.")),
    ],
)
def test_a_degree_is_told_from_its_area(title: str, expected: tuple[str, str]) -> None:
    assert split_studies(title) == expected


def test_the_body_of_an_entry_is_its_summary_highlights_and_labels() -> None:
    body = """### Engineer | [Acme](https://acme.example.com) | Kiel | 2019-03 – 2021

First *words*.

> Quoted.

- One
  - deeper
- [x] Two `code`

| a | b |
| --- | --- |
| c | d |

Description
: Rockets, mostly

Team
: Five people
"""
    report = Report()
    assert section("Experience", body, report) == [
        {
            "name": "Acme",
            "location": "Kiel",
            "description": "Rockets, mostly",
            "position": "Engineer",
            "url": "https://acme.example.com",
            "startDate": "2019-03",
            "endDate": "2021",
            "summary": "First *words*.\n\n> Quoted.\n\n| a | b |\n| --- | --- |\n| c | d |\n\nTeam\n: Five people",
            "highlights": ["One\n- deeper", "[x] Two `code`"],
        }
    ]
    assert messages(report) == [
        "15:1 JSON Resume has highlights behind the summary; the text behind the list moves up",
        "19:1 JSON Resume has highlights behind the summary; the text behind the list moves up",
    ]


@pytest.mark.parametrize(
    ("title", "body", "expected", "message"),
    [
        ("Projects", "### findit", [{"name": "findit"}], ""),
        ("Awards", "- [Prize](https://p.example.com), Academy, 2019", [
            {"title": "Prize", "date": "2019", "awarder": "Academy", "url": "https://p.example.com"}],
         "5:1 JSON Resume has no `url` in `awards`; it is written all the same"),
        ("Certificates", "- Diver\n- Pilot, 2020", [{"name": "Diver"}, {"name": "Pilot", "date": "2020"}], ""),
        ("Experience", "### Cook | Inn | 13/2019", [{"name": "Inn", "position": "Cook"}],
         "5:1 the period “13/2019” could not be read, so it has no dates in JSON Resume"),
        ("Projects", "### [a](./a.md) | [b](https://b.example.com) | 2020", [
            {"name": "a", "startDate": "2020", "endDate": "2020", "url": "https://b.example.com", "entity": "b"}],
         "5:1 JSON Resume has one absolute address for an entry; the link to ./a.md was left out"),
        ("References", "### Ada\n\nShe *can*.\n\n- All.", [{"name": "Ada", "reference": "She *can*.\n\n- All."}], ""),
        ("Volunteering", "Some time, some place.", [{"summary": "Some time, some place."}], ""),
        ("Interests", "Hills, [maps](https://m.example.com)", [{"name": "Hills"}, {"name": "maps"}],
         "5:8 `interests` has no addresses in JSON Resume; the link to https://m.example.com was left out"),
        ("Education", "### Physics\n\nPlace\n: Kiel\n\nOrganisation\n: School\n\nGPA\n: 1.0", [
            {"institution": "School", "area": "Physics", "score": "1.0", "location": "Kiel"}],
         "5:1 JSON Resume has no `location` in `education`; it is written all the same"),
    ],
)  # fmt: skip
def test_what_has_no_key_is_said(title: str, body: str, expected: object, message: str) -> None:
    report = Report()
    assert section(title, body, report) == expected
    assert messages(report) == ([message] if message else [])


def test_a_resume_without_front_matter_tells_who_it_is() -> None:
    report = Report()
    text = """# Ada Example

Engineer in Kiel, <ada@example.com>.[^1]

## Something else

Two words.

[^1]: Since *2019*.
[^2]: Unused.
"""
    assert json.loads(exported(text, report))["basics"] == {
        "name": "Ada Example",
        "email": "ada@example.com",
        "summary": "Engineer in Kiel, ada@example.com. (Since 2019.)",
    }
    assert messages(report) == [
        "10:1 JSON Resume has no footnotes; “Unused.” was left out",
        "3:37 JSON Resume has no footnotes; the note stands in brackets",
        "5:1 JSON Resume has no section for “Something else”; its 2 words were left out",
    ]


@pytest.mark.parametrize("kind", ["letter", "page"])
def test_only_a_resume_is_exported(kind: str) -> None:
    report = Report()
    assert export_resume(shaped(f"---\nkind: {kind}\n---\n\nHello."), "jsonresume", report) is None
    assert [(found.code, found.span) for found in report] == [(Code.NOT_A_RESUME, Span("resume.md", 2, 1, 3, 1))]


@pytest.mark.parametrize(
    ("address", "location"),
    [
        ("Kiel", {"city": "Kiel"}),
        ("Kiel, Holstein, DE", {"city": "Kiel", "countryCode": "DE", "region": "Holstein"}),
        ("Hafen 1\n24103 Kiel", {"address": "Hafen 1", "postalCode": "24103", "city": "Kiel"}),
        ("Hafen 1, 24103 Kiel, DE", {
            "address": "Hafen 1", "postalCode": "24103", "city": "Kiel", "countryCode": "DE"}),
        ("12 Main St\nSpringfield", {"address": "12 Main St\nSpringfield"}),
        ("Flat 4\n2712 Main Street", {"address": "Flat 4\n2712 Main Street"}),
        ("A, b, c, d", {"address": "A, b, c, d"}),
    ],
)  # fmt: skip
def test_an_address_is_taken_apart_where_it_tells_its_parts(address: str, location: object) -> None:
    text = f"---\nkind: resume\nauthor: {{name: Ada, address: {json.dumps(address)}}}\n---\n\nHello.\n"
    assert json.loads(exported(text))["basics"]["location"] == location


# ── To Markdown ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{\n "basics": {"name": "Ada",}}', "2:27 JSON: expected a name in double quotes"),
        ('{"basics": {}', "1:14 JSON: expected a comma or }"),
        ('{"a": 1, "a": 2}', "1:10 JSON: “a” stands twice"),
        ('{"a": nope}', "1:7 JSON: expecting value"),
        ('{"a": "x\\q"}', "1:9 JSON: invalid \\escape"),
        ('{"a" 1}', "1:6 JSON: expected a colon"),
        ('{"a": 1} {}', "1:10 JSON: something follows the end of the object"),
        ('{"a": ' + "[" * 5000, "1:47 JSON: too many or too deeply nested values"),
        ('{"hobbies": "many"}', "1:1 this is neither JSON Resume nor RenderCV"),
        ("", "1:None the file is empty"),
        ("- a\n- b", "1:1 expected `key: value` lines, not a list"),
    ],
)
def test_a_file_that_is_none_is_an_error_at_its_place(text: str, reason: str) -> None:
    report = Report()
    assert import_resume(Source("resume.txt", text), report) is None
    assert messages(report) == [reason]
    assert report.has_errors


def test_what_does_not_fit_is_said_with_its_place_and_its_words() -> None:
    report = Report()
    text = """{
  "basics": {"name": 3, "mood": ["fine", {"in": "rain"}], "label": ["x"], "image": null, "emial": "a@b"},
\t"work": {"name": "x"},
\t"skills": ["Python"],
  "education": [{"startDate": "May 2019"}]
}"""
    markdown = imported(text, report)
    assert "name: '3'" in markdown
    assert messages(report) == [
        "2:68 `basics.label` takes text; left out: “x”",
        "3:10 `work` takes a list; left out: “name: x”",
        "4:13 `skills[0]` takes keys with values; left out: “Python”",
        "5:31 “May 2019” is no date as JSON Resume has it; it is kept as it is written",
        "2:25 there is no place for `basics.mood`; left out: “fine, in: rain”",
        "2:90 there is no place for `basics.emial`; left out: “a@b”",
    ]
    assert {found.code for found in report} == {Code.NOT_IMPORTED}
    assert [found.hint for found in report][-1] == "did you mean `email`?"


def test_an_unknown_key_of_rendercv_is_said() -> None:
    report = Report()
    imported("cv:\n  name: Ada\n  sections:\n    work:\n      - company: Acme\n        mood: fine\n", report, "a.yaml")
    assert messages(report) == ["6:9 there is no place for `cv.sections.work[0].mood`; left out: “fine”"]


@pytest.mark.parametrize("name", ["a.json", "a.yaml"])
def test_the_format_is_told_by_the_content_or_named(name: str) -> None:
    assert "\n  name: Ada\n" in imported('{"cv": {"name": "Ada"}}', name=name)
    assert "\n  name: Ada\n" in imported('{"basics": {"name": "Ada"}}', name=name)
    assert "## Skills" in imported('{"skills": [{"name": "Git"}]}', name=name)
    report = Report()
    assert import_resume(Source(name, '{"name": "Ada"}'), report, "jsonresume")
    assert messages(report) == ["1:2 there is no place for `name`; left out: “Ada”"]


@pytest.mark.parametrize(
    ("prose", "written"),
    [
        ("_soft_ and __loud__", "*soft* and **loud**"),
        ("`List<T>` of List<T> & <b>bold</b>", r"`List<T>` of List\<T> & **bold**"),
        ("1. place", r"1\. place"),
        ("# 1 in sales", r"\# 1 in sales"),
        ("C*-algebra, a_b_c, 2 * 3 * 4, [draft], x | y", "C*-algebra, a_b_c, 2 * 3 * 4, [draft], x | y"),
        ("see https://example.com/a_b", "see https://example.com/a_b"),
        ("# Title\n\n[x]: https://example.com", "**Title**\n\n\\[x]: https://example.com"),
        ("- a\n- b", "- a\n- b"),
    ],
)
def test_prose_is_written_so_that_it_means_the_same(prose: str, written: str) -> None:
    resume = json.dumps({"basics": {"summary": prose}})
    assert imported(resume).split("## Summary\n\n")[1].rstrip("\n") == written
    back = json.loads(exported(imported(resume)))["basics"]["summary"]
    assert read_prose(back) == read_prose(prose)
    assert back == prose or any(mark in prose for mark in ("_soft_", "<b>", "# Title"))


def test_front_matter_is_readable_yaml() -> None:
    basics = {
        "name": "마라 🙂: \"no\"", "label": "yes", "image": "a\\b", "phone": "+1 555",
        "location": {"address": "Street 1\nc/o # me", "city": "Kiel"},
    }  # fmt: skip
    text = imported(json.dumps(basics | {"basics": basics}))
    assert text.split("---\n")[1] == (
        "kind: resume\nauthor:\n  name: '마라 🙂: \"no\"'\n  headline: 'yes'\n  phone: +1 555\n"
        "  address: |-\n    Street 1\n    c/o # me\n    Kiel\n  photo: a\\b\n"
    )
    again = json.loads(exported(text))["basics"]
    assert {key: again[key] for key in basics if key != "location"} == {
        key: value for key, value in basics.items() if key != "location"
    }


@pytest.mark.parametrize(
    ("degree", "area"),
    [("B.Sc.", "Physics"), ("Bachelor", "Arts, and more"), ("Course", "Pots"), ("", "Master plan"), ("MBA", "")],
)
def test_studies_come_back(degree: str, area: str) -> None:
    title, labels = write_studies(degree, area)
    assert labels or split_studies(title) == (degree, area)
    resume = {"education": [{key: value for key, value in (("area", area), ("studyType", degree)) if value}]}
    assert json.loads(exported(imported(json.dumps(resume))))["education"] == resume["education"]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("a, b (c, d), e", ["a", "b (c, d)", "e"]),
        ("a; b · c", ["a", "b", "c"]),
        ("(a, b", ["(a", "b"]),
        ("b), a (c", ["b)", "a (c"]),
        ("10,000 of c, d", ["10,000 of c", "d"]),
        ("파이썬、자바，고", ["파이썬", "자바", "고"]),
    ],
)
def test_commas_part_terms_outside_brackets(text: str, terms: list[str]) -> None:
    assert split_terms(text) == terms


# ── Whatever people write ────────────────────────────────────────────────────────────────────────

_PIECES = (
    "a", "Engineer", "2019", "*", "**", "_", "`", "[x]", "(y)", "<b>", "<T>", "|", " | ", "#", "1.", "-", " - ", "—",
    "&amp;", "&", "~~", "\\", "!", "https://example.com/a_b", "me@example.com", "논문을", "🙂", " ", "  ", ",", ", ",
    ":", ": ", ";", "“", '"', "'", "+", "=", "{#id}", "[^1]", ".", "/", "@", "Present", "May", "GmbH", "(", ")", "\t",
    "$", "Level: ", "\u2028", "\0", "\ud83d",
)  # fmt: skip
_line = st.lists(st.sampled_from(_PIECES), max_size=6).map("".join)
_lines = st.lists(_line, max_size=3).map("\n".join)
_list = st.lists(_lines, max_size=3)
_date = st.sampled_from(("", "2019", "2019-03", "2019-03-01"))
_VALUES: dict[str, SearchStrategy[Any]] = {
    "url": st.sampled_from(("", "https://example.com/x_(y)?a=b&c")),
    **dict.fromkeys(("startDate", "endDate", "date", "releaseDate"), _date),
    **dict.fromkeys(("highlights", "courses", "keywords", "roles"), _list),
    "summary": _line,
    "description": _line,
}


def _objects(keys: tuple[str, ...]) -> SearchStrategy[Any]:
    optional: dict[Any, SearchStrategy[Any]] = {key: _VALUES.get(key, _lines) for key in keys}
    return st.fixed_dictionaries({}, optional=optional)


_TABLES = {kind: one.schema for kind, one in STATIONS.items()} | {
    kind: tuple(one.columns) for kind, one in LISTINGS.items()
}
_resumes = st.fixed_dictionaries(
    {},
    optional={
        "basics": _objects(("name", "label", "summary", "phone")),
        **{kind: st.lists(_objects(keys), max_size=2) for kind, keys in _TABLES.items()},
    },
)


def told(value: Any, key: str = "", kind: str = "") -> Any:
    """What an object tells: texts without the white space that Markdown does not keep, prose as what it means."""
    if isinstance(value, dict):
        return {name: part for name, inner in value.items() if (part := told(inner, name, kind or key))}
    if isinstance(value, list):
        return [part for inner in value if (part := told(inner, key, kind))]
    if key in ("summary", "highlights", "reference") or (key, kind) == ("description", "projects"):
        # A sign that begins no tag may be escaped.
        return string(read_prose(value)).replace("\\<", "<")
    text = re.sub("[\0\ud800-\udfff]", "\ufffd", value)
    return " ".join(text.split())


@settings(max_examples=60)
@given(_resumes)
def test_any_json_resume_comes_back_or_is_said_not_to(resume: dict[str, Any]) -> None:
    """One in a thousand of these has a name that no heading can hold, such as `2019 -` beside `- # 2019`."""
    report = Report()
    text = imported(json.dumps({"basics": {}, **resume}), report)
    text.encode()
    assert not report.has_errors
    if not any("may be read otherwise" in found.message for found in report):
        assert told(_without_frame(json.loads(exported(text)))) == told(resume)


def _without_frame(resume: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in resume.items() if key not in ("$schema", "meta")}


_SIGNS = (
    "a", "b c", "\n", "\n\n", " ", "    ", "[x]: ", "[^1]: ", "[^1]", "::: ", ":::", "<T>", "<!-- ", " -->", "# ",
    "> ", "- ", "1. ", "***", "---", "===", "`", "|", "<script>", "<a", ">", "&", "\\", ": ", "![", "](", ")",
)  # fmt: skip


@given(st.lists(st.sampled_from(_SIGNS), max_size=12).map("".join))
def test_no_word_of_a_string_is_lost(text: str) -> None:
    """But in the address of a link or picture, and behind the fence of code, where it names a language."""
    seen = Counter(filter(str.isalpha, string(read_prose(text))))
    assert not Counter(filter(str.isalpha, text)) - seen


def test_what_is_nested_too_deep_is_kept_as_text() -> None:
    text = "> " * 1000 + "word\nmore"
    assert plain_text(read_prose(text)).endswith("wordmore")


@settings(max_examples=60)
@given(documents(notes=False))
def test_the_words_of_any_tree_are_in_its_markdown(document: Document) -> None:
    """Trees that nobody could write lose some signs, such as a line break at the end; none loses a letter or digit."""

    def change(node: Node) -> Node:
        if isinstance(node, LineBreak):
            return Text(" ")
        return replace(node, caption=()) if isinstance(node, Figure) else node

    shaped_ones = (Section, Entry, *get_args(LetterPart))
    blocks = tuple(rewrite(block, change) for block in document.children if not isinstance(block, shaped_ones))
    assert not _characters(blocks) - _characters(read_blocks(markdown(blocks)))


def _characters(blocks: Any) -> Counter[str]:
    return Counter(filter(str.isalnum, plain_text(blocks)))


# ── The commands ─────────────────────────────────────────────────────────────────────────────────


Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def cvbuild(tmp_path: Path) -> Run:
    """Runs the program in an empty folder."""

    def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "cvbuild", *arguments]
        return subprocess.run(command, cwd=tmp_path, input=stdin, capture_output=True, encoding="utf-8", check=False)

    return run


def test_import_and_export_by_standard_streams(cvbuild: Run) -> None:
    done = cvbuild("import", "-", stdin=SAMPLE)
    assert (done.returncode, done.stderr) == (0, "written to standard output\n")
    assert done.stdout == (FOLDER / "resume.md").read_text("utf-8")
    done = cvbuild("export", "-", stdin=done.stdout)
    assert (done.returncode, done.stdout) == (0, SAMPLE)


def test_import_overwrites_only_when_told_to(cvbuild: Run, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(SAMPLE, "utf-8")
    assert cvbuild("import", "a.json", "--out", "b.md").returncode == 0
    (tmp_path / "b.md").write_text("mine")
    done = cvbuild("import", "a.json", "--out", "b.md")
    assert done.returncode == 1
    assert "[file-exists]" in done.stderr
    assert (tmp_path / "b.md").read_text() == "mine"
    assert cvbuild("import", "a.json", "--out", "b.md", "--force").returncode == 0
    assert (tmp_path / "b.md").read_text("utf-8").startswith("---\nkind: resume\n")
    assert cvbuild("export", "b.md", "--to", "jsonresume", "--out", "c.json").stderr == "written to c.json\n"
    assert (tmp_path / "c.json").read_text("utf-8") == SAMPLE


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["import", "nope.json"], 1, "file-not-found"),
        (["import", "."], 1, "file-unreadable"),
        (["import", "a.md"], 1, "wrong-type"),
        (["import", "a.md", "--from", "word"], 2, "'word'"),
        (["export", "nope.md"], 1, "file-not-found"),
        (["export", "a.md"], 1, "not-a-resume"),
        (["export", "."], 2, "export takes one document"),
        (["export", "a.md", "--to", "word"], 2, "'word'"),
        (["export", "a.md", "--set", "kind=resume", "--strict"], 1, "not-exported"),
        (["export", "a.md", "--set", "kind=resume", "--strict", "--ignore", "not-exported"], 0, "written"),
        (["export", "a.md", "--set", "kind=resume", "--out", "a.md/b.json"], 1, "output-unwritable"),
    ],
)
def test_exit_codes(cvbuild: Run, tmp_path: Path, arguments: list[str], code: int, message: str) -> None:
    (tmp_path / "a.md").write_text("# A\n\n## Odds and ends\n\nx\n")
    (tmp_path / "b.md").write_text("x")
    done = cvbuild(*arguments)
    assert message in done.stderr
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert not done.stdout or code == 0


def test_what_is_private_is_not_exported(cvbuild: Run) -> None:
    text = "---\nkind: resume\nauthor: {name: Ada, phone: '+1 555 0100', email: ada@example.com}\n---\n\nHello.\n"
    assert "+1 555 0100" in cvbuild("export", "-", stdin=text).stdout
    assert "555" not in cvbuild("export", "-", "--redact", stdin=text).stdout


def test_every_format_has_its_name_on_the_command_line() -> None:
    assert EXPORTS
    assert IMPORTS
    assert list(EXPORTS) == [form.value for form in ExportFormat]
    assert sorted(IMPORTS) == sorted(form.value for form in ImportFormat)
