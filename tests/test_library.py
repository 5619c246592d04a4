"""The library's face: what `import cvbuild` gives, and that it costs nothing until it is used."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import cvbuild
from cvbuild.diagnostics import Code, Report
from cvbuild.render import FORMATS
from cvbuild.tree import plain_text

BEGINNINGS = {"pdf": b"%PDF-", "docx": b"PK", "html": b"<!doctype html>", "txt": b"Hello"}
RESUME = "---\ntheme: classic\n---\n# Ada\n\n## Work\n\n### Engineer | Acme | 2019\n"


def codes(report: Report) -> list[Code]:
    return [found.code for found in report]


def test_importing_it_imports_nothing_else() -> None:
    """Neither an engine nor a room of our own, nor what Python itself takes long for."""
    program = "import sys, cvbuild; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert {name for name in loaded if name.startswith("cvbuild")} == {"cvbuild"}
    assert "sys" in loaded
    assert not loaded & {"weasyprint", "docx", "markdown_it", "typer", "jinja2", "yaml", "PIL", "dataclasses"}


def test_every_name_that_it_promises_is_there_again_after_use() -> None:
    """A room of the same name would take a function's place as soon as it is imported."""
    cvbuild.render_text("Hello", "txt")
    assert len(cvbuild.__all__) > 1
    for name in cvbuild.__all__:
        assert callable(getattr(cvbuild, name)) == (name != "__version__")


@pytest.mark.parametrize("name", FORMATS)
def test_a_text_in_each_format(name: str) -> None:
    data, report = cvbuild.render_text("Hello *there*", name)
    assert not list(report)
    assert data.startswith(BEGINNINGS[name])


def test_the_name_tells_kind_and_title() -> None:
    document, report = cvbuild.parse_text(RESUME, name="resume")
    assert document
    assert not list(report)
    assert document.metadata.kind == "resume"
    untitled, _ = cvbuild.parse_text("text", name="my-notes")
    assert untitled
    assert untitled.metadata.title == "My notes"


def test_findings_are_in_the_report() -> None:
    document, report = cvbuild.parse_text("A [link](javascript:x)")
    assert document
    assert plain_text(document.children) == "A link"
    assert [(found.code, found.span and found.span.path) for found in report] == [(Code.UNSAFE_LINK, "<document>")]


@pytest.mark.parametrize(
    ("text", "to", "theme", "code"),
    [
        ("", "txt", None, Code.EMPTY_DOCUMENT),
        ("x\0", "txt", None, Code.ENCODING),
        ("x\ud800", "html", None, Code.ENCODING),
        ("x", "odt", None, Code.UNKNOWN_FORMAT),
        ("x", "txt", "nope", Code.UNKNOWN_THEME),
    ],
)
def test_an_error_leaves_no_bytes(text: str, to: str, theme: str | None, code: Code) -> None:
    data, report = cvbuild.render_text(text, to, theme=theme)
    assert (data, codes(report)) == (b"", [code])


def test_files_are_built_by_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("cvbuild.yaml").write_text("sources: in\nout: built\nformats: [txt]\n")
    Path("in").mkdir()
    Path("in/a.md").write_text("[x](gone.md)")
    assert codes(cvbuild.check_files()) == [Code.MISSING_LINK]
    assert not Path("built").exists()
    written, report = cvbuild.build_files()
    assert (written, codes(report)) == ([Path("built/a.txt")], [Code.MISSING_LINK])
    assert cvbuild.build_files(["in/a.md"], "other", formats=["html"])[0] == [Path("other/a.html")]
    assert cvbuild.build_files(strict=True)[0] == []
    assert codes(cvbuild.build_files(formats=["odt"])[1]) == [Code.UNKNOWN_FORMAT]


def test_it_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    cvbuild.render_text("[x](javascript:y) \U000f0000", "pdf", theme="classic")
    assert capfd.readouterr() == ("", "")
