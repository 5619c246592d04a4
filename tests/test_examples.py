"""What the README and the pages in docs/ show as examples happens as it is shown there."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from cvbuild import parse_text
from cvbuild.tree import dump
from tests.checking import TODAY, findings
from tests.docs import FOLDER
from tests.documents import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def page(name: str) -> str:
    return (FOLDER / f"{name}.md").read_text("utf-8")


def block(text: str, beginning: str) -> str:
    """The block of code that begins like this, without the indent that it has in a list."""
    found = re.search(rf"^( *)```[^\n]*\n\1({re.escape(beginning)}.*?)^\1```", text, re.DOTALL | re.MULTILINE)
    assert found, beginning
    return re.sub(rf"^{found[1]}", "", found[2], flags=re.MULTILINE)


def run(folder: Path, *arguments: str) -> str:
    """What the program prints, the results first."""
    command = [sys.executable, "-m", "cvbuild", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    return done.stdout + done.stderr


def test_the_finding_in_the_readme(tmp_path: Path) -> None:
    shown = block(README, "sources/resume.md:12:")
    (tmp_path / "sources").mkdir()
    line = re.findall(r"12 \| (.*)", shown)[0]
    (tmp_path / "sources" / "resume.md").write_text("\n" * 11 + line, "utf-8")
    assert shown in run(tmp_path, "check", "--no-build", "sources/resume.md")


def test_the_front_matter_in_the_readme(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", f"{datetime.combine(TODAY, time(12), UTC).timestamp():.0f}")
    assert findings(block(README, "---\nkind: letter") + "Dear Ms. Berg,\n\nHere I am.\n\nSincerely,\n") == []


def test_the_program_in_the_readme() -> None:
    names: dict[str, object] = {}
    exec(block(README, "import cvbuild"), names)
    assert isinstance(names["pdf"], bytes)
    assert names["pdf"].startswith(b"%PDF-")


def test_comments_that_ignore() -> None:
    shown = block(page("checks"), "At the fair")
    assert findings(shown) == []
    assert len(findings(re.sub("<!--.*-->", "", shown))) == 3


def test_what_a_machine_reads_of_our_own_resume(tmp_path: Path) -> None:
    command, *shown = block(page("inspect"), "$ cvbuild inspect").splitlines()
    run(ROOT, "pdf", "sources/resume.md", "--out", str(tmp_path))
    found = run(tmp_path, *command.split()[2:]).splitlines()
    assert [line for line in found if "  fonts " not in line] == [line for line in shown if "  fonts " not in line]


@pytest.mark.parametrize("beginning", ["### Engineer, Acme, Rome", "## Experience"])
def test_forms_of_entries(beginning: str) -> None:
    """Each is one by itself; among others, a heading governs the lines below it."""
    forms = [part for part in block(page("sources"), beginning).split("\n\n") if part != "## Experience"]
    for form in forms:
        document, _ = parse_text(f"---\nkind: resume\n---\n## Experience\n\n{form}\n")
        assert document is not None
        assert dump(document).count("    Entry ") == (not form.startswith("- What")), form
