"""The house rules that a program can check; each test first makes sure that it looked at something."""

from __future__ import annotations

import ast
import inspect
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from cvbuild.config import Config
from cvbuild.diagnostics import Code
from cvbuild.render import FORMATS, renderer
from cvbuild.render.css import Medium
from cvbuild.shape.kind import _SHAPES
from cvbuild.theme import theme_names
from cvbuild.tree.metadata import Kind
from tests.cases import FOLDER, cases
from tests.documents import ROOT

PACKAGE = ROOT / "src" / "cvbuild"
MODULES = sorted(PACKAGE.rglob("*.py"))
TREES = {path: ast.parse(path.read_text("utf-8")) for path in MODULES}
TEXTS = {path: path.read_text("utf-8") for path in (*MODULES, *sorted((ROOT / "tests").rglob("*.py")))}
PRINTING = {*(PACKAGE / "console").glob("*.py"), *(PACKAGE / "cli").glob("*.py")}

MOST_LINES, MOST_LINES_OF_A_FUNCTION = 350, 50
FORBIDDEN_NAMES = {"utils", "util", "helpers", "manager", "base", "common", "misc"}

by_module = pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())


def nodes(kind: type[ast.AST]) -> Iterator[tuple[Path, ast.AST]]:
    return ((path, node) for path, tree in TREES.items() for node in ast.walk(tree) if isinstance(node, kind))


def test_it_looks_at_the_code() -> None:
    assert len(MODULES) > 40
    assert len(list(nodes(ast.FunctionDef))) > 200


# ── Tables ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_has_a_renderer_of_the_one_signature(name: str) -> None:
    signature = inspect.signature(renderer(name))
    needed = {name: one for name, one in signature.parameters.items() if one.default is inspect.Parameter.empty}
    annotations = {parameter: one.annotation for parameter, one in needed.items()}
    assert annotations == {"document": "Document", "theme": "Theme", "pictures": "Pictures", "report": "Report"}
    assert signature.return_annotation == "bytes"


def test_every_format_is_built_by_default_and_has_its_command() -> None:
    from typer.main import get_command

    from cvbuild.cli.app import app

    assert len(FORMATS) > 1
    assert tuple(FORMATS) == Config().formats
    assert set(FORMATS) <= set(get_command(app).commands)  # type: ignore[attr-defined]


def test_every_kind_of_document_has_its_shape() -> None:
    assert len(_SHAPES) > 1
    assert set(_SHAPES) == set(get_args(Kind))


# ── Diagnostics ──────────────────────────────────────────────────────────────────────────────────


def test_every_code_is_raised_somewhere() -> None:
    source = "".join(text for path, text in TEXTS.items() if path in TREES and "codes" not in path.parts)
    raised = set(re.findall(r"\b(?:Code|Diagnosis|DiagnosticCode)\.([A-Z_]+)\b", source))
    assert raised
    assert {code.name for code in Code} == raised


def test_every_code_has_a_name_of_its_own_and_tells_what_it_means() -> None:
    slugs = [code.slug for code in Code]
    assert slugs
    assert len(set(slugs)) == len(slugs)
    assert not [slug for slug in slugs if not re.fullmatch(r"[a-z]+(-[a-z]+)*", slug)]
    sentences = {code.slug: len(re.findall(r"[.?!](?= [A-Z`]|$)", code.explanation)) for code in Code}
    assert not {slug: count for slug, count in sentences.items() if not 1 <= count <= 3}


# ── Files ────────────────────────────────────────────────────────────────────────────────────────


def test_every_case_file_holds_cases_that_expect_something() -> None:
    files = sorted(path for path in FOLDER.rglob("*") if path.is_file())
    assert files
    found = [case for folder in sorted({path.parent for path in files}) for case in cases(folder)]
    assert {case.path for case in found} == set(files)
    assert not [str(case) for case in found if not case.expected]
    titles = [(case.path, case.title) for case in found]
    assert len(set(titles)) == len(titles)


@by_module
def test_a_module_says_what_it_holds(path: Path) -> None:
    text = ast.get_docstring(TREES[path]) or ""
    first = text.split("\n\n")[0]
    assert re.search(r"\w.*[.?!]$", first, re.DOTALL), "the docstring begins with a sentence"


@by_module
def test_a_module_is_small_and_named_after_a_thing(path: Path) -> None:
    assert len(TEXTS[path].splitlines()) <= MOST_LINES
    assert path.stem not in FORBIDDEN_NAMES
    functions = [node for node in ast.walk(TREES[path]) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert not [one.name for one in functions if length(one) > MOST_LINES_OF_A_FUNCTION]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    assert function.end_lineno
    return function.end_lineno - function.lineno + 1


def test_only_the_command_line_and_the_console_print_or_exit() -> None:
    """Printing is any naming of the standard streams; a write to a stream that was passed in is none."""
    calls = {(path, name) for path, node in nodes(ast.Call) if (name := called(node)) in {"print", "sys.exit", "exit"}}
    streams = {(path, attribute(node)) for path, node in nodes(ast.Attribute)}
    assert calls | streams
    assert not {(path, name) for path, name in calls if path not in PRINTING}
    speaking = {path for path, name in streams if name in {"sys.stdout", "sys.stderr"}}
    assert speaking
    assert speaking <= PRINTING


def called(node: ast.AST) -> str:
    assert isinstance(node, ast.Call)
    return node.func.id if isinstance(node.func, ast.Name) else attribute(node.func)


def attribute(node: ast.AST) -> str:
    """`a.b` as text; empty for anything else."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return ""


# ── The wheel ────────────────────────────────────────────────────────────────────────────────────


def test_the_wheel_brings_themes_and_templates() -> None:
    """The wheel itself is built and used by `.ci/run`; here, that its list names what the code reads."""
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert set(wheel["only-include"]) == {"src/cvbuild", "themes"} == set(wheel["sources"])
    assert wheel["sources"]["themes"] == "cvbuild/themes"
    assert theme_names() == sorted(path.parent.name for path in (ROOT / "themes").glob("*/theme.yaml"))
    assert theme_names()


def test_the_templates_are_those_that_the_code_reads() -> None:
    folder = PACKAGE / "render/templates"
    code = "".join(text for path, text in TEXTS.items() if path.is_relative_to(PACKAGE / "render"))
    code += "".join(path.read_text("utf-8") for path in folder.glob("*.j2"))
    sheets = {*re.findall(r'_file\("(\w+)"\)', code), *re.findall(r'"(\w+)\.css"', code), *get_args(Medium)}
    pages = set(re.findall(r'"(\w+\.html\.j2)"', code))
    assert pages
    assert {f"{name}.css" for name in sheets} | pages == {path.name for path in folder.iterdir()}
