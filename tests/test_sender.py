"""The one sender of a project: `cvbuild.yaml`, `private.yaml`, the environment, front matter and the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import which

import pytest

from cvbuild.build import find_project
from cvbuild.build.sender import TEXT_FIELDS, from_environment
from cvbuild.diagnostics import Report
from cvbuild.tree.metadata import Person

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def found(folder: Path) -> tuple[Person, list[str]]:
    """The author of a folder, and every message with its place and hint."""
    report = Report()
    author = find_project(report, folder).config.author
    return author, [
        f"{one.span.line if one.span else 0}:{(one.span and one.span.column) or 0} {one.message} ({one.hint})"
        for one in report
    ]


def test_what_counts_more_wins_field_by_field(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cvbuild.yaml").write_text("author: {name: Settings, phone: '1', address: '1', email: '1'}\n")
    (tmp_path / "private.yaml").write_text("phone: '2'\naddress: |\n  Second\n  Line\n")
    monkeypatch.setenv("CVBUILD_ADDRESS", "3")
    monkeypatch.setenv("CVBUILD_PHONE", "")
    author, messages = found(tmp_path)
    assert not messages
    assert author == Person(name="Settings", phone="2", address="3", email="1")
    monkeypatch.delenv("CVBUILD_ADDRESS")
    assert found(tmp_path)[0].address == "Second\nLine\n"


def test_front_matter_and_the_command_line_win_over_all_others(tmp_path: Path) -> None:
    (tmp_path / "cvbuild.yaml").write_text("author: Ada\n")
    (tmp_path / "private.yaml").write_text("phone: '2'\n")
    (tmp_path / "a.md").write_text("---\nkind: letter\nauthor: {phone: '4'}\n---\nDear A,\n")
    (tmp_path / "b.md").write_text("Dear B,\n")

    def text(*arguments: str) -> str:
        command = [sys.executable, "-m", "cvbuild", "txt", "--out", "-", *arguments]
        environment = {**os.environ, "CVBUILD_PHONE": "3"}
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True).stdout.decode()

    assert text("b.md").startswith("Ada\n3\n")
    assert text("a.md").startswith("Ada\n4\n")
    assert text("a.md", "--set", "author.phone=5").startswith("Ada\n5\n")
    assert text("a.md", "--redact").startswith("Ada\n\nDear")


def test_a_file_outside_the_project_has_nothing_of_its_author(tmp_path: Path) -> None:
    project, elsewhere = tmp_path / "project", tmp_path / "elsewhere"
    for folder in (project, elsewhere):
        folder.mkdir()
        (folder / "letter.md").write_text("Dear A,\n")
    (project / "cvbuild.yaml").write_text("author: {name: Ada, phone: '2'}\n")
    command = [sys.executable, "-m", "cvbuild", "txt", "--out", "-"]
    texts = [
        subprocess.run([*command, folder / "letter.md"], cwd=project, capture_output=True, check=True).stdout
        for folder in (project, elsewhere)
    ]
    assert texts == [b"Ada\n2\n\nDear A,\n", b"Dear A,\n"]


def test_a_mistake_is_told_at_its_place(tmp_path: Path) -> None:
    (tmp_path / "cvbuild.yaml").write_text("")
    (tmp_path / "private.yaml").write_text("phone: [1]\nadress: x\n")
    author, messages = found(tmp_path)
    assert author == Person()
    assert messages == [
        "1:8 `phone` takes text, not a list ()",
        "2:1 unknown key `adress` (did you mean `address`?)",
    ]
    (tmp_path / "private.yaml").write_bytes(b"\xff\xfe\x00")
    assert found(tmp_path)[1][0].startswith("1:0 can't read ")


def test_every_text_of_an_author_has_its_variable() -> None:
    assert set(TEXT_FIELDS) == {"name", "headline", "email", "phone", "address", "website", "photo"}
    environment = {f"CVBUILD_{name.upper()}": f" {name} " for name in TEXT_FIELDS}
    author = from_environment(environment, Report())
    assert all(getattr(author, name) == name for name in TEXT_FIELDS)


@pytest.mark.parametrize("value", ["a\x01", "a\udcff", "\x1b[1m"])
def test_what_no_document_can_show_is_reported_and_not_used(value: str) -> None:
    report = Report()
    assert from_environment({"CVBUILD_PHONE": value}, report) == Person()
    assert [one.message for one in report] == [
        "CVBUILD_PHONE holds characters that no document can show; it was not used"
    ]


def test_private_yaml_counts_beside_settings_only(tmp_path: Path) -> None:
    (tmp_path / "private.yaml").write_text("phone: '2'\n")
    assert found(tmp_path) == (Person(), [])


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    if which("git") is None:
        pytest.skip("git not installed: apt install git")
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    folder = tmp_path / "deep"
    folder.mkdir()
    (folder / "cvbuild.yaml").write_text("")
    (folder / "private.yaml").write_text("phone: '2'\n")
    return folder


def test_a_private_file_that_git_does_not_ignore_is_a_warning(repository: Path) -> None:
    assert [message.partition(" (")[0] for message in found(repository)[1]] == ["1:0 git does not ignore private.yaml"]
    (repository.parent / ".gitignore").write_text("private.yaml\n")
    assert found(repository)[1] == []
    subprocess.run(["git", "add", "-f", "private.yaml"], cwd=repository, check=True)
    assert len(found(repository)[1]) == 1, "it is ignored, and was added nevertheless"


def test_the_warning_can_be_ignored(repository: Path) -> None:
    (repository / "cvbuild.yaml").write_text("ignore: exposed-private\n")
    assert found(repository)[1] == []


def test_git_is_asked_only_where_it_has_something_to_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("git was started")

    monkeypatch.setattr("subprocess.run", refuse)
    (tmp_path / "cvbuild.yaml").write_text("")
    (tmp_path / "private.yaml").write_text("phone: '2'\n")
    assert found(tmp_path)[1] == []
    (tmp_path / "private.yaml").unlink()
    (tmp_path / ".git").mkdir()
    assert found(tmp_path)[1] == []


def test_the_tree_and_the_library_redact_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import cvbuild

    (tmp_path / "cvbuild.yaml").write_text("author: {name: Ada, phone: 030 23125 017}\nprivate: phone\n")
    (tmp_path / "letter.md").write_text("Dear A,\n\ncall 03023125017.\n")
    monkeypatch.chdir(tmp_path)
    command = [sys.executable, "-m", "cvbuild", "tree", "letter.md"]
    assert b"23125" in subprocess.run(command, capture_output=True, check=True).stdout
    assert b"23125" not in subprocess.run([*command, "--redact"], capture_output=True, check=True).stdout
    (path,), report = cvbuild.build_files(["letter.md"], formats=["txt"], redact=True)
    assert path.read_text("utf-8") == "Ada\n\nDear A,\n\ncall.\n"
    assert [one.code.slug for one in report] == ["redacted"]
    (tmp_path / "cvbuild.yaml").write_text("private: [fax]\n")
    assert cvbuild.build_files(["letter.md"], redact=True)[0] == []


@pytest.mark.parametrize("settings", ["private: [phone, emial]", "privat: email", "author: ["])
def test_redact_refuses_settings_with_a_mistake(tmp_path: Path, settings: str) -> None:
    (tmp_path / "cvbuild.yaml").write_text(f"{settings}\n")
    (tmp_path / "a.md").write_text("x\n")
    done = subprocess.run(
        [sys.executable, "-m", "cvbuild", "txt", "a.md", "--redact"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert b"nothing was built: with --redact" in done.stderr
    assert not (tmp_path / "out").exists()


def test_unknown_private_fields_are_listed(tmp_path: Path) -> None:
    (tmp_path / "cvbuild.yaml").write_text("private: [phone, emial]\n")
    (message,) = found(tmp_path)[1]
    assert message.startswith("1:18 `private` takes name, headline, email, phone, address, website, profiles or photo")
    assert message.endswith(", not “emial” (did you mean email?)")
