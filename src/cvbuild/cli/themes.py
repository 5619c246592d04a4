"""`cvbuild themes list`, `show` and `new`: what looks there are, what one consists of, and the start of another."""

from __future__ import annotations

import os
import re
from pathlib import Path
from shlex import quote

import typer

from cvbuild.build import THEMES, find_project, write_all
from cvbuild.cli.schema import SCHEMAS, schema_text
from cvbuild.cli.theme_table import theme_json, theme_table
from cvbuild.console import Console
from cvbuild.diagnostics import Code, Report, Severity
from cvbuild.source import Span
from cvbuild.starter import theme_file
from cvbuild.theme import built_in_folder, load_with_places, theme_files


def run_list() -> None:
    """Print each theme's name, where it is from, what it extends, and its description; exit 1 if one can't be read."""
    report = Report()
    folders = (find_project(report).folder / THEMES,)
    rows = [("Theme", "From", "Extends", "Description")]
    for name, path in sorted(theme_files(folders).items()):
        loaded = load_with_places(name, report, None, folders)
        built_in = path.resolve().is_relative_to(built_in_folder().resolve())
        where = "built in" if built_in else f"{path.parent.as_posix()}/"
        description = loaded.theme.description if loaded else "can't be read"
        rows.append((name, where, loaded.extends if loaded else "", description))
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    for row in rows:
        typer.echo("  ".join([*(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False)), row[3]]))
    _end(report)


def run_show(name: str, *, as_json: bool) -> None:
    """Print all that a theme decides; exit 1 after saying why if it can't be read."""
    report = Report()
    loaded = load_with_places(name, report, None, (find_project(report).folder / THEMES,))
    if loaded:
        typer.echo(theme_json(loaded) if as_json else theme_table(loaded) + "\n", nl=False)
    _end(report)


def run_new(name: str, extends: str) -> None:
    """Write `themes/NAME/theme.yaml` beside the settings; exit 1 after saying why if that can't be."""
    report = Report()
    project = find_project(report).folder
    target = project / THEMES / name / "theme.yaml"
    _check_name(name, report)
    loaded = load_with_places(extends, report, None, (project / THEMES,))
    if os.path.lexists(target):
        message = f"{target.as_posix()} is there already; nothing was written"
        report.add(Code.FILE_EXISTS, message, Span(target.as_posix(), 1), "choose another name, or edit that file")
    if loaded and not report.has_errors:
        base = Path(os.path.relpath(extends, target.parent)).as_posix() if "/" in extends else extends
        schema = Path(os.path.relpath(project / ".cvbuild" / SCHEMAS["theme"][0], target.parent)).as_posix()
        _write(project, {target: theme_file(base, loaded, schema)}, report)
    if not report.has_errors:
        typer.echo(f"made {target.as_posix()}")
        typer.echo(f"\nNext: edit it, then cvbuild build --theme {quote(name)}")
        typer.echo(f"For good: write theme: {name} into cvbuild.yaml, or into a document's front matter")
    _end(report)


def _check_name(name: str, report: Report) -> None:
    """A name that a folder can have on every system, and that isn't taken for a path."""
    if not re.fullmatch(r"\w(?:[\w. -]{0,60}\w)?", name) or name.endswith((".yaml", ".yml")):
        hint = "use letters, digits, hyphens and underscores, as in my-theme"
        report.add(Code.WRONG_VALUE, f"a theme can't be called “{name}”", None, hint)


def _write(project: Path, files: dict[Path, bytes], report: Report) -> None:
    """With the schema by which editors complete, which is ours and so renewed."""
    files = {project / ".cvbuild" / SCHEMAS["theme"][0]: schema_text("theme").encode(), **files}
    try:
        write_all(files)
    except OSError as error:
        place = Path(error.filename2 or error.filename or project).as_posix()
        report.add(Code.OUTPUT_UNWRITABLE, f"can't write {place}: {error.strerror}", Span(place, 1))


def _end(report: Report) -> None:
    """Print the findings; exit 2 where an error has no place in a file, since it is the command line's, else 1."""
    Console().show(report)
    errors = [found for found in report if found.severity is Severity.ERROR]
    if errors:
        raise typer.Exit(1 if all(error.span for error in errors) else 2)
