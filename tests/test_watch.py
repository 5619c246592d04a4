"""Watching: every way to change a file is seen, once, and what was good stays when a source is broken."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from queue import Empty, Queue

import pytest
from typer.testing import CliRunner

from cvbuild.build import Options, Wish, make_plan
from cvbuild.cli.app import app
from cvbuild.serve.changes import changes
from cvbuild.serve.folders import folders_to_watch
from cvbuild.serve.rounds import Round, rounds
from tests.documents import PIXEL
from tests.serving import working_in, write_project

WISH = Wish((), Options(), ("txt", "html"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("watched")
    write_project(folder)
    with working_in(folder):
        yield folder


class Watching:
    """Rounds in a thread of their own."""

    def __init__(self) -> None:
        self.rounds: Queue[Round] = Queue()
        self.stop = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        self.until(lambda one: bool(one.built))
        # The first answer of the watcher, which may be empty: from here on, it watches.
        self.rounds.get(timeout=5)

    def _run(self) -> None:
        for one in rounds(WISH, (), self.stop):
            self.rounds.put(one)

    def until(self, wanted: Callable[[Round], bool]) -> Round:
        """The first round that is as wanted."""
        end = time.monotonic() + 10
        while True:
            one = self.rounds.get(timeout=max(0.01, end - time.monotonic()))
            if wanted(one):
                return one

    def quiet(self, seconds: float = 0.4) -> list[Round]:
        """The rounds of that time in which something was new."""
        time.sleep(seconds)
        found = []
        while True:
            try:
                found.append(self.rounds.get_nowait())
            except Empty:
                return [one for one in found if one.built or one.findings]

    def close(self) -> None:
        self.stop.set()
        self._thread.join(5)
        assert not self._thread.is_alive()


@pytest.fixture(scope="module")
def watching(folder: Path) -> Iterator[Watching]:
    watching = Watching()
    yield watching
    watching.close()


def writes(name: str) -> Callable[[Round], bool]:
    """Whether a round wrote that file."""
    return lambda one: any(path.name == name for built in one.built for path in built.written)


def edit(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def test_a_saved_source_is_built_and_no_other(folder: Path, watching: Watching) -> None:
    source = folder / "sources/letter.md"
    edit(source, source.read_text("utf-8").replace("patient", "careful"))
    one = watching.until(writes("letter.txt"))
    assert [built.compiled.job.output.name for built in one.built] == ["letter"]
    assert "careful" in (folder / "out/letter.txt").read_text("utf-8")
    assert not watching.quiet(), "writing the outputs must not build again"


def test_a_rename_over_the_source_is_seen(folder: Path, watching: Watching) -> None:
    """As vim, Emacs and many others save: a hidden or backup file that takes the source's place."""
    source = folder / "sources/letter.md"
    text = source.read_text("utf-8")
    for name in (".letter.md.swp", "letter.md~"):
        beside = source.with_name(name)
        edit(beside, text.replace("Ms. Berg,", f"Ms. Berg {len(name)},"))
        os.replace(beside, source)
        watching.until(writes("letter.txt"))
        assert f"Berg {len(name)}," in (folder / "out/letter.txt").read_text("utf-8")


def test_a_burst_is_one_build(folder: Path, watching: Watching) -> None:
    source = folder / "sources/letter.md"
    text = source.read_text("utf-8")
    for number in range(8):
        edit(source, text.replace("Dear", f"Dear {number}"))
    watching.until(writes("letter.txt"))
    assert len(watching.quiet()) <= 1
    assert "Dear 7" in (folder / "out/letter.txt").read_text("utf-8")
    edit(source, text)
    watching.until(writes("letter.txt"))


def test_new_and_deleted_files_and_folders_are_seen(folder: Path, watching: Watching) -> None:
    new = folder / "sources/deep/er/note.md"
    new.parent.mkdir(parents=True)
    edit(new, "# Note\n")
    watching.until(writes("note.txt"))
    edit(new, "# Another note\n")
    watching.until(writes("note.txt"))
    new.unlink()
    edit(folder / "sources/resume.md", "# Ada\n\nSee [it](./deep/er/note.md).\n")
    one = watching.until(writes("resume.txt"))
    assert [found.code.slug for built in one.built for found in built.report].count("missing-link") == 1


def test_settings_themes_and_pictures_are_seen(folder: Path, watching: Watching) -> None:
    picture = folder / "sources/dot.png"
    picture.write_bytes(PIXEL)
    edit(folder / "sources/resume.md", "---\ntheme: ours\n---\n\n# Ada\n\n![a dot](dot.png)\n")
    watching.until(lambda one: any(found.code.slug == "unknown-theme" for built in one.built for found in built.report))
    theme = folder / "themes/ours/theme.yaml"
    theme.parent.mkdir(parents=True)
    edit(theme, "extends: classic\n")
    watching.until(writes("resume.html"))
    edit(theme, "extends: modern\n")
    watching.until(writes("resume.html"))
    picture.write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>')
    watching.until(writes("resume.html"))
    edit(folder / "cvbuild.yaml", "lang: de\nmanifest: true\n")
    watching.until(writes("resume.html"))
    assert not watching.quiet(), "writing the manifest must not build again"
    assert '"lang": "de"' in (folder / "out/manifest.json").read_text("utf-8")
    edit(folder / "cvbuild.yaml", "lang: de\nnonsense: 1\n")
    one = watching.until(lambda one: bool(one.findings))
    assert [(found.code.slug, found.span and found.span.line) for found in one.findings] == [("unknown-key", 2)]
    edit(folder / "cvbuild.yaml", "lang: en\n")
    watching.until(writes("resume.html"))


def test_a_broken_source_is_told_and_the_last_files_stay(folder: Path, watching: Watching) -> None:
    source, output = folder / "sources/letter.md", folder / "out/letter.txt"
    text, before = source.read_text("utf-8"), output.read_bytes()
    edit(source, text.replace("kind: letter", "kind: novel"))
    one = watching.until(lambda one: any(built.compiled.failed for built in one.built))
    (found,) = (found for built in one.built for found in built.report if found.code.slug == "wrong-value")
    assert found.span
    assert (found.span.line, found.span.column) == (2, 7)
    assert output.read_bytes() == before
    edit(source, text)
    assert not watching.until(lambda one: bool(one.built)).built[0].compiled.failed
    assert output.read_bytes() == before


def test_a_theme_elsewhere_is_watched_with_what_it_extends(tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "fonts").mkdir(parents=True)
    edit(project / "cvbuild.yaml", "sources: [.]\n")
    for name, extends in (("one", "../two"), ("two", "classic")):
        (tmp_path / name / "fonts").mkdir(parents=True)
        edit(tmp_path / name / "theme.yaml", f"extends: {extends}\n")
    with working_in(project):
        edit(project / "a.md", "---\ntheme: ../one\n---\n\n# A\n")
        stop = threading.Event()
        running = rounds(WISH, (), stop)
        first = next(running)
        themes = [folder for built in first.built for folder in built.compiled.folders]
        watched = {folder.resolve() for folder in folders_to_watch(first.plan, WISH, themes)}
    assert {tmp_path / "one", tmp_path / "one/fonts", tmp_path / "two", tmp_path / "two/fonts", project} <= watched


def test_what_is_nobodys_source_is_not_watched(tmp_path: Path) -> None:
    for name in (".git/objects", "node_modules/x", "venv/lib", "sources/sub", "elsewhere"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "venv/pyvenv.cfg").touch()
    edit(tmp_path / "sources/a.md", "# A\n")
    with working_in(tmp_path):
        without = folders_to_watch(make_plan(WISH), WISH, ())
        edit(tmp_path / "cvbuild.yaml", "lang: en\n")
        with_settings = folders_to_watch(make_plan(WISH), WISH, ())
    assert {folder.name for folder in without} == {"", "sources", "sub"}
    assert {folder.name for folder in with_settings} == {"", "sources", "sub", "elsewhere"}


def test_a_folder_that_goes_does_not_end_the_watching(tmp_path: Path) -> None:
    there = [tmp_path / "gone", tmp_path]
    there[0].mkdir()
    stop = threading.Event()
    seen = changes(lambda: [folder for folder in there if folder.is_dir()], stop)
    next(seen)
    there[0].rmdir()
    assert any(there[0] in paths for paths in islice(seen, 3))
    assert next(seen) == frozenset(), "the others are watched anew, and may have changed meanwhile"
    edit(tmp_path / "a.md", "x")
    assert next(seen) == {tmp_path / "a.md"}
    stop.set()
    assert not list(seen)


# ── The command ──────────────────────────────────────────────────────────────────────────────────


def test_the_command_builds_again_and_ends_at_an_interrupt(tmp_path: Path) -> None:
    write_project(tmp_path)
    command = [sys.executable, "-m", "cvbuild", "watch", "--format", "txt"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        lines = iter(process.stderr.readline, "")
        assert any("2 files written to out/" in line for line in lines)
        time.sleep(0.7)
        edit(tmp_path / "sources/letter.md", "# Changed\n")
        assert any("1 file written to out/" in line for line in lines)
        assert (tmp_path / "out/letter.txt").read_text("utf-8").startswith("Changed")
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 130
        rest = process.stderr.read()
    assert "Traceback" not in rest


@pytest.mark.parametrize(("command", "extra"), [("watch", "watchfiles"), ("serve", "uvicorn")])
def test_without_the_extra_it_says_how_to_get_it(tmp_path: Path, command: str, extra: str) -> None:
    write_project(tmp_path)
    code = (
        "import importlib.util as util, sys; found = util.find_spec;"
        f"util.find_spec = lambda name, *rest: None if name == {extra!r} else found(name, *rest);"
        f"sys.argv = ['cvbuild', {command!r}]; from cvbuild.cli import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"this needs {extra}" in done.stderr
    assert "pip install 'cvbuild[serve]'" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-"], "can't be watched"),
        (["--out", "-"], "can't be watched"),
        (["--message-format", "sarif"], "a log in SARIF needs an end"),
    ],
)
def test_what_ends_can_not_be_watched(arguments: list[str], message: str) -> None:
    done = CliRunner().invoke(app, ["watch", *arguments])
    assert done.exit_code == 2
    assert message.lower() in done.stderr.lower()
