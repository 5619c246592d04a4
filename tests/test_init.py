"""Init: a project that builds at once, in every language; nothing is overwritten, and nothing is asked of a machine."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from cvbuild import __version__
from cvbuild.cli.app import app
from cvbuild.cli.options import StarterLanguage
from cvbuild.cli.schema import schema_text
from cvbuild.starter import LANGUAGES, Answers, starter_files
from cvbuild.starter.files import _TEMPLATES
from tests.judges import actionlint_errors, pdftotext

FILES = {
    ".cvbuild/cvbuild.schema.json", ".cvbuild/front-matter.schema.json", ".cvbuild/private.schema.json",
    ".github/workflows/cvbuild.yml", ".gitignore", "cvbuild.yaml", "private.yaml",
    "sources/cover-letter.md", "sources/resume.md",
}  # fmt: skip


def cvbuild(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cvbuild", *arguments]
    return subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def written(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_new_project_builds_at_once_without_a_word(tmp_path: Path, lang: str) -> None:
    done = cvbuild(tmp_path, "init", "new", "--lang", lang, "--name", "Ada Example")
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith("\nNext: cd new && cvbuild build\n")
    folder = tmp_path / "new"
    assert written(folder) == FILES
    built = cvbuild(folder, "build", "--strict")
    assert built.stderr == "8 files written to out/\n"
    assert built.returncode == 0
    for name in ("cover-letter", "resume"):
        text = pdftotext((folder / f"out/{name}.pdf").read_bytes())
        assert "Ada Example" in text
        assert LANGUAGES[lang].phone in text
    redacted = cvbuild(folder, "build", "--strict", "--redact")
    assert redacted.stderr == "8 files written to out/\n"
    assert LANGUAGES[lang].phone not in (folder / "out/resume.txt").read_text("utf-8")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_letter_and_the_resume_are_understood(tmp_path: Path, lang: str) -> None:
    cvbuild(tmp_path, "init", "--lang", lang, "--paper", "letter")
    letter = cvbuild(tmp_path, "tree", "sources/cover-letter.md").stdout
    for part in ("Letterhead", "Addressee", "DateLine", "Subject", "Salutation", "Closing", "Signature", "Enclosures"):
        assert f"  {part} " in letter, part
    resume = cvbuild(tmp_path, "tree", "sources/resume.md").stdout
    assert resume.count("  Entry ") == 3
    assert resume.count("  Section ") == 4
    assert "paper: Letter" in (tmp_path / "cvbuild.yaml").read_text("utf-8")


def test_what_is_there_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "cvbuild.yaml").write_text("mine")
    (tmp_path / "sources").write_text("a file where a folder is needed")
    (tmp_path / ".gitignore").symlink_to("nowhere")
    before = written(tmp_path)
    done = cvbuild(tmp_path, "init")
    assert done.returncode == 1
    assert not done.stdout
    named = {line.split(":")[0] for line in done.stderr.splitlines() if "[file-exists]" in line}
    assert named == {"cvbuild.yaml", "sources", ".gitignore"}
    assert written(tmp_path) == before
    assert (tmp_path / "cvbuild.yaml").read_text() == "mine"
    assert not (tmp_path / ".github").exists()


def test_a_file_of_the_folders_name_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "new").write_text("mine")
    done = cvbuild(tmp_path, "init", "new")
    assert done.returncode == 1
    assert "new is there already" in done.stderr


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine")
    (tmp_path / "sources").mkdir()
    assert cvbuild(tmp_path, "init").returncode == 0
    assert written(tmp_path) == FILES | {"README.md"}
    assert cvbuild(tmp_path, "init").returncode == 1


def test_a_folder_that_can_not_be_written_is_a_diagnostic(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", str(tmp_path / "new"))

    monkeypatch.setattr("cvbuild.cli.init.write_all", refuse)
    done = CliRunner().invoke(app, ["init", str(tmp_path / "new")])
    assert done.exit_code == 1
    assert "[output-unwritable]" in done.stderr


@pytest.mark.parametrize("name", ['Ada "the first": O\'Hara', "# {x}", "Ünal Ğ", "- [a", "$name ${x}", "a\nb", "\\"])
def test_any_name_is_kept(tmp_path: Path, name: str) -> None:
    files = starter_files(Answers(name=name, headline=name, email=name), "1")
    author = yaml.safe_load(files["cvbuild.yaml"])["author"]
    assert author == {"name": name, "headline": name, "email": name}


# ── Questions ────────────────────────────────────────────────────────────────────────────────────


def on_terminal(folder: Path, answers: str, *arguments: str) -> str:
    """What the program says to somebody at a terminal who answers this."""
    master, slave = pty.openpty()
    try:
        os.write(master, answers.encode())
        command = [sys.executable, "-m", "cvbuild", "init", *arguments]
        done = subprocess.run(command, cwd=folder, stdin=slave, capture_output=True, text=True, check=False, timeout=60)
    finally:
        os.close(master)
        os.close(slave)
    assert done.returncode == 0, done.stderr
    return done.stderr


def author(folder: Path) -> dict[str, str]:
    found: dict[str, str] = yaml.safe_load((folder / "cvbuild.yaml").read_text("utf-8"))["author"]
    return found


def test_on_a_terminal_it_asks_for_what_is_missing(tmp_path: Path) -> None:
    asked = on_terminal(tmp_path, "Ada Example\n\n", "--email", "ada@example.com")
    assert "Your name [Your Name]:" in asked
    assert "Your profession [Your profession]:" in asked
    assert "mail" not in asked
    assert author(tmp_path) == {"name": "Ada Example", "headline": "Your profession", "email": "ada@example.com"}


def test_with_yes_it_asks_nothing(tmp_path: Path) -> None:
    assert on_terminal(tmp_path, "", "--yes", "--lang", "de") == ""
    assert author(tmp_path)["name"] == "Ihr Name"


# ── The files ────────────────────────────────────────────────────────────────────────────────────


def test_every_language_has_its_templates_and_every_template_its_use() -> None:
    assert len(LANGUAGES) > 3
    assert [language.value for language in StarterLanguage] == list(LANGUAGES)
    texts = {f"{lang}/{name}.md" for lang in LANGUAGES for name in ("cover-letter", "resume")}
    there = {path.relative_to(_TEMPLATES).as_posix() for path in _TEMPLATES.rglob("*") if path.is_file()}
    assert there == texts | {"cvbuild.yaml", "private.yaml", "gitignore", "workflow.yml", "theme.yaml"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_editors_find_the_schemas_and_they_accept_the_files(tmp_path: Path, lang: str) -> None:
    CliRunner().invoke(app, ["init", str(tmp_path), "--lang", lang, "--paper", "A4"])
    sources = [
        tmp_path / name for name in ("cvbuild.yaml", "private.yaml", "sources/resume.md", "sources/cover-letter.md")
    ]
    for path in sources:
        front = path.read_text("utf-8").removeprefix("---\n").partition("\n---\n")[0]
        first = front.splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema=")
        schema = path.parent / first.partition("=")[2]
        assert schema.read_text("utf-8") in {schema_text(name) for name in ("front-matter", "config", "private")}
        data = yaml.load(front, yaml.BaseLoader)
        assert not list(Draft202012Validator(yaml.safe_load(schema.read_text("utf-8"))).iter_errors(data))


def test_git_ignores_what_is_private_and_what_is_built(tmp_path: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("git not installed: apt install git")
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    assert cvbuild(tmp_path, "init").returncode == 0
    assert cvbuild(tmp_path, "build", "--strict").stderr == "8 files written to out/\n"
    subprocess.run(["git", "add", "--all"], cwd=tmp_path, check=True)
    kept = subprocess.run(["git", "ls-files"], cwd=tmp_path, check=True, capture_output=True, text=True).stdout.split()
    assert set(kept) == FILES - {"private.yaml"}


def test_the_workflow_is_one() -> None:
    workflow = starter_files(Answers(), __version__)[".github/workflows/cvbuild.yml"]
    assert actionlint_errors(workflow) == []
    assert actionlint_errors(workflow.replace(b"runs-on", b"run-on"))
    text = workflow.decode()
    assert f'"cvbuild=={__version__}"' in text
    assert "${{ secrets.CVBUILD_PHONE }}" in text
    assert "cvbuild check --strict" in text
