"""The checks that are made on demand: spelling, style, and where they leave a text alone."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from cvbuild.build import Job, Options, compile_document
from cvbuild.config import Config
from cvbuild.diagnostics import Code
from tests.checking import checked, findings, found


def told(text: str, *checks: str) -> list[str]:
    return [one.message for one in checked(text, *checks).report if one.code.slug in checks]


# ── Spelling ─────────────────────────────────────────────────────────────────────────────────────


def test_an_unknown_word_is_told_once_with_its_first_place_and_count() -> None:
    text = "I recieve letters, and\nrecieve teh `kubectl` more.\n"
    assert findings(text, "spelling") == ["1:3 spelling"]
    assert told(text, "spelling") == ["no dictionary has “recieve” (2 times)"]


@pytest.mark.parametrize(
    "text",
    [
        "Nakamura and Wozzeckstraat are names, iPhone and gRPC too.",
        "Code such as `recieve`, see https://example.com/recieve or a.recieve@example.com, @recieve, #recieve.",
        "The files recieve.py and src/recieve are addresses.",
        "Её зовут 논문 日本語.",
        "The colour of the theatre; we organised, analysed and travelled; I don’t, wasn’t, they’ve, it’s, Jane’s.",
        "My résumé tells of a café that was not naïve.",
        "Our backend, dataset and microservices were refactored.",
    ],
)
def test_names_codes_addresses_and_compounds_are_left_alone(text: str) -> None:
    assert told(text, "spelling") == []


def test_words_are_of_the_documents_language() -> None:
    german = "Ich entwickle Qualitätssicherung und Mitarbeiterführung mit großer Sorgfalt, Teamfähigkiet inklusive."
    assert told(f"---\nlang: de\n---\n{german}\n", "spelling") == ["no dictionary has “Teamfähigkiet”"]
    french = "L’entreprise où j’ai développé l’école d’aujourd’hui, dévelopée."
    assert told(f"---\nlang: fr\n---\n{french}\n", "spelling") == ["no dictionary has “dévelopée”"]
    assert told("---\nlang: en-US\n---\nThe colour.\n", "spelling") == ["no dictionary has “colour”"]


def test_where_no_dictionary_is_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    (message,) = told("---\nlang: ko\n---\n안녕\n", "spelling")
    assert message == "spelling can't be checked: there is no dictionary for “ko”"
    monkeypatch.setitem(sys.modules, "spellchecker", None)
    (missing,) = (one for one in checked("I recieve.\n", "spelling").report if one.code is Code.SPELLING)
    assert missing.hint == "pip install 'cvbuild[spelling]'"


def test_a_projects_own_words_are_known(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("We use kubectl and nginx.\n", "utf-8")

    def messages() -> list[str]:
        job = Job(tmp_path / "a.md", tmp_path, project=tmp_path)
        options = Options(renders=False, checks=frozenset({"spelling"}))
        return [one.message for one in compile_document(job, Config(), options).report]

    assert messages() == ["no dictionary has “kubectl”", "no dictionary has “nginx”"]
    (tmp_path / "dictionary.txt").write_text("# tools\nKubectl  # a tool\n\nnginx\n", "utf-8")
    assert messages() == []
    (tmp_path / "dictionary.txt").write_bytes(b"\xff\xfe\xff")
    assert "can't read the words: not valid UTF-16-LE" in messages()


# ── Style ────────────────────────────────────────────────────────────────────────────────────────

LONG = "We came" + " to it we came" * 9 + " "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Short. {LONG}home. Short.", ["1:8 long-sentence"]),
        (f"Dr. Prof. {LONG}home.", ["1:1 long-sentence"]),
        ("One. " * 60 + "Two three. " * 40, ["1:1 long-paragraph"]),
        ("海" * 101 + "。海。", ["1:1 long-sentence"]),
        ("海" * 50 + "。" + "海" * 50 + "。", []),
        (f"# {LONG}", []),
        ("We came. " * 12 + "\\\n" + "We went. " * 12, []),
    ],
)
def test_long_sentences_and_paragraphs(text: str, expected: list[str]) -> None:
    assert findings(f"{text}\n", "long-sentence", "long-paragraph") == expected


def test_phrases_that_say_nothing_have_their_language() -> None:
    assert found("I am a team player, and a dynamic one.\n", "empty-phrase") == ["empty-phrase", "empty-phrase"]
    assert found("---\nlang: de\n---\nIch bin belastbar, dynamic.\n", "empty-phrase") == ["empty-phrase"]
    assert found("---\nlang: de\n---\nBelastbarkeitstests sind mein Fach.\n", "empty-phrase") == []
    assert found("---\nlang: cs\n---\nteam player\n", "empty-phrase") == []


def test_too_many_sentences_about_oneself() -> None:
    many = "I came. I’ve seen. I won. It rained. I left. We ate.\n"
    assert told(many, "first-person") == ["4 of 6 sentences begin with their author"]
    assert told(many.replace("I left", "She left"), "first-person") == []
    assert told("I came. I saw. I won.\n", "first-person") == []


def test_quotes_of_two_kinds() -> None:
    assert findings('“Yes”, “no”, she said, "don\'t".\n', "mixed-quotes") == ["1:24 mixed-quotes"]
    assert found('A 6" pipe and “one” more.\n', "mixed-quotes") == []
    assert found('---\nsmart: true\n---\n“Yes”, "no".\n', "mixed-quotes") == []
    assert found('Only "straight" ones.\n', "mixed-quotes") == []
