"""Redact: with `--redact`, nothing private is left in any output, and no sentence has a hole without a word of it."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvbuild.build import Compiled, Job, Options, compile_document, find_project, parse_document
from cvbuild.config import Config
from cvbuild.diagnostics import Code, Report
from cvbuild.render.text import to_text
from cvbuild.shape import Finder, redact
from cvbuild.shape.private import Found
from cvbuild.tree import Node, dump, plain_text, rewrite, to_json, walk
from cvbuild.tree.metadata import Person, PersonField, Profile
from cvbuild.tree.nodes import Document, FootnoteReference, Heading, Letterhead, Section
from tests.documents import PIXEL, classic, shaped
from tests.judges import pdf_info, pdftotext, qpdf_uncompressed
from tests.trees import documents

DIGITS = ("1047119902", "47119902")
WORDS = ("quittenstieg", "zwirnhausen", "89917")
FRONT = """---
title: Ada Example, +82 10 4711 9902
author:
  name: Ada Example
  headline: Engineer (010-4711-9902)
  email: ada@example.com
  phone: +82 10 4711 9902
  address: |
    Quittenstieg 17
    89917 Zwirnhausen
subject: Application, reply to Quittenstieg 17
description: Call 01047119902
keywords: [video, Quittenstieg 17, "82 10 4711 9902"]
recipient: {name: Ms. Berg, organisation: Acme, address: "Other Road 3"}
place: Quittenstieg 17, 89917 Zwirnhausen
signature: s.png
enclosures: [Résumé, "Card: 010 4711 9902"]
---
"""
PLACES = """
## Reach me at 010-4711-9902

Call me at [this number](tel:+821047119902) or at +82 (0)10 **4711** 9902, please[^1];
see [above](#reach-me-at-010-4711-9902).

Quittenstieg 17\\
89917 Zwirnhausen

- Phone: +82-10-4711-9902
- Kept

| Label | Value |
| --- | --- |
| Phone | 010 4711 9902 |
| Kept | row |

Phone
: `010.4711.9902`

> Quittenstieg 17, 89917 Zwirnhausen, Germany

![Card with 010-4711-9902](pixel.png "Quittenstieg 17")

```text
tel 010 4711 9902
kept line
```

<https://maps.example.com/?q=Quittenstieg+17,+89917+Zwirnhausen> and
[write](https://wa.me/821047119902 "010 4711 9902").

A kept sentence ![010-4711-9902](drawing.svg), and ![map of it](https://example.com/010-4711-9902.png).

[^1]: Or 4711-9902.
"""
LETTER = f"{FRONT}Quittenstieg 17\n\nDear Ms. Berg,\n\n{PLACES}\n\nSincerely,\n\nAda Example\\\n010 4711 9902\n"
RESUME = f"""{FRONT}
# Ada Example

{PLACES}

## Experience 010-4711-9902

### Engineer 010 4711 9902 | Acme | Quittenstieg 17 | 2019 – present

- Kept item

### 010 4711 9902 | Quittenstieg 17

## Contact

+82 10 4711 9902
"""
DRAWING = (
    b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text>010-<tspan>4711</tspan>-9902</text></svg>"
)
NAMES = {
    "letter": LETTER,
    "letter-din": LETTER.replace("---\n", "---\nlayout: din5008-b\nlang: de\nfold-marks: true\n", 1),
    "resume": RESUME,
}


def compiled(folder: Path, name: str, text: str, *formats: str, redacting: bool = True) -> Compiled:
    (folder / f"{name}.md").write_text(text, "utf-8")
    (folder / "pixel.png").write_bytes(PIXEL)
    (folder / "s.png").write_bytes(PIXEL)
    (folder / "drawing.svg").write_bytes(DRAWING)
    options = Options(formats or ("pdf", "docx", "html", "txt"), redact=redacting)
    return compile_document(Job(folder / f"{name}.md", folder, project=folder), Config(), options)


def readings(outputs: dict[str, bytes]) -> dict[str, str]:
    """Everything that can be read out of the outputs, without tags, by other people's programs."""
    pdf, docx = outputs["pdf"], zipfile.ZipFile(io.BytesIO(outputs["docx"]))
    found = {
        "pdf text": pdftotext(pdf),
        "pdf info": " ".join(pdf_info(pdf).values()),
        "pdf": qpdf_uncompressed(pdf).decode("latin-1"),
        "html": outputs["html"].decode(),
        "txt": outputs["txt"].decode(),
    }
    found.update((f"docx {name}", docx.read(name).decode("latin-1")) for name in docx.namelist())
    for name, text in list(found.items()):
        found[f"{name}, without tags"] = re.sub(r"<[^>]*>", "", text)
        found[f"{name}, UTF-16"] = text.replace("\0", "")
    return found


def leaks(text: str) -> list[str]:
    """The private digits in any grouping of up to three signs, and the private words."""
    grouped = [r"[^\d<>]{0,3}".join(digits) for digits in DIGITS]
    return [pattern for pattern in (*grouped, *WORDS) if re.search(pattern, text, re.IGNORECASE)]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_private_is_left_in_any_output(tmp_path: Path, name: str) -> None:
    result = compiled(tmp_path, name, NAMES[name])
    assert not result.failed, list(result.report)
    found = readings(result.outputs)
    assert len(found) > 40
    assert not {where: leaks(text) for where, text in found.items() if leaks(text)}
    for where in ("pdf text", "html", "txt"):
        assert "Kept" in found[where]
        assert "ada@example.com" in found[where]


@pytest.mark.parametrize("name", NAMES)
def test_without_redact_it_is_there(tmp_path: Path, name: str) -> None:
    result = compiled(tmp_path, name, NAMES[name], redacting=False)
    found = readings(result.outputs)
    everything = {*(r"[^\d<>]{0,3}".join(digits) for digits in DIGITS), *WORDS}
    for where in ("pdf text", "html", "docx word/document.xml, without tags", "txt"):
        assert set(leaks(found[where])) == everything, where
    assert leaks(found["pdf info"])
    assert leaks(found["docx docProps/core.xml"])


def test_what_was_taken_out_of_the_text_is_told_at_its_place_and_never_said(tmp_path: Path) -> None:
    result = compiled(tmp_path, "letter", LETTER, "txt")
    told = [one for one in result.report if one.code is Code.REDACTED]
    lines = LETTER.splitlines()
    first = lines.index("---", 1) + 1
    private = {n for n, line in enumerate(lines, 1) if n > first and re.search(r"4711\W+9902|Quittenstieg", line)}
    # A code block is told of where it begins, and a link to a renamed anchor still leads there.
    elsewhere = {n for n, line in enumerate(lines, 1) if line.startswith(("tel ", "see [above]"))}
    assert len(private) > 10
    assert private - elsewhere <= {one.span.line for one in told if one.span}
    assert not [one for one in told if leaks(one.message + one.hint)]
    (item,) = (one for one in told if one.span and lines[one.span.line - 1].startswith("- Phone"))
    assert item.span
    assert item.span.column == 10
    assert item.message == "the private `phone` was left out"


def text_of(body: str, private: tuple[PersonField, ...] = ("phone", "address"), **author: str) -> str:
    """The text of a page without what is private of that author."""
    person = Person(**{"phone": "+49 30 23125 017", "address": "Rosenweg 5\n12345 Musterstadt", **author})  # type: ignore[arg-type]
    document = redact(shaped(body), Finder([person], private), Report())
    return to_text(document, classic(), marks=False)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Call 030 23125017 or write.", "Call or write."),
        ("Phone: 030 23125017 | Email: a@example.com", "Email: a@example.com"),
        ("a@example.com · 030 23125017 · Berlin", "a@example.com · Berlin"),
        ("I live at home (Rosenweg 5).", "I live at home."),
        ("Write, call (030) 23 12 50 17, or come.", "Write, call, or come."),
        ("**Tel.:** 030 23125017", ""),
        ("📞 0049 30 23125-017", ""),
        ("First\\\nRosenweg 5\\\n12345 Musterstadt\\\nLast", "First\nLast"),
        ("one\n\nHome: **030** 23125017\n\ntwo", "one\n\ntwo"),
        ("# A\n\ntext\n\n## Contact\n\n030 23125017\n\n## B\n\nmore", "A\n\ntext\n\nB\n\nmore"),
        ("- 030 23125017\n- b", "b"),
        ("- a\n  - 030 23125017\n- b", "a\nb"),
        ("> 030 23125017", ""),
        ("`030 23125017` and", "and"),
        ("[Phone me](tel:+493023125017)!", "Phone me!"),
        ("x[^1] y[^2]\n\n[^1]: 030 23125017\n[^2]: note", "x y\n\nnote"),
        ("rosenweg　５ and Rosenweg\u00a05 and Rosen\u00adweg 5", "and and"),
    ],
)
def test_what_remains_reads_well(body: str, expected: str) -> None:
    assert re.sub(r"[ ]+$", "", text_of(body).strip(), flags=re.MULTILINE) == expected


@pytest.mark.parametrize(
    "body",
    [
        "Musterstadt is where I work.", "Rosenweg 55", "1930 2312 52179", "31250170", "12345 people",
        "2019 – 2024", "15 Rosenweg 6",
    ],
)  # fmt: skip
def test_what_only_looks_alike_stays(body: str) -> None:
    assert text_of(body).strip() == body


def test_notes_are_numbered_again() -> None:
    body = "x[^1] y[^2] z[^3]\n\n[^1]: one\n[^2]: 030 23125017\n[^3]: three"
    document = redact(shaped(body), Finder([Person(phone="+49 30 23125017")], ("phone",)), Report())
    assert [(note.number, plain_text(note)) for note in document.footnotes] == [(1, "one"), (2, "three")]
    assert to_text(document, classic(), marks=True).startswith("x[1] y z[2]")


def test_an_anchor_of_a_private_heading_is_renamed_with_its_links() -> None:
    body = "# A\n\n## Call 030 23125017 now\n\n[here](#call-030-23125017-now)\n"
    document = redact(shaped(body), Finder([Person(phone="+49 30 23125017")], ("phone",)), Report())
    assert [node.anchor for node in walk(document) if isinstance(node, Heading)] == ["a", "part-1"]
    assert "#part-1" in to_json(document)
    assert "23125017" not in to_json(document)


def test_other_fields_can_be_private(tmp_path: Path) -> None:
    author = Person(
        "Ada Example", "Engineer", "ada.b@example.com", "", "", "https://www.ada.example/cv/",
        (Profile("GitHub", "adalove"),), "pixel.png",
    )  # fmt: skip
    body = (
        "# Ada Example\n\n## About\n\nI am Ada Example, www.ada.example/cv, github.com/adalove, <ada.b@example.com>.\n"
    )
    whole = shaped(f"---\nkind: resume\nlang: en\nauthor: {{name: Ada Example}}\n---\n{body}")
    names: tuple[PersonField, ...] = ("name", "email", "website", "profiles", "photo")
    document = redact(whole, Finder([author], names), Report())
    assert not re.search("Ada Example|ada.example|adalove|ada.b", to_json(document))
    (section,) = (node for node in walk(document) if isinstance(node, Section))
    assert plain_text(section).startswith("AboutI am")


def test_what_another_place_says_of_the_author_is_private_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cvbuild.yaml").write_text("author: {name: Ada, phone: 030 23125 017}\n")
    (tmp_path / "private.yaml").write_text("phone: 030 23125 018\n")
    monkeypatch.setenv("CVBUILD_PHONE", "030 23125 019")
    (tmp_path / "a.md").write_text(
        "---\nauthor: {phone: 030 23125 020}\n---\n" + " x ".join("030 2312501" + c for c in "789")
    )
    project = find_project(Report(), tmp_path)
    options = Options(("txt",), redact=True, senders=project.senders)
    result = Compiled(Job(tmp_path / "a.md", tmp_path), Report())
    document = parse_document(result, project.config, options)
    assert document
    assert "23125" not in to_json(document)


def test_a_block_without_private_values_is_the_same() -> None:
    from tests.documents import EVERYTHING

    before = shaped(EVERYTHING.replace("+1 555 0100", "+1 555 0199"))
    report = Report()
    after = redact(before, Finder([Person(phone="+49 30 23125017")], ("phone",)), report)
    assert after.children == before.children
    assert after.footnotes == before.footnotes
    assert not list(report)


def test_contacts_are_left_out_without_a_word() -> None:
    text = "---\nkind: letter\nauthor: {name: Ada, phone: 030 23125017, email: a@example.com}\n---\nDear A,\n\nx\n"
    report = Report()
    document = redact(shaped(text), Finder([Person(phone="030 23125017")], ("phone",)), report)
    (head,) = (node for node in walk(document) if isinstance(node, Letterhead))
    assert [plain_text(contact) for contact in head.contacts] == ["a@example.com"]
    assert document.metadata.author.phone == ""
    assert not list(report)


@given(documents())
def test_nothing_private_is_left_in_random_documents(document: Document) -> None:
    """Every node type, with the number wherever a tree has characters."""
    private = {"Engineer": "030 23125-017", "tel:+1555": "tel:+493023125017", "a": "ＴＥＬ\u00a00\u200b3023125017"}

    def plant(node: Node) -> Node:
        texts = {field.name: value for field in fields(node) if isinstance(value := getattr(node, field.name), str)}
        planted: dict[str, Any] = {
            name: private.get(value, re.sub("Engineer", private["Engineer"], value)) for name, value in texts.items()
        }
        return replace(node, **planted)

    redacted = redact(rewrite(document, plant), Finder([Person(phone="+49 30 23125017")], ("phone",)), Report())
    assert not re.search(r"3\D{0,3}0\D{0,3}2\D{0,3}3\D{0,3}1\D{0,3}2\D{0,3}5", dump(redacted, positions=False))
    references = [node.number for node in walk(redacted) if isinstance(node, FootnoteReference)]
    assert references == sorted(references)
    assert set(references) <= {note.number for note in redacted.footnotes}
    assert [note.number for note in redacted.footnotes] == list(range(1, len(redacted.footnotes) + 1))
    assert to_text(redacted, classic(), marks=True) is not None


@given(st.lists(st.sampled_from([" ", "-", ".", "/", "(", ")", "\u00a0", "\u2011", ""]), min_size=10, max_size=10))
def test_a_phone_is_found_in_any_grouping(gaps: list[str]) -> None:
    digits = "3023125017"
    number = "".join(gap + digit for gap, digit in zip(gaps, digits, strict=True))
    found = Finder([Person(phone="+49 (0)30 23125-017")], ("phone",)).find(f"x {number} y")
    assert len(found) == 1
    assert re.sub(r"\D", "", f"x {number} y"[found[0].start : found[0].end]) == digits


@given(st.text(max_size=60))
def test_places_are_in_the_text_and_in_order(text: str) -> None:
    author = Person("aa", "b c", "a@b.cd", "12 34 567", "a 1\nb 2", "aé")
    fields: tuple[PersonField, ...] = ("name", "headline", "email", "phone", "address", "website")
    found: list[Found] = Finder([author], fields).find(text)
    places = [place for one in found for place in (one.start, one.end)]
    assert places == sorted(places)
    assert all(0 <= one.start < one.end <= len(text) for one in found)


def test_an_empty_document_is_still_one() -> None:
    document = redact(shaped("030 23125017"), Finder([Person(phone="030 23125017")], ("phone",)), Report())
    assert isinstance(document, Document)
    assert document.children == ()
    assert document.metadata.title
