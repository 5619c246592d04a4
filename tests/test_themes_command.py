"""`cvbuild themes`: what there is, what one consists of, a new one, and the gallery of one's own documents."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from base64 import b64decode
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from lxml import html
from PIL import Image
from typer.testing import CliRunner

from cvbuild.cli.app import app
from cvbuild.cli.schema import schema_text
from cvbuild.diagnostics import Report
from cvbuild.theme import RUN_ROLES, TEXT_ROLES, Role, RunRole, contrast, load_theme, theme_names
from tests.documents import LETTER
from tests.judges import vnu_messages

OWN = 'description: Mine.\nextends: modern\ncolors: {accent: "#7a1f3d"}\ntext:\n  quote: {size: +2, indent: 9mm}\n'


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a theme of its own, as the working folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cvbuild.yaml").write_text("lang: en\n")
    add(tmp_path, "mine", OWN)
    return tmp_path


def add(project: Path, name: str, text: str) -> Path:
    path = project / "themes" / name / "theme.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    return path


def themes(*arguments: str) -> tuple[int, str, str]:
    """Exit code, output and messages."""
    done = CliRunner().invoke(app, ["themes", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


# ── list ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_list_has_all_themes_with_where_they_are_from(project: Path) -> None:
    code, out, messages = themes("list")
    rows = [re.split(r"\s{2,}", line) for line in out.splitlines()]
    assert (code, messages) == (0, "")
    assert [row[0] for row in rows[1:]] == theme_names((project / "themes",))
    assert ["mine", "themes/mine/", "modern", "Mine."] in rows
    assert ["modern", "built in", "classic"] in [row[:3] for row in rows]
    assert ["classic", "built in"] in [row[:2] for row in rows]


def test_a_theme_that_can_not_be_read_is_listed_and_explained(project: Path) -> None:
    add(project, "broken", "extends: classic\nunit: 3\n")
    code, out, messages = themes("list")
    assert code == 1
    assert re.search(r"^broken +themes/broken/ .*can't be read$", out, re.MULTILINE)
    assert messages.startswith("themes/broken/theme.yaml:2:7: error: `unit` takes")


def test_a_projects_theme_counts_more_than_the_built_in_one_of_its_name(project: Path) -> None:
    add(project, "classic", "description: Ours.\nextends: classic\n")
    _, out, _ = themes("list")
    assert re.findall(r"^classic +(\S+) +classic +Ours\.$", out, re.MULTILINE) == ["themes/classic/"]


# ── show ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", [*theme_names(), "mine", "./themes/mine", "themes/mine/theme.yaml"])
def test_a_theme_is_shown_in_a_hundred_columns(project: Path, name: str) -> None:
    code, out, messages = themes("show", name)
    assert (code, messages) == (0, "")
    assert max(map(len, out.splitlines())) <= 100
    shown = set(re.findall(r"^  (\S+)  ", out, re.MULTILINE))
    assert {role.value for role in (*Role, *RunRole)} <= shown


def test_what_is_shown_is_what_was_resolved(project: Path) -> None:
    _, out, _ = themes("show", "mine")
    (quote,) = re.findall(r"^  quote .*$", out, re.MULTILINE)
    assert quote.split() == [
        "quote", "body", "16pt", "1.38", "400", "muted", "start", "6pt", "indent", "25.5118pt",
    ]  # fmt: skip
    assert "\nread from themes/mine/\nwhich extends modern, built in\nwhich extends classic, built in\n" in out
    assert re.search(r"^  accent +#7a1f3d +10\.0 ", out, re.MULTILINE)


def test_as_json_it_is_complete_with_the_place_of_each_value(project: Path) -> None:
    code, out, _ = themes("show", "mine", "--json")
    data, theme = json.loads(out), load_theme("./themes/mine", Report())
    assert code == 0
    assert theme
    assert list(data["text"]) == [role.value for role in TEXT_ROLES]
    assert list(data["runs"]) == [role.value for role in RUN_ROLES]
    for role, style in theme.text.items():
        assert data["text"][role]["size"] == style.size
        assert data["text"][role]["keep-with-next"] == style.keep_with_next
        assert data["text"][role]["font"]["families"] == list(style.font.families)
    assert data["places"]["text.quote.indent"] == "themes/mine/theme.yaml:5"
    assert data["places"]["text.quote.color"].endswith("modern/theme.yaml:" + line_of("modern", "  quote:"))
    assert data["places"]["fallbacks.ko"].endswith("classic/theme.yaml:" + line_of("classic", "  ko:"))
    assert data["colors"]["background"] == {
        "light": "#ffffff", "dark": theme.dark["#ffffff"], "contrast": 1.0, "dark-contrast": 1.0,
    }  # fmt: skip


def line_of(theme: str, start: str) -> str:
    lines = (Path(__file__).parents[1] / "themes" / theme / "theme.yaml").read_text("utf-8").splitlines()
    return str(1 + next(number for number, line in enumerate(lines) if line.startswith(start)))


def test_a_name_that_there_is_none_of_is_wrong_usage(project: Path) -> None:
    code, out, messages = themes("show", "modem")
    assert (code, out) == (2, "")
    assert "unknown theme “modem”" in messages
    assert "did you mean modern?" in messages


def test_contrast_is_as_wcag_has_it() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == 1
    # The two greys next to 4.5 : 1 on white.
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


# ── new ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("extends", [*theme_names(), "mine", "./themes/mine"])
def test_a_new_theme_looks_like_the_one_that_it_extends_until_it_is_changed(project: Path, extends: str) -> None:
    code, out, messages = themes("new", "next", "--extends", extends)
    assert (code, messages) == (0, "")
    assert out.startswith("made themes/next/theme.yaml\n")
    assert "cvbuild build --theme next" in out
    assert same_look("themes/next", extends)
    path = project / "themes/next/theme.yaml"
    text = path.read_text("utf-8")
    # Without its #, each line that is offered has the value that it had before.
    offered = re.sub(r"^# (?=[a-z]+:$|  )", "", text, flags=re.MULTILINE)
    assert offered.count("#") < text.count("#") - 7
    path.write_text(offered, "utf-8")
    assert same_look("themes/next", extends)
    path.write_text(offered.replace('accent: "', 'accent: "#abc" # '), "utf-8")
    assert not same_look("themes/next", extends)


def same_look(one: str, other: str) -> bool:
    folders = (Path("themes"),)
    first, second = load_theme(one, Report(), None, folders), load_theme(other, Report(), None, folders)
    assert first
    assert second
    alike = {"name": "", "description": "", "font_places": {}}
    rounded = [replace(theme, page=rounded_page(theme.page), **alike) for theme in (first, second)]  # type: ignore[arg-type]
    return rounded[0] == rounded[1]


def rounded_page(page: object) -> object:
    """Margins to a hundredth of a millimetre, as they are offered."""
    margins = {name: round(getattr(page, name), 1) for name in dir(page) if name.startswith("margin_")}
    return replace(page, **margins)  # type: ignore[type-var]


def test_an_editor_finds_the_schema_and_accepts_the_file(project: Path) -> None:
    themes("new", "next")
    path = project / "themes/next/theme.yaml"
    text = path.read_text("utf-8")
    found = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
    assert found
    schema = (path.parent / found[1]).read_text("utf-8")
    assert schema == schema_text("theme")
    validator = Draft202012Validator(json.loads(schema))
    assert not list(validator.iter_errors(yaml.safe_load(text)))
    assert list(validator.iter_errors({"text": {"qoute": {}}}))
    assert json.loads(schema)["properties"]["text"]["properties"]["quote"]["description"] == TEXT_ROLES[Role.QUOTE]


def test_a_new_theme_is_found_without_settings_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "letter.md").write_text(LETTER)
    assert themes("new", "next")[0] == 0
    done = CliRunner().invoke(app, ["html", "letter.md", "--theme", "next", "--out", "o"])
    assert done.exit_code == 0, done.stderr
    assert (tmp_path / "o/letter.html").is_file()


def test_from_a_folder_below_it_still_lies_beside_the_settings(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "sources").mkdir()
    monkeypatch.chdir(project / "sources")
    code, _, messages = themes("new", "next", "--extends", "../themes/mine")
    assert (code, messages) == (0, "")
    assert 'extends: "../mine"' in (project / "themes/next/theme.yaml").read_text("utf-8")
    assert not (project / "sources/themes").exists()


def test_nothing_is_overwritten(project: Path) -> None:
    code, out, messages = themes("new", "mine")
    assert (code, out) == (1, "")
    assert messages.startswith("themes/mine/theme.yaml:1: error: themes/mine/theme.yaml is there already")
    assert (project / "themes/mine/theme.yaml").read_text("utf-8") == OWN
    assert not (project / ".cvbuild").exists()


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../up", "a/b", "-x", ".hidden", "x.yaml", "a\\b", "a\nb", "x" * 99, "*"]
)
def test_a_name_that_no_theme_can_have_is_refused(project: Path, name: str) -> None:
    before = set(project.rglob("*"))
    code, _, messages = themes("new", "--", name)
    assert code == 2
    assert "a theme can't be called" in messages
    assert set(project.rglob("*")) == before


def test_an_unknown_base_writes_nothing(project: Path) -> None:
    code, _, messages = themes("new", "next", "--extends", "modem")
    assert code == 2
    assert "did you mean modern?" in messages
    assert not (project / "themes/next").exists()


def test_a_folder_that_can_not_be_written_is_a_diagnostic(project: Path) -> None:
    (project / ".cvbuild").write_text("a file where a folder is needed")
    code, _, messages = themes("new", "next")
    assert code == 1
    assert "[output-unwritable]" in messages
    assert not (project / "themes/next/theme.yaml").exists()


# ── gallery ──────────────────────────────────────────────────────────────────────────────────────


def test_the_gallery_shows_each_document_in_each_theme(project: Path) -> None:
    (project / "sources").mkdir()
    for name in ("a", "b"):
        (project / f"sources/{name}.md").write_text(f"# {name}\n\nText.\n\n<!-- pagebreak -->\n\nMore.\n")
    code, _, messages = themes("gallery", "--jobs", "2", "--pages", "2", "--out", "o")
    names = theme_names((project / "themes",))
    assert (code, messages) == (0, f"{len(names)} themes in o/theme-gallery.html\n")
    page = (project / "o/theme-gallery.html").read_bytes()
    assert vnu_messages(page) == []
    tree = html.fromstring(page)
    assert not tree.xpath("//script | //link | //@href[not(starts-with(., '#'))]")
    assert [heading.text for heading in tree.iter("h2")] == names
    assert [code.text for code in tree.iter("code")] == [f"cvbuild build --theme {name}" for name in names]
    texts = [image.get("alt") for image in tree.iter("img")]
    assert len(texts) == len(set(texts)) == len(names) * 4
    assert texts[:2] == [f"Page {number} of sources/a.md in the theme {names[0]}" for number in (1, 2)]


def test_its_pictures_are_pages_in_that_theme(project: Path) -> None:
    add(project, "square", 'extends: plain\ncolors: {text: "#00a000"}\n')
    (project / "a.md").write_text("A\n")
    assert themes("gallery", "a.md", "--jobs", "1")[0] == 0
    tree = html.fromstring((project / "out/theme-gallery.html").read_bytes())
    found = {str(image.get("alt")).split()[-1]: picture(image) for image in tree.iter("img")}
    assert {one.size for one in found.values()} == {(760, 1075)}
    greens = {
        name
        for name, one in found.items()
        if any(green > max(red, blue) + 60 for _, (red, green, blue) in one.getcolors(1 << 20) or ())  # type: ignore[misc]
    }
    assert greens == {"square"}


def picture(image: html.HtmlElement) -> Image.Image:
    data = b64decode(image.get("src").removeprefix("data:image/png;base64,"))
    drawn = Image.open(BytesIO(data)).convert("RGB")
    assert (image.get("width"), image.get("height")) == (str(drawn.width), str(drawn.height))
    return drawn


def test_what_is_wrong_is_said_once_and_the_rest_is_shown(project: Path) -> None:
    add(project, "broken", "unit: 3\n")
    (project / "good.md").write_text("Good\n")
    (project / "bad.md").write_text("![x](none.png)\n")
    code, _, messages = themes("gallery", "good.md", "bad.md", "--jobs", "1")
    assert code == 1
    assert messages.count("[missing-image]") == 1
    assert "themes/broken/theme.yaml:1:7: error" in messages
    page = (project / "out/theme-gallery.html").read_text("utf-8")
    assert page.count("<p>bad.md could not be drawn.</p>") == page.count("<img ") == len(theme_names()) + 1
    assert vnu_messages(page.encode()) == []


def test_names_are_escaped(project: Path) -> None:
    add(project, "a b & <c>", 'description: "<b>&"\nextends: plain\n')
    (project / "<i>.md").write_text("Text\n")
    assert themes("gallery", "<i>.md", "--jobs", "1")[0] == 0
    page = (project / "out/theme-gallery.html").read_bytes()
    tree = html.fromstring(page)
    assert "cvbuild build --theme 'a b & <c>'" in [code.text for code in tree.iter("code")]
    assert not list(tree.iter("i", "b", "c"))


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("-",), 2, "the gallery can't read standard input"),
        (("none.md",), 1, "there is no such file"),
        ((), 1, "there is no such file"),
    ],
)
def test_without_documents_there_is_no_gallery(
    project: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    found, _, messages = themes("gallery", *arguments)
    assert found == code
    assert message in messages
    assert not (project / "out").exists()


def test_without_pdfium_the_remedy_is_said(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    (project / "a.md").write_text("Text\n")
    code, _, messages = themes("gallery", "a.md")
    assert code == 1
    assert "[engine-missing]" in messages
    assert "pip install pypdfium2" in messages


def test_a_page_that_can_not_be_written_is_a_diagnostic(project: Path) -> None:
    (project / "a.md").write_text("Text\n")
    (project / "o").write_text("a file where a folder is needed")
    code, _, messages = themes("gallery", "a.md", "--out", "o", "--jobs", "1")
    assert code == 1
    assert "[output-unwritable]" in messages


def test_on_a_terminal_a_bar_shows_how_far_it_is(project: Path) -> None:
    (project / "a.md").write_text("Text\n")
    master, slave = pty.openpty()
    command = [sys.executable, "-m", "cvbuild", "themes", "gallery", "a.md", "--jobs", "2"]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=slave, check=False)
    os.close(slave)
    shown = os.read(master, 100_000).decode()
    os.close(master)
    assert done.returncode == 0
    assert not done.stdout
    count = len(theme_names()) + 1
    assert f"{count}/{count}" in shown
