"""Building again: only what changed is made, what is unchanged stays as it is, and nothing that is stale is taken."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from cvbuild.build import Job, Memory, Options, Record, Wish, build, compile_document, make_plan
from cvbuild.build.memo import Made, fingerprint, remembered
from cvbuild.build.surroundings import surroundings
from cvbuild.config import Config
from cvbuild.diagnostics import Code, Report
from cvbuild.fonts import packaged_faces
from cvbuild.render import FORMATS, renderer
from cvbuild.source import Span
from cvbuild.tree.pdf import PdfSettings, PdfVariant
from tests.documents import PIXEL
from tests.serving import working_in, write_project

CHEAP = Options(formats=("docx", "html", "txt"))
PATHS = ("sources/letter.md", "sources/resume.md")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    # Who runs tests may edit cvbuild meanwhile.
    monkeypatch.setattr("cvbuild.build.record.surroundings", lambda: "here")
    folder = tmp_path / "project"
    folder.mkdir()
    write_project(folder)
    with working_in(folder):
        yield folder


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The formats that are rendered, in order."""
    names: list[str] = []

    def counted(name: str, *beside: object) -> object:
        names.append(name)
        return renderer(name, *beside)  # type: ignore[arg-type]

    monkeypatch.setattr("cvbuild.build.rendered.renderer", counted)
    return names


def jobs(folder: Path) -> list[Job]:
    return [Job(Path(path), Path("sources"), project=Path()) for path in PATHS]


def run(
    folder: Path, options: Options = CHEAP, *, forget: bool = False, workers: int = 1
) -> tuple[int, int, list[str]]:
    """One build as a process of its own would do it: files written, files left alone, and codes that were found."""
    record = Record(Path("out"), forget=forget)
    built = build(jobs(folder), Config(), options, Path("out"), memo_of=record.shelf, workers=workers)
    record.save(one.compiled for one in built)
    codes = [found.code.slug for one in built for found in one.report]
    return sum(len(one.written) for one in built), sum(len(one.unchanged) for one in built), codes


# ── From one run to the next ─────────────────────────────────────────────────────────────────────


def test_an_unchanged_project_is_left_alone(project: Path, drawn: list[str]) -> None:
    assert run(project)[:2] == (6, 0)
    before = {path: path.stat().st_mtime_ns for path in (project / "out").iterdir()}
    assert len(drawn) == len(before) == 6
    drawn.clear()
    assert run(project)[:2] == (0, 6)
    assert not drawn
    assert {path: path.stat().st_mtime_ns for path in (project / "out").iterdir()} == before


def test_only_the_document_that_changed_is_made_again(project: Path, drawn: list[str]) -> None:
    run(project)
    drawn.clear()
    source = project / PATHS[0]
    source.write_text(source.read_text("utf-8").replace("patient", "careful"), "utf-8")
    assert run(project)[:2] == (3, 3)
    assert len(drawn) == 3
    assert "careful" in (project / "out/letter.txt").read_text("utf-8")


def test_an_output_that_somebody_touched_is_made_again(project: Path, drawn: list[str]) -> None:
    run(project)
    drawn.clear()
    right = (project / "out/letter.txt").read_bytes()
    (project / "out/letter.txt").write_bytes(right + b"scribble")
    (project / "out/letter.html").unlink()
    assert run(project)[:2] == (2, 4)
    assert sorted(drawn) == ["html", "txt"]
    assert (project / "out/letter.txt").read_bytes() == right


@pytest.mark.parametrize(
    "options",
    [
        Options(formats=CHEAP.formats, theme="modern"),
        Options(formats=CHEAP.formats, paper="Letter"),
    ],
    ids=["theme", "paper"],
)
def test_other_options_make_other_files(project: Path, options: Options) -> None:
    run(project)
    assert run(project, options)[0] >= 2
    assert run(project, options)[:2] == (0, 6)
    assert run(project)[0] >= 2


def test_a_changed_picture_theme_or_sender_is_seen(project: Path) -> None:
    source = project / PATHS[0]
    source.write_text("---\ntheme: ours\n---\n\nDear all,\n\n![a dot](dot.png)\n\nBye,\n\nAda\n", "utf-8")
    (project / "sources/dot.png").write_bytes(PIXEL)
    theme = project / "themes/ours/theme.yaml"
    theme.parent.mkdir(parents=True)
    theme.write_text("extends: modern\n", "utf-8")
    assert run(project)[:2] == (6, 0)
    assert run(project)[:2] == (0, 6)
    theme.write_text("extends: modern\npage: {margin: 30mm}\n", "utf-8")
    assert run(project)[0] >= 1
    assert run(project)[0] == 0
    (project / "sources/dot.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', "utf-8")
    (project / "sources/dot.png").write_bytes((project / "sources/dot.svg").read_bytes())
    assert run(project)[0] >= 1


def test_findings_are_told_each_time(project: Path) -> None:
    source = project / PATHS[1]
    source.write_text(source.read_text("utf-8") + "\n[gone](./gone.md) ![](data:,x)\n", "utf-8")
    first = run(project)[2]
    assert "missing-link" in first
    assert run(project)[2] == first


def test_what_a_renderer_found_is_told_again_at_its_place(project: Path) -> None:
    """Also in the process after the next."""
    place, calls = Span("a.md", 3, 4, 3, 9), []

    def work(report: Report) -> bytes:
        calls.append(1)
        report.add(Code.OVERFULL, "too wide", place, "shorten it")
        return b"0.5"

    for _ in range(3):
        record, found = Record(Path("out")), Report()
        compiled = compile_document(jobs(project)[0], Config(), CHEAP, memo=record.shelf(jobs(project)[0]))
        assert remembered(compiled.memo, "fit", ("x",), work, found) == b"0.5"
        assert [(one.code, one.span, one.hint) for one in found] == [(Code.OVERFULL, place, "shorten it")]
        (project / "out").mkdir(exist_ok=True)
        (project / "out/letter.txt").write_bytes(compiled.outputs["txt"])
        record.save((compiled,))
    assert len(calls) == 1


def test_force_makes_everything_anew(project: Path, drawn: list[str]) -> None:
    run(project)
    drawn.clear()
    assert run(project, forget=True)[1] == 6, "the same bytes need not be written"
    assert len(drawn) == 6


def test_several_processes_know_the_same(project: Path) -> None:
    assert run(project, workers=2)[:2] == (6, 0)
    assert run(project, workers=2)[:2] == (0, 6)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"with": 1}', b'{"with": "x", "shelves": []}', b"\xff\xfe"])
def test_a_damaged_record_is_no_record(project: Path, content: bytes) -> None:
    run(project)
    (record,) = (project.parent / "cache/cvbuild").glob("*.json")
    record.write_bytes(content)
    assert run(project)[1] == 6
    assert run(project)[:2] == (0, 6)


@pytest.mark.parametrize(
    "damage", [{"found": 3}, {"sum": 5}, {"found": [["no-such-code", "x", None, ""]]}, {"found": [[]]}]
)
def test_a_damaged_entry_is_no_entry(project: Path, drawn: list[str], damage: dict[str, object]) -> None:
    run(project)
    (path,) = (project.parent / "cache/cvbuild").glob("*.json")
    data = json.loads(path.read_bytes())
    data["shelves"]["letter"]["txt"] |= damage
    path.write_text(json.dumps(data), "utf-8")
    drawn.clear()
    run(project)
    assert drawn == ["txt"]


def test_a_record_is_for_its_owner_only_and_goes_with_what_it_was_made_by(project: Path) -> None:
    run(project)
    (path,) = (project.parent / "cache/cvbuild").glob("*.json")
    assert not path.parent.stat().st_mode & 0o077
    data = json.loads(path.read_bytes())
    path.write_text(json.dumps({**data, "with": "another version"}), "utf-8")
    assert not Record(Path("out"))._shelves


def test_new_fonts_libraries_and_packages_are_another_surrounding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (".fonts/deep", "lib", "site-packages"):
        (tmp_path / name).mkdir(parents=True)
    name_now = surroundings.__wrapped__
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LD_LIBRARY_PATH", str(tmp_path / "lib"))
    monkeypatch.syspath_prepend(str(tmp_path / "site-packages"))
    seen = {name_now()}
    assert name_now() in seen
    for number, name in enumerate((".fonts/deep/a.ttf", "lib/libpango.so", "site-packages/weasyprint-99"), 2):
        (tmp_path / name).touch()
        seen.add(name_now())
        assert len(seen) == number
    (tmp_path / ".fonts/deep/a.ttf").write_bytes(b"another font over it")
    assert name_now() not in seen
    seen.add(name_now())
    for variable in ("FONTCONFIG_FILE", "XDG_DATA_HOME", "SOURCE_DATE_EPOCH"):
        monkeypatch.setenv(variable, "1")
        assert name_now() not in seen
        seen.add(name_now())


def test_records_of_folders_that_are_gone_are_removed(project: Path) -> None:
    run(project)
    cache = project.parent / "cache/cvbuild"
    (cache / "gone.json").write_text(json.dumps({"folder": str(project / "gone")}), "utf-8")
    (cache / "damaged.json").write_text("[]", "utf-8")
    Record(Path("sources")).save(())
    assert len(list(cache.iterdir())) == 3
    assert not (cache / "gone.json").exists()


def test_without_a_place_for_the_record_everything_is_built(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(project / "file"))
    assert run(project)[:2] == (6, 0)
    assert run(project)[1] == 6


def test_names_like_patterns_are_remembered_too(project: Path) -> None:
    """And what is remembered does not depend on what the engine makes of the environment."""
    for path in PATHS:
        (project / path).unlink()
    (project / "sources/letter [draft].md").write_text("# A\n", "utf-8")
    code = (
        "from cvbuild.build import rendered; real = rendered.renderer; import sys\n"
        "rendered.renderer = lambda name, *rest: print(name) or real(name, *rest)\n"
        "sys.argv = ['cvbuild', 'build']; from cvbuild.cli import main; main()"
    )

    def drawn_names() -> list[str]:
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
        return done.stdout.split()

    (project / "cvbuild.yaml").write_text("formats: [pdf]\nsite: true\nmanifest: true\n", "utf-8")
    assert drawn_names() == ["pdf", "pdf", "html"]
    (project / "sources/other.md").write_text("# B\n", "utf-8")
    assert drawn_names() == ["pdf", "pdf", "html"], "those of the new document"
    before = {path: path.stat().st_mtime_ns for path in project.parent.rglob("*")}
    assert drawn_names() == []
    assert {path: path.stat().st_mtime_ns for path in project.parent.rglob("*")} == before


def test_the_command_says_so(project: Path) -> None:
    def command(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "cvbuild", "txt", *arguments],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ,
        )
        return done.stderr.splitlines()[-1]

    assert command().startswith("2 files written to out/")
    assert command().startswith("nothing to do: 2 files in out/ up to date")
    (project / "out/resume.txt").unlink()
    assert command().startswith("1 file written to out/, 1 up to date")


# ── Whatever changes ─────────────────────────────────────────────────────────────────────────────


class Project:
    """A project to be changed: its folder, and what the command line and the environment say."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder, self.patch = folder, patch
        # What is read back is no other for being proved.
        self.options = Options(verify=False)
        self.write("themes/below/theme.yaml", "extends: modern\n")
        self.write("themes/ours/theme.yaml", "extends: below\n")
        self.write("sources/dot.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
        self.write("sources/letter.md", _LETTER)
        self.write("sources/resume.md", "# Ada Example\n\n[Why](letter.md) ![dot](dot.svg) 📚\n\n## Skills\n\nPumps\n")
        self.write("cvbuild.yaml", "theme: ours\n")

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new))

    def font(self, weight: int) -> None:
        face = next(face for face in packaged_faces() if face.family == "Source Sans 3" and face.weight == weight)
        target = self.folder / "themes/ours/fonts/One.ttf"
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(face.data)

    def ask(self, **options: object) -> None:
        self.options = replace(self.options, **options)  # type: ignore[arg-type]

    def build(self, out: str, *, forget: bool = False) -> tuple[dict[str, bytes], int, list[str]]:
        """The files that are there after a build, how many were written, and what was found."""
        plan, record = make_plan(Wish((), self.options)), Record(Path(out), forget=forget)
        built = build(list(plan.jobs), plan.config, plan.options, Path(out), memo_of=record.shelf)
        record.save(one.compiled for one in built)
        there = {path.name: path.read_bytes() for path in Path(out).iterdir()}
        return there, sum(len(one.written) for one in built), [str(found) for one in built for found in one.report]


_LETTER = """---
kind: letter
date: today
recipient: {name: Ms. Berg}
subject: Your posting
pages: 1
---

Dear Ms. Berg,

I am patient; see my [résumé](resume.md#skills) and [nothing](gone.md).

Yours, Ada
"""
CHANGES: dict[str, Callable[[Project], None]] = {
    "text": lambda one: one.edit("sources/letter.md", "patient", "calm"),
    "line": lambda one: one.edit("sources/letter.md", "I am", "\nI am"),
    "front matter": lambda one: one.edit("sources/letter.md", "Ms. Berg}", "Mr. Berg}"),
    "a document appears": lambda one: one.write("sources/gone.md", "# Here\n"),
    "a document goes": lambda one: (one.folder / "sources/gone.md").unlink(),
    "a heading of another one": lambda one: one.edit("sources/resume.md", "## Skills", "## What I can do"),
    "picture": lambda one: one.edit("sources/dot.svg", 'width="9"', 'width="40"'),
    "theme": lambda one: one.write("themes/ours/theme.yaml", "extends: below\npage: {margin: 30mm}\n"),
    "theme below": lambda one: one.write("themes/below/theme.yaml", "extends: classic\n"),
    "font in the theme": lambda one: one.font(400),
    "the same font, bold": lambda one: one.font(700),
    "settings": lambda one: one.write("cvbuild.yaml", "theme: ours\nlang: de\nauthor: {name: Ada Example}\n"),
    "embedded fonts": lambda one: one.write("cvbuild.yaml", "theme: ours\nembed-fonts: true\nauthor: Ada\n"),
    "web address": lambda one: one.write("cvbuild.yaml", "theme: ours\nsite: {url: https://ada.example/}\n"),
    "private.yaml": lambda one: one.write("private.yaml", "phone: +49 40 555 0199\n"),
    "environment": lambda one: one.patch.setenv("CVBUILD_EMAIL", "ada@example.com"),
    "day": lambda one: one.patch.setenv("SOURCE_DATE_EPOCH", "1600000000"),
    "theme of the command line": lambda one: one.ask(theme="plain"),
    "paper": lambda one: one.ask(paper="Letter"),
    "redact": lambda one: one.ask(redact=True),
    "PDF variant": lambda one: one.ask(pdf=PdfSettings(PdfVariant.parse("pdf/a-3b"))),
    "version": lambda one: one.patch.setattr("cvbuild.__version__", "99.0"),
}


def test_after_any_change_files_are_those_of_a_build_of_everything(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cvbuild.build.record.surroundings", surroundings.__wrapped__)
    one, left = Project(project, monkeypatch), list(CHANGES)
    Random(1).shuffle(left)
    appears, goes = sorted(map(left.index, ("a document appears", "a document goes")))
    left[appears], left[goes] = "a document appears", "a document goes"
    for name in ("nothing", *left):
        if name in CHANGES:
            CHANGES[name](one)
        there, _, found = one.build("out")
        # What went stays where it was written.
        whole, _, all_found = one.build(f"whole {name}", forget=True)
        assert there.keys() - whole.keys() <= {f"gone.{ending}" for ending in FORMATS}
        differing = [file for file, data in whole.items() if there[file] != data]
        assert (differing, found) == ([], all_found), name
        assert one.build("out")[1:] == (0, found), name


# ── In memory ────────────────────────────────────────────────────────────────────────────────────


def test_a_result_with_an_error_is_not_kept() -> None:
    memory, calls = Memory(), []

    def work(report: Report) -> bytes:
        calls.append(1)
        report.add(Code.ENGINE_MISSING, "no Pango")
        return b""

    for _ in range(2):
        report = Report()
        assert remembered(memory, "pdf", (), work, report) == b""
        assert report.has_errors
    assert len(calls) == 2


def test_what_is_ignored_now_may_be_wanted_later() -> None:
    memory = Memory()

    def work(report: Report) -> bytes:
        report.add(Code.OVERFULL, "too wide")
        return b"x"

    ignoring, asking = Report(frozenset({"overfull"})), Report()
    remembered(memory, "pdf", (), work, ignoring)
    remembered(memory, "pdf", (), work, asking)
    assert (len(ignoring), len(asking)) == (0, 1)


def test_memory_has_a_limit() -> None:
    memory = Memory()
    for number in range(5):
        memory.keep("pdf", str(number), Made(bytes(20_000_000), ()))
        memory.find("pdf", "0")
    assert memory.find("pdf", "0")
    assert memory.find("pdf", "4")
    assert not memory.find("pdf", "1")


def test_a_fingerprint_is_the_same_in_every_process(tmp_path: Path) -> None:
    """And does not depend on which equal objects are one."""
    code = (
        "from pathlib import Path; from cvbuild.build.compile import *; from cvbuild.build.memo import fingerprint;"
        "from cvbuild.theme import load_with_places;"
        "job = Job(None, Path()); import io; result = Compiled(job, Report());"
        "doc = parse_document(result, Config(), Options(), io.BytesIO(b'# A\\n\\n- [x](y) and *z*\\n'));"
        "print(fingerprint(doc, load_with_places('classic', Report()).theme))"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1
    word = "".join(["wo", "rd"])
    assert fingerprint((word, word)) == fingerprint(("".join(["wo", "rd"]), "".join(["w", "ord"])))
    assert fingerprint("a", "b") != fingerprint("ab")


def test_the_deepest_document_has_a_fingerprint(project: Path) -> None:
    source = project / PATHS[0]
    source.write_text(">" * 45 + " deep\n\n" + "*" * 90 + "x" + "*" * 90, "utf-8")
    compiled = compile_document(jobs(project)[0], Config(), Options(formats=("txt",)), memo=Memory())
    assert b"deep" in compiled.outputs["txt"]
