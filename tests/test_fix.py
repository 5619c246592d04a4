"""`check --fix`: only what it means to change changes, in the bytes and in the tree, and a second time nothing does."""

from __future__ import annotations

import codecs
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cvbuild.build import Job, Options, fix
from cvbuild.build.kept import keeps_rest, touched
from cvbuild.config import Config
from cvbuild.diagnostics import Code, Replacement, Report
from cvbuild.lint import Checked, rule
from cvbuild.parse import parse
from cvbuild.patch import Patch, patched
from cvbuild.source import Source, Span
from cvbuild.tree.nodes import Document
from tests.checking import checked, repaired, source
from tests.documents import LETTER, ROOT, double_encoded

RESUMES = sorted((ROOT / "tests" / "resumes").glob("*.md"))
FAULTY = (
    "# Ann\r\n\r\nI led the the team\u200b at sea, and\r\nand it isâ€”well\tgood."
    "\r\n\r\nSigned-off-by: A <a@example.com>"
)
CLEAN = "# Ann\r\n\r\nI led the team at sea, and\r\nit is—well good."


# ── Bytes ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16-le", "utf-16-be"],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("last", ["", "\r\n", "\r\n\r\n"], ids=["no last line end", "one", "two"])
def test_encoding_mark_and_line_ends_stay(mark: bytes, codec: str, line_end: str, last: str) -> None:
    faulty, clean = (mark + (text + last).replace("\r\n", line_end).encode(codec) for text in (FAULTY, CLEAN))
    fixed = repaired(faulty)
    assert fixed.after.data == clean
    assert {one.code for one in fixed.found} == {
        Code.MOJIBAKE, Code.REPEATED_WORD, Code.INVISIBLE_CHARACTER, Code.TAB, Code.AUTHORSHIP_TRAILER,
    }  # fmt: skip


def test_lines_of_several_kinds_stay_of_their_kind() -> None:
    assert repaired(b"the the\r\none\ntwo two\rthree three\n").after.data == b"the\r\none\ntwo\rthree\n"


def test_a_second_time_nothing_is_left_to_repair() -> None:
    once = repaired(FAULTY)
    again = repaired(once.after.data)
    assert once.is_changed
    assert not again.is_changed
    assert again.found == ()


@pytest.mark.parametrize("path", RESUMES, ids=lambda path: path.stem)
def test_a_file_that_was_encoded_twice_comes_back_as_it_was(path: Path) -> None:
    text = path.read_text("utf-8")
    damaged = double_encoded(f"{text}\n— “Ærø”\n")
    options = Options(ignore=frozenset(code.slug for code in Code if code is not Code.MOJIBAKE))
    fixed = fix(source(damaged), Job(None, Path(), "case"), Config(), options)
    assert fixed.is_changed
    assert parse(fixed.after, Report()) == parse(source(damaged), Report())
    assert Code.MOJIBAKE not in {one.code for one in checked(fixed.after.data).report}


def test_the_sample_comes_back_to_the_byte() -> None:
    assert repaired(double_encoded(LETTER)).after.data == LETTER.encode()


@pytest.mark.parametrize("path", RESUMES, ids=lambda path: path.stem)
def test_repairs_of_real_texts_keep_their_words(path: Path) -> None:
    before = path.read_bytes()
    fixed = repaired(before)
    allowed = {Code.MIXED_DASHES, Code.MIXED_STOPS, Code.NON_BREAKING_SPACE}
    assert {one.code for one in fixed.found} <= allowed


# ── What is not repaired ─────────────────────────────────────────────────────────────────────────


def test_what_is_ignored_is_not_repaired() -> None:
    assert not repaired("The the cat. <!-- cvbuild: ignore repeated-word -->\n").is_changed
    assert not repaired("---\nignore: [repeated-word]\n---\nThe the cat.\n").is_changed
    assert not repaired("---\nignore: [mojibake]\n---\nIt isâ€”good.\n").is_changed


def _suggest(monkeypatch: pytest.MonkeyPatch, fixes: list[tuple[int, int, str]]) -> None:
    """Let the rules suggest these changes, a finding each, for the first text that they get."""
    texts: list[str] = []

    def check(one: Checked, report: Report) -> None:
        texts.append(one.source.text)
        for start, end, new in fixes if one.source.text == texts[0] else ():
            place = one.source.span(start, end)
            report.add(Code.TAB, f"{start}", place, "", [Replacement(place, new)])

    monkeypatch.setattr(rule.Entry, "check", property(lambda entry: check))


@pytest.mark.parametrize(
    ("text", "start", "end", "new"),
    [
        ("One\n\ntwo\n", 3, 5, " "),
        ("One\n---\n\ntwo\n", 4, 7, "--- x"),
        ("One\n\nfour\n----\n", 5, 10, ""),
        ("- one\n- two\n", 6, 8, ""),
        ("[one](two) three\n", 6, 9, "four"),
        ("one two\n", 0, 0, "# "),
        ("one two\n", 0, 3, "**one**"),
        ("---\ntitle: A\n---\none\n", 4, 9, "subject"),
        ("one `two` three\n", 4, 5, ""),
    ],
)
def test_a_repair_that_would_change_more_than_its_words_is_not_made(
    monkeypatch: pytest.MonkeyPatch, text: str, start: int, end: int, new: str
) -> None:
    _suggest(monkeypatch, [(start, end, new)])
    assert not repaired(text).is_changed


def test_a_repair_that_is_not_safe_does_not_keep_others_from_being_made(monkeypatch: pytest.MonkeyPatch) -> None:
    _suggest(monkeypatch, [(0, 4, ""), (7, 9, " ")])
    fixed = repaired("One two\n\nthree\n")
    assert fixed.after.text == "two\n\nthree\n"


def test_of_repairs_that_overlap_the_first_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    _suggest(monkeypatch, [(0, 5, "uno"), (4, 7, "dos")])
    assert repaired("one two three\n").after.text == "unowo three\n"


def test_the_proof_allows_the_words_that_are_touched_and_no_others() -> None:
    def tree(text: str) -> Document:
        return parse(Source("a.md", text), Report())

    before = "I led the the *team*.\n"
    change = touched(before, 9, 13, "")
    assert (change.removed, change.added) == ("the the", "the")
    assert keeps_rest(tree(before), tree("I led the *team*.\n"), [change])
    assert not keeps_rest(tree(before), tree("I led the team.\n"), [change])
    assert not keeps_rest(tree(before), tree("I led the *teams*.\n"), [change])
    assert not keeps_rest(tree(before), tree("led the *team*.\n"), [change])


def test_changes_of_bytes_that_overlap_are_refused() -> None:
    assert patched(b"\xef\xbb\xbfab\r\ncd", [Patch(1, 3, "x\ny"), Patch(3, 3, "z")]) == b"\xef\xbb\xbfax\r\nyzcd"
    with pytest.raises(ValueError, match="overlap"):
        patched(b"abc", [Patch(0, 2, ""), Patch(1, 3, "")])


def test_places_of_replacements_are_those_of_the_file() -> None:
    (found,) = (one for one in checked("Aâ€” Bâ€”the the.\n").report if one.code is Code.REPEATED_WORD)
    assert found.fix == (Replacement(Span("case.md", 1, 13, 1, 17), ""),)


# ── The command ──────────────────────────────────────────────────────────────────────────────────

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def check(tmp_path: Path) -> Run:
    """Runs `check --no-build` in an empty folder."""

    def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "cvbuild", "check", "--no-build", "--message-format", "short", *arguments]
        return subprocess.run(command, cwd=tmp_path, input=stdin, capture_output=True, check=False)

    return run


def test_diff_shows_and_writes_nothing_and_fix_writes_what_it_shows(check: Run, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"The the cat, TODO.\r\nIt purrs.")
    (tmp_path / "b.md").write_bytes(b"the the\n")
    shown = check("--diff", "a.md")
    assert shown.stdout.splitlines(keepends=True) == [
        b"--- a.md\n",
        b"+++ a.md\n",
        b"@@ -1,2 +1,2 @@\n",
        b"-The the cat, TODO.\r\n",
        b"+The cat, TODO.\r\n",
        b" It purrs.\n",
        b"\\ No newline at end of file\n",
    ]
    assert b"[repeated-word]" in shown.stderr
    assert (tmp_path / "a.md").read_bytes() == b"The the cat, TODO.\r\nIt purrs."
    written = check("--fix", "--diff", "a.md")
    assert written.stdout == shown.stdout
    assert written.stderr.decode().splitlines() == [
        "fixed 1 finding in 1 file",
        "a.md:1:10: warning: “TODO” still waits for its text [placeholder]",
        "1 document checked, 1 warning",
    ]
    assert (tmp_path / "a.md").read_bytes() == b"The cat, TODO.\r\nIt purrs."
    assert (tmp_path / "b.md").read_bytes() == b"the the\n"
    assert {path.name for path in tmp_path.iterdir()} == {"a.md", "b.md"}
    assert check("--fix", "--diff", "a.md").stdout == b""


def test_standard_input_goes_repaired_to_standard_output(check: Run) -> None:
    done = check("--fix", "-", stdin="\ufeffThe the cat.\r\n".encode())
    assert done.stdout == "\ufeffThe cat.\r\n".encode()
    assert done.stderr == b"fixed 1 finding in 1 file\n1 document checked\n"
    assert check("--fix", "-", stdin=b"A cat.").stdout == b"A cat."


def test_a_link_to_a_source_stays_one_and_what_cannot_be_written_is_told(check: Run, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.md").write_text("the the\n", "utf-8")
    (tmp_path / "a.md").symlink_to(tmp_path / "real" / "a.md")
    assert check("--fix", "a.md").returncode == 0
    assert (tmp_path / "a.md").is_symlink()
    assert (tmp_path / "real" / "a.md").read_text("utf-8") == "the\n"
    assert check("--fix", "none.md").returncode == 1
