"""Command line: exit codes, streams and options, by a process of its own as users start it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.documents import EVERYTHING, LETTER, PIXEL, double_encoded

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def cvbuild(tmp_path: Path) -> Run:
    """Runs the program in an empty folder."""

    def run(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "cvbuild", *arguments]
        return subprocess.run(
            command, cwd=tmp_path, input=stdin, capture_output=True, env={**os.environ, **environment}, check=False
        )

    return run


def test_a_real_letter_becomes_four_files(cvbuild: Run, tmp_path: Path) -> None:
    (tmp_path / "letter.md").write_bytes(double_encoded(LETTER))
    done = cvbuild("build", "letter.md", "--out", "o")
    assert done.returncode == 0
    assert not done.stdout
    messages = done.stderr.decode()
    assert messages.count("[mojibake]") == 1
    assert messages.count("[missing-link]") == 2
    assert messages.endswith("4 files written to o/, 3 warnings\n")
    assert {path.name for path in (tmp_path / "o").iterdir()} == {
        f"letter.{name}" for name in ("pdf", "docx", "html", "txt")
    }
    assert {path.name for path in tmp_path.iterdir()} == {"letter.md", "o"}


@pytest.mark.parametrize(
    ("name", "start"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("html", b"<!doctype html>"), ("txt", b"Hi")]
)
def test_each_format_has_a_command_from_standard_input_to_standard_output(
    cvbuild: Run, name: str, start: bytes
) -> None:
    done = cvbuild(name, "-", "--out", "-", stdin=b"# Hi")
    assert done.returncode == 0
    assert done.stdout.startswith(start)


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["build", "nope.md"], 1, "file-not-found"),
        (["build"], 1, "or begin with `cvbuild init`"),
        (["import", "."], 1, "it is a folder"),
        (["inspect", "a.md", "--ignore", "nope"], 1, "no diagnostic is called “nope”"),
        (["build", "a.md", "--theme", "nope"], 2, "unknown-theme"),
        (["build", "a.md", "--format", "odt"], 2, "unknown-format"),
        (["build", "a.md", "--set", "nonsense"], 2, "--set takes KEY=VALUE"),
        (["build", "a.md", "--set", "kind=nonsense"], 1, "wrong-value"),
        (["build", "a.md", "--paper", "A3"], 2, "A3"),
        (["build", "a.md", "--nope"], 2, "No such option"),
        (["build", "a.md", "--out", "-"], 2, "--out - takes one document in one format"),
        (["html", "a.md", "--strict"], 1, "missing-link"),
        (["html", "a.md", "--strict", "--ignore", "missing-link"], 0, "1 file written"),
        (["check", "a.md"], 0, "1 document checked, 1 warning"),
        (["check", "a.md", "--strict"], 1, "missing-link"),
        (["tree", "nope.md"], 1, "file-not-found"),
        (["nope"], 2, "No such command"),
    ],
)
def test_exit_codes(cvbuild: Run, tmp_path: Path, arguments: list[str], code: int, message: str) -> None:
    (tmp_path / "a.md").write_text("# A\n[x](gone.md)\n")
    done = cvbuild(*arguments)
    assert done.returncode == code
    assert message in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()


def test_check_writes_nothing(cvbuild: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x")
    assert cvbuild("check", "a.md").returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_an_unreadable_file_is_a_diagnostic(cvbuild: Run, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir()
    for path in (tmp_path / "a.md", tmp_path / "closed"):
        path.touch()
        path.chmod(0)
    if os.access(tmp_path / "a.md", os.R_OK):
        pytest.skip("this user may read everything")
    for name, code in (("a.md", "file-unreadable"), ("closed", "file-unreadable"), ("closed/b.md", "file-not-found")):
        done = cvbuild("txt", name)
        assert done.returncode == 1
        assert f"[{code}]" in done.stderr.decode()
        assert "Traceback" not in done.stderr.decode()


def test_set_overrides_front_matter(cvbuild: Run) -> None:
    text = b"---\ntitle: old\nauthor: {name: Ada}\n---\nx"
    done = cvbuild("html", "-", "--out", "-", "--set", "title=new", "--set", "author.email=a@example.com", stdin=text)
    page = done.stdout.decode()
    assert "<title>new</title>" in page
    assert '<meta name="author" content="Ada">' in page


def test_messages_for_machines(cvbuild: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n[x](gone.md)\n")
    lines = cvbuild("check", "a.md", "--message-format", "json").stderr.decode().splitlines()
    assert [json.loads(line) for line in lines] == [
        {
            "code": "missing-link",
            "severity": "warning",
            "message": "the link leads nowhere: there is no “gone.md” beside the source",
            "path": "a.md",
            "line": 2,
            "column": 1,
            "end_line": 2,
            "end_column": 4,
            "hint": "correct the path, or link to a full https: address",
            "fix": [],
        }
    ]
    github = cvbuild("check", "a.md", "--message-format", "github").stderr.decode()
    place = "file=a.md,line=2,endLine=2,col=1,endColumn=4"
    assert github.startswith(f"::warning {place},title=missing-link::the link leads nowhere: ")
    sarif = json.loads(cvbuild("check", "a.md", "--message-format", "sarif").stderr)
    (result,) = sarif["runs"][0]["results"]
    assert result["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 4,
    }  # fmt: skip


def test_full_messages_show_the_place(cvbuild: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n한국 [x](gone.md)\n")
    assert cvbuild("check", "a.md").stderr.decode().splitlines() == [
        "a.md:2:4: warning: the link leads nowhere: there is no “gone.md” beside the source [missing-link]",
        "    2 | 한국 [x](gone.md)",
        "      |      ^^^",
        "      hint: correct the path, or link to a full https: address",
        "1 document checked, 1 warning",
    ]


def test_quiet_and_verbose(cvbuild: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# A\n[x](gone.md)\n")
    assert not cvbuild("txt", "a.md", "--quiet").stderr
    assert f"out{os.sep}a.txt is up to date" in cvbuild("txt", "a.md", "--verbose").stderr.decode()
    (tmp_path / "out/a.txt").unlink()
    assert f"wrote out{os.sep}a.txt" in cvbuild("txt", "a.md", "--verbose").stderr.decode()


def test_tree_prints_places_and_json(cvbuild: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(EVERYTHING)
    (tmp_path / "pixel.png").write_bytes(PIXEL)
    assert "  Heading level=1 anchor='heading-one-with-emphasis' @6:1\n" in cvbuild("tree", "a.md").stdout.decode()
    assert json.loads(cvbuild("tree", "a.md", "--json").stdout)["type"] == "Document"


def test_themes_and_doctor_and_version(cvbuild: Run) -> None:
    assert b"classic" in cvbuild("themes", "list").stdout
    doctor = cvbuild("doctor").stdout.decode()
    assert "WeasyPrint" in doctor
    assert "Korean" in doctor
    assert cvbuild("--version").stdout.startswith(b"cvbuild ")


def test_a_closed_pipe_is_no_traceback(cvbuild: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("word " * 100_000)
    command = f"{sys.executable} -m cvbuild tree --json a.md | head -c 10"
    done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, check=False)
    assert b"Traceback" not in done.stderr


def test_a_full_standard_output_is_no_traceback(cvbuild: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x")
    for arguments in ("tree a.md", "txt a.md --out -"):
        command = f"{sys.executable} -m cvbuild {arguments} > /dev/full"
        done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (1, b"can't write to standard output: No space left on device\n")


def test_a_closed_standard_input_is_an_empty_one(tmp_path: Path) -> None:
    command = f"{sys.executable} -m cvbuild txt - --out - <&-"
    done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 1
    assert b"[empty-document]" in done.stderr
    assert done.stderr.endswith(b"\nnothing written, 1 error\n")


def test_results_are_utf_8_in_every_locale(cvbuild: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# 이력서", "utf-8")
    assert "이력서" in cvbuild("tree", "a.md", PYTHONIOENCODING="latin-1").stdout.decode()


def test_what_is_wrong_is_said_once(cvbuild: Run) -> None:
    done = cvbuild("site", "gone.md", "--out", "-")
    assert done.returncode == 2
    assert done.stderr.count(b"[file-not-found]") == 1


@pytest.mark.parametrize("engine", ["weasyprint", "docx", "jinja2", "PIL", "ftfy"])
def test_engines_are_imported_when_they_are_used(tmp_path: Path, engine: str) -> None:
    script = (
        "import sys; from cvbuild.cli.app import app\n"
        "try: app(['txt', '-', '--out', '-'])\n"
        "except SystemExit: pass\n"
        f"sys.exit({engine!r} in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], input=b"# Hi", cwd=tmp_path, capture_output=True, check=False)
    assert done.stdout == b"Hi\n"
    assert done.returncode == 0


def test_nothing_is_fetched(tmp_path: Path) -> None:
    """Every connection of the process is refused, and it never asks for one."""
    script = (
        "import socket, sys\n"
        "def refuse(*arguments): sys.exit('network')\n"
        "socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse\n"
        "from cvbuild.cli import main\n"
        "sys.argv = ['cvbuild', 'build', 'a.md', '--quiet']\n"
        "main()"
    )
    (tmp_path / "a.md").write_text("![x](https://example.com/x.png) <https://example.com> ![y](//example.com/y.png)")
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_messages_for_machines_tell_how_to_repair(cvbuild: Run) -> None:
    done = cvbuild("check", "--no-build", "-", "--message-format", "json", stdin=b"The the cat.")
    (found,) = map(json.loads, done.stderr.decode().splitlines())
    assert found["fix"] == [{"line": 1, "column": 4, "end_line": 1, "end_column": 8, "text": ""}]


def test_with_redact_excerpts_hide_what_is_private(cvbuild: Run) -> None:
    source = "---\nauthor: {name: Jane, phone: +1 202 555 0100}\n---\nCall me me at 202 555 0100.\n"
    shown, hidden = (cvbuild("check", "--no-build", "-", *more, stdin=source.encode()) for more in ((), ("--redact",)))
    assert "4 | Call me me at 202 555 0100." in shown.stderr.decode()
    assert "4 | Call me me at ••••••••••••." in hidden.stderr.decode()
    assert "555" not in hidden.stderr.decode()
