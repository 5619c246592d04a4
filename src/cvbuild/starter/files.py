"""The files of a new project from the packaged templates and a few answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from string import Template

from cvbuild.tree.metadata import Layout, Paper

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Language:
    """What differs by language beside the texts: placeholders for who writes, and where letters are written like this.

    The phone numbers are set aside for fiction where a country has such, and belong to nobody.
    """

    name: str
    headline: str
    phone: str
    street: str
    town: str
    layout: Layout


LANGUAGES: Mapping[str, Language] = {
    "en": Language("Your Name", "Your profession", "+1 555 010 0123", "2 Your Street", "Your Town 54321", "plain"),
    "de": Language("Ihr Name", "Ihr Beruf", "+49 30 23125 017", "Beispielweg 2", "54321 Beispielstadt", "din5008-b"),
    "fr": Language("Votre Nom", "Votre métier", "+33 1 99 00 12 34", "2 rue du Modèle", "54320 Leville", "fr"),
    "es": Language("Su Nombre", "Su profesión", "+34 910 000 000", "Calle del Modelo 2", "54320 El Pueblo", "plain"),
    "ko": Language("홍길동", "직업", "+82 10 0000 0000", "보기로 2", "54321 보기시", "kr"),
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What the author said of the project; empty texts are replaced by placeholders of the language."""

    name: str = ""
    headline: str = ""
    email: str = ""
    lang: str = "en"
    paper: Paper | None = None


def starter_files(answers: Answers, version: str) -> dict[str, bytes]:
    """Each file's path in the project and its content; CI is to install that version."""
    values = {**_values(answers), "version": version}
    templates = {
        "cvbuild.yaml": "cvbuild.yaml",
        "private.yaml": "private.yaml",
        ".gitignore": "gitignore",
        ".github/workflows/cvbuild.yml": "workflow.yml",
        "sources/cover-letter.md": f"{answers.lang}/cover-letter.md",
        "sources/resume.md": f"{answers.lang}/resume.md",
    }
    return {path: filled(template, values).encode() for path, template in templates.items()}


def _values(answers: Answers) -> dict[str, str]:
    language = LANGUAGES[answers.lang]
    layout: Layout = "us" if answers.paper == "Letter" and language.layout == "plain" else language.layout
    return {
        **asdict(language),
        "phone": _quoted(language.phone),
        "name": _quoted(answers.name or language.name),
        "headline": _quoted(answers.headline or language.headline),
        "email": _quoted(answers.email or "you@example.com"),
        "lang": answers.lang,
        "paper": answers.paper or "A4",
        "layout": layout,
    }


def filled(template: str, values: Mapping[str, str]) -> str:
    """The packaged template with these values in it. Raises KeyError where one is missing."""
    return Template((_TEMPLATES / template).read_text("utf-8")).substitute(values)


def _quoted(text: str) -> str:
    """Any text as a YAML scalar: JSON's texts are YAML's (YAML 1.2, 1.2)."""
    return json.dumps(text, ensure_ascii=False)
