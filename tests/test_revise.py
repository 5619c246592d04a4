"""The way back: what somebody changed in a Word file is shown, and put into the source, and nothing else is touched."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from difflib import unified_diff
from functools import cache, reduce
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvbuild.build import Job, Options, compile_document, find_project
from cvbuild.config import Config
from cvbuild.diagnostics import Report
from cvbuild.patch import Patch
from cvbuild.revise import Project, Revision, Shown, read_revision
from cvbuild.revise.original import Original
from cvbuild.revise.words import plain
from cvbuild.source import Source, decode
from cvbuild.verify import read_word
from tests import judges
from tests.documents import EVERYTHING, PIXEL, ROOT, SAMPLES, double_encoded
from tests.word_edits import WordFile, edited, q, run, tracked, w

Change = Callable[[WordFile], object]
RESUMES = sorted((ROOT / "tests" / "resumes").glob("*.md"))

LETTER = """---
kind: letter
author: {name: Ada Example, email: ada@example.com}
date: 5 March 2026
---

Dear Clara,

I write **good software** in *Rust* and
[Python](https://example.com/py), for 5 \\* 3 years &amp; more[^n]. See `code here` too.

- Fast in **every
  way** one can think of
- Cheap
  - nested one
- Good

> A quote of
> two lines

| Item | Cost |
| :--- | ---: |
| tea  |   3  |

## Next steps

Let us talk.

Sincerely,

Ada Example

[^n]: A note on *that*.
"""


def project(folder: Path, name: str = "letter.md") -> Project:
    return Project(Job(folder / name, folder, project=folder), Config(), Options())


@cache
def _word(data: bytes, name: str) -> bytes:
    job = Job(ROOT / "tests" / name, ROOT / "tests")
    compiled = compile_document(job, Config(), Options(formats=("docx",)), source=Source(job.name, decode(data)))
    return compiled.outputs["docx"]


def revised(change: Change, text: str | bytes = LETTER, name: str = "letter.md") -> Revision:
    data = text if isinstance(text, bytes) else text.encode()
    report = Report()
    folder = ROOT / "tests"
    revision = read_revision(edited(_word(data, name), change), "e.docx", data, project(folder, name), report)
    assert revision is not None, list(report)
    return revision


def applied(change: Change, text: str | bytes = LETTER) -> tuple[str, list[str]]:
    """The changed lines of the source, and what was left alone."""
    report = Report()
    revision = revised(change, text)
    new = revision.applied(report).data
    old = text if isinstance(text, bytes) else text.encode()
    lines = unified_diff(decode(old).splitlines(), decode(new).splitlines(), lineterm="", n=0)
    changed = [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    return "\n".join(changed), [one.message for one in report]


# ── What is shown ────────────────────────────────────────────────────────────────────────────────


def shown(change: Change, form: str = "words") -> str:
    made = Shown("e.docx", "letter.md", color=False)
    text = "\n".join(getattr(made, form)(revised(change).changes))
    return text.replace((ROOT / "tests").as_posix() + "/", "")


def test_a_file_that_nobody_edited_has_no_differences() -> None:
    assert not revised(lambda file: None).differs
    assert shown(lambda file: None) == ""


def test_changed_words_under_their_place() -> None:
    assert shown(lambda file: file.replace("Let us", "We should")) == (
        "letter.md:27: paragraph changed\n  [-Let us-]{+We should+} talk.\n"
    )


def test_a_unified_diff_has_a_paragraph_a_line() -> None:
    assert shown(lambda file: file.replace("Let us", "We should"), "unified").splitlines() == [
        "--- letter.md",
        "+++ e.docx",
        "@@ -16,1 +16,1 @@ letter.md:27",
        "-Let us talk.",
        "+We should talk.",
    ]


def test_json_has_an_object_a_line() -> None:
    def change(file: WordFile) -> None:
        file.replace("Let us", "We should")
        file.comment("talk", "When?")

    (line,) = shown(change, "json").splitlines()
    record = json.loads(line)
    assert (record["change"], record["line"], record["after"]) == ("changed", 27, "We should talk.")
    assert record["words"] == [{"before": "Let us", "after": "We should", "authors": []}]
    assert record["comments"][0]["text"] == "When?"
    assert record["comments"][0]["words"] == "talk"


def test_deleted_and_new_paragraphs_know_where_they_were() -> None:
    def change(file: WordFile) -> None:
        file.delete("Cheap")
        file.insert_behind("Let us talk", run("Or write."))

    text = shown(change)
    assert "letter.md:14: list item deleted\n  [-Cheap-]" in text
    assert "letter.md:27: paragraph put in\n  {+Or write.+}" in text


def test_a_paragraph_that_went_elsewhere_has_moved() -> None:
    def change(file: WordFile) -> None:
        moved = file.paragraph("Let us talk")
        file.paragraph("Dear Clara").addnext(moved)

    assert "paragraph moved here\n  {+Let us talk.+}" in shown(change)
    assert "paragraph moved away" in shown(change)


def test_tracked_changes_have_their_author() -> None:
    def change(file: WordFile) -> None:
        file.paragraph("Let us talk").append(tracked("ins", run(" Soon."), author="Ben Ade"))
        found = file.split_run("Good")
        parent = found.getparent()
        assert parent is not None
        parent.replace(found, tracked("del", run("Good")))

    assert "inserted by Ben Ade, 2026-03-06: “ Soon.”" in shown(change)
    assert "deleted by Clara Berg, 2026-03-06: “Good”" in shown(change)
    records = [json.loads(line) for line in shown(change, "json").splitlines()]
    assert [record["words"][0]["authors"] for record in records if record["words"]][-1] == ["Ben Ade"]


def test_comments_count_as_differences() -> None:
    text = shown(lambda file: file.comment("Let us", "Who?"))
    assert text.splitlines() == [
        "letter.md:27: paragraph commented on: “Let us talk.”",
        "  comment by Clara Berg, 2026-03-06 on “Let us”: Who?",
    ]


def test_words_that_only_look_different() -> None:
    def change(file: WordFile) -> None:
        found = file.split_run("talk")
        found.insert(0, w("rPr", w("b")))
        bold = file.split_run("software")
        properties = bold.find(q("rPr"))
        assert properties is not None
        bold.remove(properties)

    text = shown(change)
    assert "“talk” is bold" in text
    assert "“software” is no longer bold" in text


def test_a_link_that_leads_elsewhere() -> None:
    def change(file: WordFile) -> None:
        name = "word/_rels/document.xml.rels"
        file.parts[name] = file.parts[name].replace(b"https://example.com/py", b"https://example.org/other")

    assert "“Python” links to https://example.org/other, not https://example.com/py" in shown(change)


def test_a_paragraph_that_became_a_heading() -> None:
    def change(file: WordFile) -> None:
        target, source = file.paragraph("Let us talk"), file.paragraph("Next steps")
        properties, heading = target.find(q("pPr")), source.find(q("pPr"))
        assert properties is not None
        assert heading is not None
        style, other = properties.find(q("pStyle")), heading.find(q("pStyle"))
        assert style is not None
        assert other is not None
        style.set(q("val"), other.get(q("val")) or "")

    assert "it was a paragraph" in shown(change)


def test_what_terminals_obey_is_escaped() -> None:
    for form in ("words", "unified"):
        text = shown(lambda file: file.replace("Let us", "\x9b31m\u202eLet"), form)
        assert "\x9b" not in text
        assert "\u202e" not in text


def test_colors_are_for_terminals() -> None:
    changes = revised(lambda file: file.replace("Let us", "We should")).changes
    text = "\n".join(Shown("e.docx", "letter.md", color=True).words(changes))
    assert "\x1b[31mLet us\x1b[0m\x1b[32mWe should\x1b[0m" in text


# ── What is applied ──────────────────────────────────────────────────────────────────────────────


FIRST = "I write **good software** in *Rust* and"
SECOND = "[Python](https://example.com/py), for 5 \\* 3 years &amp; more[^n]. See `code here` too."


@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("Let us", "We should", "-Let us talk.\n+We should talk."),
        ("good software", "great tools", f"-{FIRST}\n+{FIRST.replace('good software', 'great tools')}"),
        ("Rust", "C*", f"-{FIRST}\n+I write **good software** in *C\\** and"),
        ("Cheap", "Cheap_er_", "-- Cheap\n+- Cheap_er_"),
        ("Cheap", "1. Cheap", "-- Cheap\n+- 1\\. Cheap"),
        ("every way", "any way", "-- Fast in **every\n+- Fast in **any"),
        ("nested one", "nested two", "-  - nested one\n+  - nested two"),
        ("of two lines", "of 2 lines", "-> two lines\n+> 2 lines"),
        ("tea", "a | b", "-| tea  |   3  |\n+| a \\| b  |   3  |"),
        ("Next steps", "What is next", "-## Next steps\n+## What is next"),
        ("A note on", "One note on", "-[^n]: A note on *that*.\n+[^n]: One note on *that*."),
        ("Dear Clara", "Dear Ms. Berg", "-Dear Clara,\n+Dear Ms. Berg,"),
        ("Sincerely", "Kind regards", "-Sincerely,\n+Kind regards,"),
        ("Let us talk.", "- Let us talk.", "-Let us talk.\n+\\- Let us talk."),
    ],
)  # fmt: skip
def test_a_changed_word_changes_nothing_else(old: str, new: str, lines: str) -> None:
    assert applied(lambda file: file.replace(old, new)) == (lines, [])


@pytest.mark.parametrize(
    ("old", "new", "written", "instead"),
    [
        ("Python", "Go", "Python", "Go"),
        ("5 * 3", "6 * 3", "5", "6"),
        ("3 years & more", "3 years", " &amp; more", ""),
        ("3 years &", "4 years &", "3", "4"),
        ("code here", "code *there*", "here", "*there*"),
    ],
)
def test_links_escapes_entities_and_code_stay(old: str, new: str, written: str, instead: str) -> None:
    changed, left = applied(lambda file: file.replace(old, new))
    assert changed.splitlines()[-1] == f"+{SECOND.replace(written, instead, 1)}"
    assert not left


def test_a_bold_word_inside_a_link() -> None:
    text = 'See [the **big** book](https://example.com "tip") now.\n'
    changed, left = applied(lambda file: file.replace("big", "small"), text)
    assert changed.splitlines()[-1] == '+See [the **small** book](https://example.com "tip") now.'
    assert not left


def test_words_behind_an_address_are_not_looked_for_in_it() -> None:
    text = 'See [it](./a.b/c.d?e=(f) "g.h"). Then [x][y]. End.\n\n[y]: https://example.com/y.z\n'
    assert (
        applied(lambda file: file.replace(". Then", "! Then"), text)[0]
        .splitlines()[-1]
        .startswith('+See [it](./a.b/c.d?e=(f) "g.h")! Then [x][y]. End.')
    )


def test_a_link_that_is_made_of_the_words_goes_with_them() -> None:
    changed, left = applied(lambda file: file.replace("ada@example.org", "Ada"), "Write to ada@example.org today.\n")
    assert changed.splitlines()[-1] == "+Write to Ada today."
    assert len(left) == 1
    assert "looks otherwise" in left[0]


def test_a_paragraph_below_an_entry_of_two_lines() -> None:
    text = "# Jo\n\n## Experience\n\n### Engineer\n**Acme**, Rome | 2019 – 2020\n\n- did it\n"
    revision = revised(
        lambda file: file.insert_behind("Engineer", run("New words.")), f"---\nkind: resume\n---\n{text}"
    )
    report = Report()
    assert revision.applied(report).data.decode().endswith("2019 – 2020\n\n### New words.\n\n- did it\n"), list(report)


def test_marks_around_nothing_go_with_their_words() -> None:
    changed, left = applied(lambda file: file.replace("Rust", ""))
    assert "*" not in changed.splitlines()[-1].replace("**good software**", "")
    assert not left


@pytest.mark.parametrize(
    ("element", "line"),
    [
        (run(" Rocks", "b"), "+I do **good things Rocks** here."),
        (run(" rocks"), "+I do **good things** rocks here."),
    ],
)
def test_new_words_go_to_the_side_of_the_marks_that_they_look_like(element: object, line: str) -> None:
    def change(file: WordFile) -> None:
        file.split_run("good things").addnext(element)  # type: ignore[arg-type]

    assert applied(change, "I do **good things** here.\n") == (f"-I do **good things** here.\n{line}", [])


def test_list_items_go_and_come() -> None:
    def change(file: WordFile) -> None:
        file.delete("Cheap")
        file.delete("nested one")
        file.insert_behind("Good", run("New ", "b"), run("and # odd"))

    assert applied(change) == ("-- Cheap\n-  - nested one\n+- **New** and # odd", [])


def test_numbered_items_count_on() -> None:
    text = "1. one\n2. two\n\nEnd.\n"
    assert applied(lambda file: file.insert_behind("two", run("three")), text) == ("+3. three", [])


def test_a_list_that_lost_its_first_items_counts_from_the_same_number() -> None:
    text = "9. one\n\n10. two\n\n    more\n\n11. three\n"
    assert applied(lambda file: file.delete("one"), text) == ("-9. one\n-\n-10. two\n+9.  two", [])

    def all_but_the_last(file: WordFile) -> None:
        for words in ("one", "two", "more"):
            file.delete(words)

    assert applied(all_but_the_last, text)[0].endswith("-11. three\n+9.  three")


def test_new_items_before_the_one_that_is_left_begin_the_list() -> None:
    def change(file: WordFile) -> None:
        file.insert_behind("first", run("Zebra crossing lamps"))
        file.insert_behind("Zebra", run("Quick brown foxes"))
        file.delete("first")

    lines = "-1. the first\n-2. two\n+1. Zebra crossing lamps\n+1. Quick brown foxes\n+1. two"
    assert applied(change, "1. the first\n2. two\n") == (lines, [])


def test_a_numbered_item_that_moved_takes_the_number_of_its_new_place() -> None:
    text = "- a\n\n  1. one\n  2. two\n  3. `three`\n"

    def change(file: WordFile) -> None:
        file.paragraph("one").addprevious(file.paragraph("three"))

    assert applied(change, text) == ("+  1. `three`\n-  3. `three`", [])


def test_a_list_style_alone_makes_an_item_of_its_level() -> None:
    def change(file: WordFile) -> None:
        for words, style in (("Good", "ListBullet"), ("nested one", "ListBullet2")):
            made = w("p", w("pPr", w("pStyle", val=style)), run(f"beside {words}"))
            file.paragraph(words).addnext(made)

    assert applied(change) == ("+  - beside nested one\n+- beside Good", [])


def test_paragraphs_go_and_come_with_one_empty_line_between() -> None:
    text = "One.\n\nTwo.\n\nThree.\n"

    def change(file: WordFile) -> None:
        file.delete("Two")
        file.insert_behind("Three", run("# Four"))

    data = revised(change, text).applied(Report()).data
    assert data == b"One.\n\nThree.\n\n\\# Four\n"


def test_a_new_heading_with_a_list_below() -> None:
    def change(file: WordFile) -> None:
        file.insert_behind("Let us talk", run("first"), like="Cheap")
        file.insert_behind("Let us talk", run("More"), like="Next steps")

    assert applied(change) == ("+## More\n+\n+- first\n+", [])


def test_a_paragraph_in_a_quote() -> None:
    assert (
        applied(lambda file: file.insert_behind("A quote", run("More.")), "> A quote\n>\n> B\n\nEnd.\n")[0]
        == "+>\n+> More."
    )


def test_a_paragraph_behind_the_last_of_a_quote() -> None:
    text = "> A quote\n>\n> > B\n\nEnd.\n"
    assert applied(lambda file: file.insert_behind("B", run("C.", "i")), text)[0] == "+> >\n+> > C."
    assert applied(lambda file: file.insert_behind("B", run("C."), like="End"), text)[0] == "+C.\n+"


def test_a_moved_paragraph_keeps_its_marks() -> None:
    text = "First one.\n\nI *am* `here`, [x](https://example.com).\n\nLast one, and longer.\n"

    def change(file: WordFile) -> None:
        file.paragraph("Last one").addnext(file.paragraph("I am"))

    data = revised(change, text).applied(Report()).data
    assert data.decode() == "First one.\n\nLast one, and longer.\n\nI *am* `here`, [x](https://example.com).\n"


def test_what_moved_to_where_it_has_no_place_is_not_taken_out() -> None:
    def change(file: WordFile) -> None:
        file.paragraph("Ada Example").addprevious(file.paragraph("Cheap"))

    lines, left = applied(change)
    assert lines == ""
    assert [message.partition(" was left alone: ")[0] for message in left] == [
        "taking out “Cheap”",
        "putting in “Cheap”",
    ]


def test_a_paragraph_that_was_split() -> None:
    def change(file: WordFile) -> None:
        file.replace("One two three. Four five six seven.", "One two three.")
        file.insert_behind("One two", run("Four five six seven."))

    data = revised(change, "One two three. Four five six seven.\n\nEnd.\n").applied(Report()).data
    assert data == b"One two three.\n\nFour five six seven.\n\nEnd.\n"


def test_a_table_row_and_a_cell() -> None:
    text = "| a | b |\n| - | - |\n| c | d |\n| e | f |\n"

    def change(file: WordFile) -> None:
        row = [*file.document.iter(q("tr"))][1]
        parent = row.getparent()
        assert parent is not None
        parent.remove(row)
        file.replace("f", "")

    assert applied(change, text) == ("-| c | d |\n-| e | f |\n+| e |  |", [])


def test_a_line_break_that_was_put_in() -> None:
    def change(file: WordFile) -> None:
        found = file.split_run(" talk.")
        found.insert(0, w("br"))

    data = revised(change).applied(Report()).data
    assert b"Let us<br> talk." in data or b"Let us<br>talk." in data


# ── What is left alone ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda file: file.replace("Ada Example", "Eve Example"), "it comes from the front matter, line 3"),
        (lambda file: file.replace("5 March", "6 March"), "it comes from the front matter"),
        (lambda file: file.delete("A note"), "a footnote was taken out"),
        (lambda file: file.insert_behind("tea", run("milk")), "a table's row or cell was put in"),
        (lambda file: file.insert_behind("Let us", w("r", w("tab"))), ""),
        (lambda file: file.insert_behind("Let us", run("a\tb")), "a tab has no place in Markdown"),
        (
            lambda file: file.paragraph("Let us").append(w("r", w("sym", font="Wingdings", char="F04A"))),
            "a sign of a symbol font has no place in Markdown",
        ),
    ],
)
def test_what_has_no_place_in_the_source_is_listed(change: Change, reason: str) -> None:
    lines, left = applied(change)
    assert not lines
    assert (reason == "" and not left) or any(reason in one for one in left)


def test_settings_are_named_as_the_place() -> None:
    samples = find_project(Report(), ROOT)
    job = Job(ROOT / "sources" / "cover-letter.md", ROOT / "sources", project=ROOT)
    here, report = Project(job, samples.config, Options()), Report()
    data = job.path.read_bytes() if job.path else b""
    word = compile_document(job, samples.config, Options(formats=("docx",))).outputs["docx"]
    revision = read_revision(edited(word, lambda file: file.replace("Jiwon", "Jiwoo")), "e.docx", data, here, report)
    assert revision
    assert revision.applied(report).data == data
    (one,) = report
    assert "cvbuild.yaml, line 4" in one.message


def test_a_change_that_would_be_read_otherwise_is_left_alone_and_the_others_are_not() -> None:
    def change(file: WordFile) -> None:
        file.replace("inside", "in <b>")
        file.replace("outside", "there")

    lines, left = applied(change, "<p>Words inside a tag.</p>\n\nWords outside of it.\n")
    assert lines == "-Words outside of it.\n+Words there of it."
    assert len(left) == 1
    assert "would then be read otherwise" in left[0]


def test_looks_are_never_applied_but_listed() -> None:
    def change(file: WordFile) -> None:
        file.split_run("talk").insert(0, w("rPr", w("b")))

    assert applied(change) == ("", ["“talk” is bold, which was left alone"])


def test_another_document_is_recognised() -> None:
    assert not revised(lambda file: None).changes[0].differs
    data, report = b"# Something else\n\nNothing in common with this.\n", Report()
    read_revision(_word(LETTER.encode(), "letter.md"), "e.docx", data, project(ROOT / "tests"), report)
    assert [one.code.slug for one in report] == ["other-document"]


# ── Every other byte ─────────────────────────────────────────────────────────────────────────────


ENCODINGS = {
    "bom": b"\xef\xbb\xbf" + LETTER.encode(),
    "utf-16": b"\xff\xfe" + LETTER.encode("utf-16-le"),
    "crlf": LETTER.replace("\n", "\r\n").encode(),
    "cr": LETTER.replace("\n", "\r").encode(),
    "no last line end": LETTER.rstrip("\n").encode(),
    "mojibake": double_encoded(LETTER.replace("Cheap", "Cheap — “so” 논문")),
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_encodings_and_line_ends_stay(name: str) -> None:
    data = ENCODINGS[name]
    assert revised(lambda file: None, data).applied(Report()).data == data
    new = revised(lambda file: file.replace("Let us", "We should"), data).applied(Report()).data
    word, other = ("Let us", "We should")
    codec = "utf-16-le" if name == "utf-16" else "utf-8"
    assert new == data.replace(word.encode(codec), other.encode(codec))
    longer = revised(lambda file: file.insert_behind("Good", run("Better")), data).applied(Report()).data
    end = {"crlf": "\r\n", "cr": "\r"}.get(name, "\n")
    assert longer == data.replace(f"- Good{end}".encode(codec), f"- Good{end}- Better{end}".encode(codec))


def test_words_beside_and_in_mojibake() -> None:
    data = double_encoded("Cheap — “so” 논문 work.\n")

    # Words in another script are runs of their own.
    def change(file: WordFile) -> None:
        file.replace("논문", "paper")
        file.replace("work", "works")

    new = revised(change, data).applied(Report()).data
    assert decode(new) == decode(data).replace(double_encoded("논문").decode(), "paper").replace("work", "works")


def test_changes_that_overlap_are_refused() -> None:
    original = Original("x.md", b"abcdef\n")
    assert original.changed([Patch(1, 3, "x"), Patch(3, 3, "y")]) == b"axydef\n"
    with pytest.raises(ValueError, match="overlap"):
        original.changed([Patch(0, 3, ""), Patch(2, 4, "")])


@pytest.mark.parametrize("path", [*SAMPLES, *RESUMES], ids=lambda path: path.stem)
def test_an_unedited_file_changes_no_byte(path: Path) -> None:
    data = path.read_bytes()
    revision = revised(lambda file: None, data, "x.md")
    assert not revision.differs
    assert revision.applied(Report()).data == data
    # Separators and the letterhead's name are all that does not stand in the source's text.
    known = sum(one is not None for paragraph in revision.old for one in paragraph.ranges)
    total = sum(len(paragraph.text) for paragraph in revision.old)
    assert known / total > 0.85


def test_libreoffice_leaves_no_difference() -> None:
    texts = {path.stem: path.read_bytes() for path in (*SAMPLES, *RESUMES[:8])}
    saved = judges.soffice_saved({name: _word(data, "x.md") for name, data in texts.items()})
    for name, data in texts.items():
        revision = read_revision(saved[name], "e.docx", data, project(ROOT / "tests", "x.md"), Report())
        assert revision
        assert not list(Shown("e.docx", name, color=False).words(revision.changes))
    assert len(texts) > 10


WORDS = ["alpha", "*star*", "_x_", "1.", "#", "a|b", "<b>", "&amp;", "논문", "[y]", "- dash", "`tick`", "two words",
         "https://example.org", "x\\y", "C++", ":", "“q”"]  # fmt: skip


@settings(max_examples=25)
@given(
    st.integers(0, 2**32),
    st.sampled_from([*SAMPLES, *RESUMES]),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=5),
)
def test_what_is_applied_is_what_the_file_says(seed: int, path: Path, words: list[str]) -> None:
    data = path.read_bytes()

    def change(file: WordFile) -> None:
        chance = random.Random(seed)
        texts = [one for one in file.document.iter(q("t")) if (one.text or "").strip()]
        for word in words:
            text = chance.choice(texts)
            pieces = (text.text or "").split(" ")
            pieces[chance.randrange(len(pieces))] = word
            text.text = " ".join(pieces)
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    revision, report = revised(change, data, "x.md"), Report()
    done = revision.applied(report)
    again = read_revision(
        edited(_word(data, "x.md"), change), "e.docx", done.data, project(ROOT / "tests", "x.md"), Report()
    )
    assert again
    remaining = [one for one in again.changes if one.fate != "same"]
    assert len(remaining) <= len(done.left)
    if not done.left:
        assert [plain(one.text) for one in again.old] == [
            plain(one.text) for one in read_word(edited(_word(data, "x.md"), change))
        ]


# ── The command ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    (tmp_path / "letter.md").write_text(LETTER, "utf-8")
    (tmp_path / "e.docx").write_bytes(_word(LETTER.encode(), "letter.md"))
    return tmp_path


def cvbuild(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cvbuild", "diff", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, encoding="utf-8", env={**os.environ, **environment}, check=False
    )


def edit(folder: Path, change: Change) -> None:
    (folder / "e.docx").write_bytes(edited((folder / "e.docx").read_bytes(), change))


def test_the_exit_code_tells_whether_there_are_differences(letter: Path) -> None:
    done = cvbuild(letter, "e.docx", "letter.md")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    edit(letter, lambda file: file.replace("Let us", "We should"))
    done = cvbuild(letter, "e.docx", "letter.md")
    assert done.returncode == 1
    assert "[-Let us-]{+We should+} talk." in done.stdout
    assert (letter / "letter.md").read_text("utf-8") == LETTER


def test_apply_writes_the_source_and_says_what_was_left(letter: Path) -> None:
    edit(letter, lambda file: file.replace("Let us", "We should"))
    edit(letter, lambda file: file.replace("5 March", "6 March"))
    os.chmod(letter / "letter.md", 0o640)
    done = cvbuild(letter, "e.docx", "letter.md", "--apply")
    assert done.returncode == 1
    assert "1 paragraph changed in letter.md, 1 change left alone" in done.stderr
    assert "[not-applied]" in done.stderr
    assert (letter / "letter.md").read_text("utf-8") == LETTER.replace("Let us", "We should")
    assert (letter / "letter.md").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in letter.iterdir()) == ["e.docx", "letter.md"]


def test_apply_goes_through_symbolic_links(letter: Path) -> None:
    edit(letter, lambda file: file.replace("Let us", "We should"))
    (letter / "real").mkdir()
    shutil.move(letter / "letter.md", letter / "real" / "letter.md")
    (letter / "letter.md").symlink_to("real/letter.md")
    assert cvbuild(letter, "e.docx", "letter.md", "--apply").returncode == 0
    assert (letter / "letter.md").is_symlink()
    assert "We should" in (letter / "real" / "letter.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("none.docx", "letter.md"), "[file-not-found]"),
        (("e.docx", "none.md"), "[file-not-found]"),
        (("letter.md", "letter.md"), "[unreadable-docx]"),
        (("cut.docx", "letter.md"), "[unreadable-docx]"),
        (("e.docx", "."), "one source"),
        (("e.docx", "-", "--apply"), "needs a file"),
        (("e.docx", "broken.md"), "[missing-image]"),
        (("e.docx",), "Missing argument"),
    ],
)
def test_trouble_is_told_and_ends_with_2(letter: Path, arguments: tuple[str, ...], message: str) -> None:
    (letter / "cut.docx").write_bytes((letter / "e.docx").read_bytes()[:900])
    (letter / "broken.md").write_text("![x](none.png)\n", "utf-8")
    done = cvbuild(letter, *arguments)
    assert done.returncode == 2, done.stderr
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_the_source_of_another_document_is_left_alone(letter: Path) -> None:
    (letter / "other.md").write_text("# Something else\n\nNothing in common with this.\n", "utf-8")
    done = cvbuild(letter, "e.docx", "other.md", "--apply")
    assert done.returncode == 1
    assert "[other-document]" in done.stderr
    assert "nothing was applied" in done.stderr
    assert "Nothing in common" in (letter / "other.md").read_text("utf-8")


def test_a_source_that_changed_meanwhile_is_left_as_it_is(letter: Path) -> None:
    from cvbuild.cli.diff import _write

    report = Report()
    assert not _write(letter / "letter.md", b"what was compared", b"new", report)
    assert [one.code.slug for one in report] == ["source-changed"]
    assert (letter / "letter.md").read_text("utf-8") == LETTER


EDITS = {
    "third level": "deep",
    "a list": "one",
    "The first note": "A first note",
    "Description one": "Text one",
    "Caption of": "Words on",
    "nested one": "inner one",
}


def test_everything_with_a_picture(tmp_path: Path) -> None:
    (tmp_path / "pixel.png").write_bytes(PIXEL)
    (tmp_path / "e.md").write_text(EVERYTHING, "utf-8")
    subprocess.run([sys.executable, "-m", "cvbuild", "docx", "-q", "-o", ".", "e.md"], cwd=tmp_path, check=True)
    assert cvbuild(tmp_path, "e.docx", "e.md").returncode == 0

    def change(file: WordFile) -> None:
        for old, new in EDITS.items():
            file.replace(old, new)

    (tmp_path / "e.docx").write_bytes(edited((tmp_path / "e.docx").read_bytes(), change))
    done = cvbuild(tmp_path, "e.docx", "e.md", "--apply")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "e.md").read_text("utf-8") == reduce(
        lambda text, words: text.replace(*words, 1), EDITS.items(), EVERYTHING
    )
