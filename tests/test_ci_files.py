"""What runs cvbuild in other people's CI: the GitHub action, the hooks of pre-commit, and `build --check`."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.documents import ROOT
from tests.judges import action_errors, installed, pre_commit_errors

PROGRAM = str(Path(sys.executable).with_name("cvbuild"))
ACTION = (ROOT / "action.yml").read_text("utf-8")
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
GOOD = "# Ada Lovelace\n\nI write programs for engines.\n"
BAD = "# Ada Lovelace\n\nSee my [résumé](gone.md).\n"
ERROR = "---\npages: none\n---\n" + GOOD


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "sources").mkdir()
    (tmp_path / "cvbuild.yaml").write_text("formats: [txt, html]\n")
    (tmp_path / "sources" / "page.md").write_text(GOOD, "utf-8")
    return tmp_path


def run(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, capture_output=True, encoding="utf-8", check=False
    )


# ── build --check ────────────────────────────────────────────────────────────────────────────────


def test_check_accepts_outputs_that_are_what_the_sources_make(project: Path) -> None:
    assert run(project, PROGRAM, "build").returncode == 0
    before = {path: path.stat().st_mtime_ns for path in (project / "out").iterdir()}
    done = run(project, PROGRAM, "build", "--check")
    assert done.returncode == 0, done.stderr
    assert done.stderr == "1 document compared with out/\n"
    assert {path: path.stat().st_mtime_ns for path in (project / "out").iterdir()} == before


def test_check_names_each_output_that_is_out_of_date_and_writes_nothing(project: Path) -> None:
    run(project, PROGRAM, "build")
    (project / "out" / "page.html").write_bytes(b"older")
    (project / "out" / "page.txt").unlink()
    done = run(project, PROGRAM, "build", "--check")
    assert done.returncode == 1
    assert "error: out/page.html is not what the source makes [out-of-date]" in done.stderr
    assert "error: out/page.txt is missing [out-of-date]" in done.stderr
    assert (project / "out" / "page.html").read_bytes() == b"older"
    assert not (project / "out" / "page.txt").exists()


def test_check_and_standard_output_exclude_each_other(project: Path) -> None:
    done = run(project, PROGRAM, "build", "--check", "--format", "txt", "--out", "-")
    assert done.returncode == 2
    assert "wrong-value" in done.stderr


# ── The action ───────────────────────────────────────────────────────────────────────────────────


def test_the_action_is_valid() -> None:
    assert action_errors(ACTION.encode()) == []


def test_the_judge_of_actions_can_say_no() -> None:
    assert action_errors(ACTION.replace("shell: bash", "sehll: bash", 1).encode())


def test_the_action_hands_all_that_it_is_given_to_its_script() -> None:
    """An input that no step reads, or a variable that only one of both knows, would be ignored silently."""
    action = yaml.safe_load(ACTION)
    assert set(re.findall(r"inputs\.([a-z-]+)", ACTION)) == set(action["inputs"])
    step = next(step for step in action["runs"]["steps"] if step.get("id") == "build")
    script = (ROOT / "scripts" / "action.sh").read_text("utf-8")
    read = set(re.findall(r"\$\{?([A-Z_]+)", script))
    assert set(step["env"]) - {"ACTION"} == read - {"CVBUILD", "RUNNER_TEMP", "GITHUB_OUTPUT", "PWD"}


def act(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """The action's script as the action calls it."""
    defaults = {"PATHS": "", "OUT": "out", "STRICT": "true", "REDACT": "false", "UP_TO_DATE": "false"}
    output = str(folder / "github-output")
    bash = installed("bash", "bash")
    script = str(ROOT / "scripts" / "action.sh")
    return run(folder, bash, script, **{**defaults, "CVBUILD": PROGRAM, "GITHUB_OUTPUT": output, **inputs})


def test_the_action_checks_and_builds(project: Path) -> None:
    done = act(project)
    assert done.returncode == 0, done.stdout
    assert sorted(path.name for path in (project / "out").iterdir()) == ["page.html", "page.txt"]
    assert (project / "github-output").read_text() == f"out={project}/out\n"


def test_the_action_annotates_and_fails_before_it_builds(project: Path) -> None:
    (project / "sources" / "page.md").write_text(BAD, "utf-8")
    done = act(project)
    assert done.returncode == 1
    assert "::warning file=sources/page.md,line=3,endLine=3,col=8,endColumn=16,title=missing-link::" in done.stdout
    assert not (project / "out").exists()
    assert act(project, STRICT="false").returncode == 0


def test_the_action_builds_the_paths_that_it_is_given(project: Path) -> None:
    (project / "other file.md").write_text(GOOD, "utf-8")
    assert act(project, PATHS="other file.md\n", OUT="built").returncode == 0
    assert sorted(path.name for path in (project / "built").iterdir()) == ["other file.html", "other file.txt"]


def test_the_action_can_compare_only(project: Path) -> None:
    assert act(project, UP_TO_DATE="true").returncode == 1
    act(project)
    assert act(project, UP_TO_DATE="true").returncode == 0


# ── pre-commit ───────────────────────────────────────────────────────────────────────────────────


def test_the_hooks_are_valid(tmp_path: Path) -> None:
    assert pre_commit_errors((ROOT / ".pre-commit-hooks.yaml").read_bytes()) == ""


def test_the_judge_of_hooks_can_say_no() -> None:
    assert "language" in pre_commit_errors(b"- {id: a, name: b, entry: c}\n")


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_passes_what_is_right_and_fails_on_errors(project: Path, hook: dict[str, str]) -> None:
    program, *arguments = shlex.split(hook["entry"])
    assert program == "cvbuild"
    run(project, PROGRAM, "build")
    assert run(project, PROGRAM, *arguments).returncode == 0
    (project / "sources" / "page.md").write_text(ERROR, "utf-8")
    assert run(project, PROGRAM, *arguments).returncode == 1


def test_hooks_run_for_what_they_read() -> None:
    hooks = {hook["id"]: hook for hook in HOOKS}
    for name in ("sources/a.md", "b.markdown", "cvbuild.yaml", "themes/mine/theme.yaml", "private.yaml"):
        assert re.search(hooks["cvbuild-check"]["files"], name), name
    for name in ("a.mdx", "cvbuild.yaml.bak", "mycvbuild.yaml", "image.png"):
        assert not re.search(hooks["cvbuild-check"]["files"], name), name
