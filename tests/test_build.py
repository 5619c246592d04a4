"""Build: from paths to files, all formats of a document or none, and nothing outside the output folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from cvbuild.build import Built, Options, build, find_jobs, find_project, write_all
from cvbuild.build.discover import Project
from cvbuild.config import Config
from cvbuild.diagnostics import Code, Report
from tests.documents import PIXEL

TEXT = ("html", "txt")


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def make(folder: Path, sources: Mapping[str, str | bytes]) -> None:
    for name, text in sources.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


def run(folder: Path, *paths: str, options: Options | None = None, **settings: object) -> tuple[list[Built], list[str]]:
    """Build these paths below the folder into its `out`; give what was built and every message."""
    report = Report()
    project = Project(folder, Config(**settings))  # type: ignore[arg-type]
    jobs = find_jobs([str(folder / path) for path in paths], project, report)
    built = build(jobs, project.config, options or Options(TEXT), folder / "out")
    found = [*report, *(one for document in built for one in document.report)]
    return built, [f"{one.code.slug}: {one.message}" for one in found]


def test_outputs_repeat_the_structure_of_the_folder(tmp_path: Path) -> None:
    make(
        tmp_path,
        {"in/a.md": "a", "in/deep/er/B.markdown": "b", "in/.hidden.md": "no", "in/.git/c.md": "no", "in/d.txt": ""},
    )
    _, found = run(tmp_path, "in")
    assert not found
    assert set(files(tmp_path / "out")) == {"a.html", "a.txt", "deep/er/B.html", "deep/er/B.txt"}


def test_a_file_of_the_sources_is_built_to_the_same_place_alone(tmp_path: Path) -> None:
    make(tmp_path, {"sources/2024/README.md": "a"})
    run(tmp_path, "sources/2024/README.md")
    assert set(files(tmp_path / "out")) == {"2024/README.html", "2024/README.txt"}


def test_the_configured_sources_are_the_default(tmp_path: Path) -> None:
    make(tmp_path, {"mine/a.md": "a"})
    run(tmp_path, sources=("mine",))
    assert set(files(tmp_path / "out")) == {"a.html", "a.txt"}


@pytest.mark.parametrize(
    ("sources", "path", "expected"),
    [
        ({}, "nope.md", "file-not-found: there is no such file or folder"),
        ({"empty/x.txt": ""}, "empty", "no-sources: the folder holds no Markdown file"),
        ({"a.md": ""}, "a.md", "empty-document: the document is empty"),
        ({"a.md": "<!-- only -->\n"}, "a.md", "empty-document: the document is empty"),
        ({"a.md": b"\x89PNG\r\n\x1a\n\0\0"}, "a.md", "encoding: byte 0: not valid UTF-8"),
        ({"a.md": b"ok\0"}, "a.md", "encoding: byte 2: a NUL byte, so this is not a text file"),
        ({"a.md": "---\ntitle: [\n---\nx"}, "a.md", "yaml-syntax: YAML: "),
        ({"a.md": "---\ntheme: nope\n---\nx"}, "a.md", "unknown-theme: unknown theme “nope”"),
        (
            {"a.md": "![x](nope.png)"},
            "a.md",
            "missing-image: can't read the image “nope.png”: No such file or directory",
        ),
        ({"a.md": "![x](b.png)", "b.png": "no picture"}, "a.md", "bad-image: the image “b.png” is not a readable PNG"),
        (
            {"a.md": "![x](data:image/png;base64,!!)"},
            "a.md",
            "bad-image: the image “data:image/png;base64,!!” is a malformed data: URL",
        ),
    ],
)
def test_bad_input_is_one_error_and_no_output(
    tmp_path: Path, sources: dict[str, str], path: str, expected: str
) -> None:
    make(tmp_path, sources)
    _, found = run(tmp_path, path)
    (message,) = found
    assert message.startswith(expected)
    assert not (tmp_path / "out").exists()


def test_an_error_in_one_document_does_not_keep_the_others(tmp_path: Path) -> None:
    make(tmp_path, {"in/bad.md": b"\xff\xfe\x00", "in/good.md": "good"})
    built, _ = run(tmp_path, "in")
    assert [one.compiled.failed for one in built] == [True, False]
    assert set(files(tmp_path / "out")) == {"good.html", "good.txt"}


def test_two_sources_for_one_output_are_refused(tmp_path: Path) -> None:
    make(tmp_path, {"in/a.md": "a", "in/A.markdown": "b"})
    _, found = run(tmp_path, "in")
    assert any(message.startswith("clashing-outputs") for message in found)


def test_strict_writes_nothing_when_there_is_a_warning(tmp_path: Path) -> None:
    make(tmp_path, {"a.md": "[x](gone.md)"})
    built, found = run(tmp_path, "a.md", options=Options(TEXT, strict=True))
    assert found == ["missing-link: the link leads nowhere: there is no “gone.md” beside the source"]
    assert built[0].compiled.failed
    assert not (tmp_path / "out").exists()


def test_ignored_warnings_are_silent(tmp_path: Path) -> None:
    make(tmp_path, {"a.md": "[x](gone.md)", "b.md": "---\nignore: missing-link\n---\n[x](gone.md)"})
    assert run(tmp_path, "a.md", options=Options(TEXT, ignore=frozenset({"missing-link"})))[1] == []
    assert run(tmp_path, "a.md", ignore=("missing-link",))[1] == []
    assert run(tmp_path, "b.md")[1] == []


def test_links_between_documents_lead_to_siblings_of_the_same_format(tmp_path: Path) -> None:
    make(
        tmp_path,
        {
            "in/a.md": "[r](./sub/B.md#top) [f](sub/) [i](other) [case](SUB/b.MD) [file](c.png) [web](https://x.example)",
            "in/sub/B.md": "# Top\n[up](../a.md) [top](#top) [gone](#gone)",
            "in/sub/README.md": "x",
            "in/other/index.md": "x",
            "in/c.png": PIXEL,
        },
    )
    _, found = run(tmp_path, "in")
    page = (tmp_path / "out/a.html").read_text("utf-8")
    for target in ("sub/B.html#top", "sub/README.html", "other/index.html", "c.png", "https://x.example"):
        assert f'href="{target}"' in page
    assert 'href="../a.html"' in (tmp_path / "out/sub/B.html").read_text("utf-8")
    assert found.count("missing-link: no heading has the anchor “#gone”") == 1
    assert len(found) == (2 if sys.platform == "linux" else 1)


def test_links_to_what_is_not_built_lead_to_the_base_url(tmp_path: Path) -> None:
    text = "[code](../src/a%20b.py#L3) [folder](../src) [beside](c.png) [outside](../../x)"
    make(tmp_path, {"p/in/a.md": text, "p/src/a b.py": "", "p/in/c.png": PIXEL, "x": ""})
    report = Report()
    project = Project(tmp_path / "p", Config(base_url="https://example.com/me/"))
    jobs = find_jobs([str(tmp_path / "p/in")], project, report)
    built = build(jobs, project.config, Options(TEXT), None)
    page = built[0].compiled.outputs["html"].decode()
    assert not list(built[0].report)
    for target in (
        "https://example.com/me/src/a%20b.py#L3",
        "https://example.com/me/src",
        "https://example.com/me/in/c.png",
    ):
        assert f'href="{target}"' in page
    assert 'href="../../x"' in page


def test_documents_of_all_sources_are_linked(tmp_path: Path) -> None:
    """Each source folder's structure is repeated in the one output folder, and files stand at its top."""
    link = "[cv](../../cv/resume.md) [page](../../page.md) [notes](../../notes/a.md)"
    make(
        tmp_path,
        {
            "jobs/acme/letter.md": link,
            "cv/resume.md": "[a](../jobs/acme/letter.md)",
            "page.md": "[cv](cv/resume.md)",
            "notes/a.md": "x",
        },
    )
    report = Report()
    project = Project(tmp_path, Config(sources=("jobs", "cv", "page.md")))
    built = build(find_jobs([], project, report), project.config, Options(("html",)), tmp_path / "out")
    pages = {name: (tmp_path / f"out/{name}.html").read_text("utf-8") for name in ("acme/letter", "resume", "page")}
    for target in ("../resume.html", "../page.html", "../../notes/a.md"):
        assert f'href="{target}"' in pages["acme/letter"]
    assert 'href="acme/letter.html"' in pages["resume"]
    assert 'href="resume.html"' in pages["page"]
    found = [one.message for each in built for one in each.report if one.code is Code.MISSING_LINK]
    assert found == ["“../../notes/a.md” is not built with this document, so the link leads to its source"]


def test_pictures_come_from_files_and_data_urls_never_from_the_network(tmp_path: Path) -> None:
    import base64

    url = f"data:image/png;base64,{base64.b64encode(PIXEL).decode()}"
    make(tmp_path, {"a.md": f"![one](b%20c.png) ![two]({url}) ![three](https://x.example/y.png)", "b c.png": PIXEL})
    _, found = run(tmp_path, "a.md")
    page = (tmp_path / "out/a.html").read_text("utf-8")
    assert page.count("<img") == 2
    assert "three" in page
    assert [message.partition(":")[0] for message in found] == ["remote-image"]


def test_settings_are_found_upwards_to_the_repositorys_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(
        tmp_path,
        {"cvbuild.yaml": "out: built\nlang: ko\nauthro: x", "repo/.git/HEAD": "", "repo/deep/a.md": "a", "b/c.md": ""},
    )
    report = Report()
    assert find_project(report, tmp_path / "b").config.lang == "ko"
    assert [one.code.slug for one in report] == ["unknown-key"]
    assert find_project(Report(), tmp_path / "repo" / "deep").config == Config()


def test_the_author_of_the_settings_serves_all_documents(tmp_path: Path) -> None:
    from cvbuild.tree.metadata import Person

    make(tmp_path, {"letter.md": "---\nauthor: {phone: '123'}\n---\nx"})
    run(tmp_path, "letter.md", author=Person(name="Ada", phone="999"))
    text = (tmp_path / "out/letter.txt").read_text("utf-8")
    assert text.startswith("Ada\n123\n")


# ── Writing ──────────────────────────────────────────────────────────────────────────────────────


def test_all_files_are_written_or_none(tmp_path: Path) -> None:
    make(tmp_path, {"out/a.pdf": "old", "out/b.pdf/in the way": ""})
    before = files(tmp_path)
    with pytest.raises(OSError, match="it is a folder"):
        write_all({tmp_path / "out/a.pdf": b"new", tmp_path / "out/b.pdf": b"new"})
    assert files(tmp_path) == before


@pytest.mark.parametrize("reason", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_full_disk_or_an_interrupt_leaves_the_old_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: BaseException
) -> None:
    make(tmp_path, {"a": "old", "b": "old"})
    before, calls = files(tmp_path), []

    def fsync(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise reason

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(type(reason)) as caught:
        write_all({tmp_path / "a": b"new", tmp_path / "b": b"new"})
    assert files(tmp_path) == before
    # The temporary file that it was about is nobody's business.
    assert getattr(caught.value, "filename", "") in ("", str(tmp_path / "b"))


def test_an_output_folder_that_cannot_be_written_is_a_diagnostic(tmp_path: Path) -> None:
    make(tmp_path, {"a.md": "a", "out": "a file in the way"})
    built, found = run(tmp_path, "a.md")
    assert built[0].compiled.failed
    assert [message.partition(":")[0] for message in found] == ["output-unwritable"]
    assert (tmp_path / "out").read_text() == "a file in the way"


@pytest.mark.parametrize("name", [b"Lebensl\xe4ufe.md", b"a\x1b[31m.md", b"a\nb.md"])
def test_a_name_that_nothing_can_show_is_reported(tmp_path: Path, name: bytes) -> None:
    try:
        (tmp_path / os.fsdecode(name)).write_text("x")
    except OSError:
        pytest.skip("this file system has no such names")
    built, found = run(tmp_path, ".")
    assert (built, [message.partition(":")[0] for message in found]) == ([], ["file-unreadable"])


def test_written_files_have_ordinary_permissions(tmp_path: Path) -> None:
    write_all({tmp_path / "a": b"x"})
    (tmp_path / "plain").touch()
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_keep_going_writes_the_formats_that_are_fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from cvbuild.render import engine

    def missing() -> None:
        raise OSError("cannot load library 'libpango'")

    monkeypatch.setattr(engine, "_import_engine", missing)
    make(tmp_path, {"a.md": "a"})
    formats = ("pdf", "txt")
    run(tmp_path, "a.md", options=Options(formats))
    assert not (tmp_path / "out").exists()
    built, _ = run(tmp_path, "a.md", options=Options(formats, keep_going=True))
    assert built[0].compiled.failed
    assert set(files(tmp_path / "out")) == {"a.txt"}


def test_documents_built_in_parallel_are_the_same(tmp_path: Path) -> None:
    make(tmp_path, {f"in/{number}.md": f"# {number}" for number in range(4)})
    report = Report()
    jobs = find_jobs([str(tmp_path / "in")], Project(tmp_path, Config()), report)
    one = build(jobs, Config(), Options(TEXT), None)
    two = build(jobs, Config(), Options(TEXT), None, workers=2)
    assert [built.compiled.outputs for built in two] == [built.compiled.outputs for built in one]
