"""The rules: every place that they find in the cases and no other, their own examples, and what they leave alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cvbuild.build import find_project
from cvbuild.diagnostics import Code, Report
from cvbuild.lint import RULES
from cvbuild.lint.prose import HIDDEN, passages
from cvbuild.parse import parse
from cvbuild.source import Source
from tests.cases import ACCEPTS, FOLDER, Case, accept, cases
from tests.checking import checked, findings, found, meant, repaired, shown
from tests.documents import ROOT, SAMPLES

CASES = list(cases(FOLDER / "lint"))
CODES = sorted({code for entry in RULES for code in entry.codes}, key=lambda code: code.slug)
BETWEEN_DOCUMENTS = {Code.OTHER_CONTACT, Code.OTHER_FACTS}
LONG = {Code.LONG_LETTER, Code.LONG_RESUME}
WITH_OPTIONS = {Code.PRIVATE_DATA}
KINDS = ("", "letter", "resume")
ELSEWHERE = [Code.UNKNOWN_CODE, Code.UNUSED_IGNORE]
"""Those that no rule reports, with examples all the same."""
EXAMPLES = [*(code for code in CODES if code not in BETWEEN_DOCUMENTS | LONG | WITH_OPTIONS), *ELSEWHERE]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_the_cases_hold_every_finding_and_what_becomes_of_it(case: Case) -> None:
    text = meant(case.text)
    fixed = repaired(text)
    actual = {"findings": "\n".join(findings(text) or ["none"]) + "\n"}
    if fixed.is_changed:
        actual["fixed"] = shown(fixed.after.text).rstrip("\n") + "\n"
    if ACCEPTS and actual != case.expected:
        accept(case, actual)
    elif not ACCEPTS:
        assert actual == case.expected


def test_every_rule_has_a_case_that_triggers_it_and_there_are_texts_without_findings() -> None:
    assert CASES
    told = "".join(case.expected["findings"] for case in CASES)
    text_rules = {code for entry in RULES[: [e.module for e in RULES].index("headings")] for code in entry.codes}
    assert {code.slug for code in text_rules if f" {code.slug}" not in told and not code.value.opt_in} == set()
    assert [case for case in CASES if case.expected["findings"] == "none\n"]


@pytest.mark.parametrize("code", EXAMPLES, ids=lambda code: code.slug)
def test_the_bad_example_of_a_rule_triggers_it_and_the_good_one_does_not(code: Code) -> None:
    definition = code.value
    assert definition.bad
    assert definition.good
    bad, good = (
        [one for kind in KINDS for one in checked(_of_kind(text, kind), code.slug).report]
        for text in (definition.bad, definition.good)
    )
    assert code in {one.code for one in bad}
    assert code not in {one.code for one in good}
    if definition.fixable:
        fixed = [repaired(_of_kind(definition.bad, kind), code.slug) for kind in KINDS]
        assert code in {one.code for each in fixed for one in each.found}
    else:
        assert not any(one.fix for one in bad if one.code is code)


def _of_kind(text: str, kind: str) -> str:
    return f"---\nkind: {kind}\n---\n{text}\n" if kind and not text.startswith("---") else f"{text}\n"


def test_the_table_names_each_rule_once_and_each_has_its_code() -> None:
    modules = [entry.module for entry in RULES]
    assert len(set(modules)) == len(modules)
    files = (ROOT / "src/cvbuild/lint").glob("*.py")
    assert {path.stem for path in files if re.search("^def check", path.read_text("utf-8"), re.MULTILINE)} == {*modules}
    lint_codes = {code for code in Code if code.topic.startswith("lint")}
    assert lint_codes == {*CODES, *ELSEWHERE}


def test_opt_in_rules_run_only_where_they_are_named() -> None:
    text = "See https://example.com/work for more.\n"
    assert found(text) == []
    assert found(text, "bare-link") == ["bare-link"]
    assert found(f"---\nchecks: [bare-link]\n---\n{text}") == ["bare-link"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_projects_samples_have_no_findings_in_their_text(path: Path) -> None:
    config = find_project(Report(), ROOT).config
    lines = findings(path.read_text("utf-8"), config=config)
    assert [line for line in lines if "missing-link" not in line] == []


def test_with_redact_a_message_does_not_say_what_is_private() -> None:
    link = "[+1 202 555 0100](http://example.com/+12025550100)"
    text = f"---\nauthor: {{name: Jane, phone: '+1 202 555 0100'}}\n---\nCall {link}.\n"
    assert any("555" in one.message or "2025" in one.message for one in checked(text).report)
    assert not [one for one in checked(text, redact=True).report if "555" in one.message]


# ── Places ───────────────────────────────────────────────────────────────────────────────────────


def test_every_character_of_a_passage_has_its_place_behind_escapes_entities_tags_and_line_ends() -> None:
    text = "> a \\[b\\] c &amp; d <!-- no --> *e*\n> f `code` g &mdash; [link](x) <b>h</b>\\\n> i\n"
    source = Source("a.md", text)
    (passage,) = passages(parse(source, Report()), source)
    assert passage.text == f"a [b] c & d  e f {HIDDEN} g — link h\ni"
    places = [text[offset] for offset in passage.offsets if offset is not None]
    assert "".join(places) == "a [b] c & d  e\nf ` g & link h\\i"
    assert None not in passage.offsets


def test_a_place_behind_mojibake_is_that_of_the_file() -> None:
    (first, second) = findings("It isâ€”for meâ€”TODO.\n")
    assert (first, second) == ("1:6 mojibake (fixable)", "1:18 placeholder")
