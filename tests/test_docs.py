"""Docs: what is made from the code is fresh, and what is written by hand leaves nothing out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from PIL import Image

from cvbuild.diagnostics import Code
from cvbuild.parse.html_subset import INLINE_TAGS
from cvbuild.theme import Role, RunRole, theme_names
from cvbuild.tree.pdf import VARIANTS
from tests.cases import ACCEPTS
from tests.docs import FOLDER, PAGES
from tests.documents import ROOT
from tests.theme_docs import PICTURES

SOURCES = (FOLDER / "sources.md").read_text("utf-8")
TEXTS = sorted([*ROOT.glob("*.md"), *FOLDER.glob("*.md")])


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_what_the_code_says(name: str) -> None:
    page, path = PAGES[name](), FOLDER / name
    if ACCEPTS:
        path.write_text(page, "utf-8")
    assert path.read_text("utf-8") == page, f"docs/{name} is not fresh: run `make accept`"


def test_every_code_and_command_is_on_its_page() -> None:
    assert len(Code) > 20
    page = PAGES["diagnostics.md"]()
    assert not [code.slug for code in Code if f"### {code.slug}\n\n{code.explanation}\n" not in page]
    assert re.findall(r"^## cvbuild (\S+)", PAGES["cli.md"](), re.MULTILINE)[:2] == ["build", "pdf"]


def test_every_html_tag_that_is_kept_is_described() -> None:
    text = section(SOURCES, "HTML")
    assert len(INLINE_TAGS) > 10
    assert not [tag for tag in INLINE_TAGS if f"`{tag}`" not in text]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_link_between_pages_leads_somewhere(path: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", without_code(path.read_text("utf-8")))
    assert not [target for target in targets if not (path.parent / target).exists()]


def test_there_are_pages_with_links() -> None:
    assert len(TEXTS) > 3
    assert "](ARCHITECTURE.md)" in (ROOT / "README.md").read_text("utf-8")


def test_every_theme_has_its_section_and_its_picture() -> None:
    """`make picture` draws them."""
    page = PAGES["themes.md"]()
    assert theme_names()
    for name in theme_names():
        assert f"\n### {name}\n" in page
        path = PICTURES / f"{name}.png"
        assert path.stat().st_size < 80_000
        with Image.open(path) as picture:
            assert 1000 <= picture.width <= 1200
    assert {path.stem for path in PICTURES.iterdir()} == set(theme_names())


def test_every_key_and_role_of_themes_is_described() -> None:
    page = PAGES["themes.md"]()
    schema = json.loads(PAGES["theme.schema.json"]())
    records = [one["anyOf"][0]["properties"] for one in schema["$defs"].values() if "anyOf" in one]
    keys = {key for properties in (schema["properties"], *records) for key in properties}
    roles = {*Role, *RunRole}
    assert set(schema["properties"]["text"]["properties"]) | set(schema["properties"]["runs"]["properties"]) == roles
    assert len(keys) > 30
    assert not [name for name in (*keys, *roles) if f"| `{name}` | " not in page]


def section(text: str, title: str) -> str:
    """What stands under a heading of level 2, up to the next one."""
    found = re.search(rf"^## {re.escape(title)}\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    assert found, f"no heading “{title}”"
    return found[1]


def without_code(text: str) -> str:
    return re.sub(r"^(`{3,})[^\n]*\n.*?^\1|`[^`\n]+`", "", text, flags=re.DOTALL | re.MULTILINE)


def test_every_variant_of_pdf_is_described() -> None:
    page = (FOLDER / "pdf.md").read_text("utf-8")
    assert not [variant for variant in VARIANTS if f"`{variant}`" not in section(page, "Variants")]
