"""`cvbuild init`: asks a few questions on a terminal, and starts a project that builds at once."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import typer

from cvbuild import __version__
from cvbuild.build import write_all
from cvbuild.cli.options import PaperSize
from cvbuild.cli.schema import SCHEMAS, schema_text
from cvbuild.console import Console
from cvbuild.diagnostics import Code, Report
from cvbuild.source import Span
from cvbuild.starter import LANGUAGES, Answers, starter_files


@dataclass(frozen=True)
class Begun:
    """The options of `init`, as the user gave them; None where nothing was said."""

    name: str | None
    headline: str | None
    email: str | None
    lang: str
    paper: PaperSize | None
    yes: bool


def run_init(folder: Path, begun: Begun) -> None:
    """Write the project's files into the folder, all or none, and print what was made and what comes next."""
    report = Report()
    files = {folder / path: data for path, data in _files(Answers(lang=begun.lang)).items()}
    _check_free(folder, files, report)
    if not report.has_errors:
        answers = _answers(begun)
        files = {folder / path: data for path, data in _files(answers).items()}
        _write(files, report)
    console = Console("full", False)
    console.show(report)
    if report.has_errors:
        raise typer.Exit(1)
    for path in files:
        typer.echo(f"made {path.as_posix()}")
    there = "" if folder == Path() else f"cd {_shell_word(folder)} && "
    typer.echo(f"\nNext: {there}cvbuild build")


def _files(answers: Answers) -> dict[str, bytes]:
    schemas = {f".cvbuild/{SCHEMAS[name][0]}": schema_text(name).encode() for name in SCHEMAS if name != "theme"}
    return {**starter_files(answers, __version__), **schemas}


def _check_free(folder: Path, files: Iterable[Path], report: Report) -> None:
    """Report everything that is in the way; a file may also stand where a folder is needed."""
    taken = {place: None for file in files for place in _in_the_way(folder, file)}
    for path in taken:
        message = f"{path.as_posix()} is there already; nothing was written"
        report.add(Code.FILE_EXISTS, message, Span(path.as_posix(), 1), "choose another folder, or move it away")


def _in_the_way(folder: Path, file: Path) -> Iterator[Path]:
    if os.path.lexists(file):
        yield file
    for above in (folder, *(folder / part for part in file.relative_to(folder).parents)):
        if os.path.lexists(above) and not above.is_dir():
            yield above


def _answers(begun: Begun) -> Answers:
    """What was said, and what is asked for the rest; nothing is asked where nobody sits at a terminal."""
    language = LANGUAGES[begun.lang]
    asks = sys.stdin.isatty() and not begun.yes

    def answer(said: str | None, question: str, placeholder: str) -> str:
        if said is not None or not asks:
            return (said or "").strip()
        return str(typer.prompt(question, default=placeholder, err=True)).strip()

    return Answers(
        name=answer(begun.name, "Your name", language.name),
        headline=answer(begun.headline, "Your profession", language.headline),
        email=answer(begun.email, "Your e-mail address", "you@example.com"),
        lang=begun.lang,
        paper=begun.paper.value if begun.paper else None,
    )


def _write(files: dict[Path, bytes], report: Report) -> None:
    try:
        write_all(files)
    except OSError as error:
        place = Path(error.filename2 or error.filename or next(iter(files)).parent)
        message = f"can't write {place.as_posix()}: {error.strerror}"
        report.add(Code.OUTPUT_UNWRITABLE, message, Span(place.as_posix(), 1), "choose another folder")


def _shell_word(folder: Path) -> str:
    from shlex import quote

    return quote(folder.as_posix())
