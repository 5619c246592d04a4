"""cvbuild: one Markdown source becomes a PDF, a Word document, a web page and plain text.

The library's face: four functions over the build. They import what they need when they are called, and what
an author wrote is never an exception: it is in the report. None of them prints.
"""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cvbuild.build import Job, Options
    from cvbuild.diagnostics import Report
    from cvbuild.tree.nodes import Document

__version__ = "0.1.0"

__all__ = ["__version__", "build_files", "check_files", "parse_text", "render_text"]


def parse_text(text: str, *, name: str = "document") -> tuple[Document | None, Report]:
    """The shaped tree of a Markdown text (None for what is no text), and what was found.

    `name` stands for a file's name: the kind and the title are guessed from it where the text is silent.
    """
    from cvbuild.build import Compiled, Options, parse_document
    from cvbuild.config import Config
    from cvbuild.diagnostics import Report

    result = Compiled(_job(name), Report())
    document = parse_document(result, Config(), Options(), _stream(text))
    return document, result.report


def render_text(text: str, to: str, *, name: str = "document", theme: str | None = None) -> tuple[bytes, Report]:
    """A Markdown text in a format (`pdf`, `docx`, `html`, `txt`), and what was found; no bytes after an error.

    `theme` goes over the front matter's. Images are looked for in the working folder.
    """
    from cvbuild.build import Options, compile_document
    from cvbuild.config import Config

    options = Options((to,), theme=theme)
    if report := _unknown(options):
        return b"", report
    compiled = compile_document(_job(name), Config(), options, _stream(text))
    return compiled.outputs.get(to, b""), compiled.report


def build_files(
    paths: Iterable[str | Path] = (),
    out: str | Path | None = None,
    *,
    formats: Iterable[str] = (),
    theme: str | None = None,
    strict: bool = False,
    redact: bool = False,
) -> tuple[list[Path], Report]:
    """Build files and folders as `cvbuild build` does; the files that were written, and what was found.

    What is left out is as in the `cvbuild.yaml` of the working folder or the nearest one above it. With `redact`,
    what is private by these settings is taken out, and nothing is built where they have a mistake.
    """
    options = _options(tuple(formats), theme=theme, strict=strict, redact=redact)
    return _build(paths, out, options, write=True)


def check_files(paths: Iterable[str | Path] = (), *, theme: str | None = None, strict: bool = False) -> Report:
    """Do everything that `build_files` does, but write nothing."""
    return _build(paths, None, _options((), theme=theme, strict=strict), write=False)[1]


def _job(name: str) -> Job:
    from cvbuild.build import Job

    return Job(None, Path(), stem=name)


def _stream(text: str) -> BytesIO:
    # A lone surrogate is no character of any text file; let through here, it is reported by the build.
    return BytesIO(text.encode("utf-8", "surrogatepass"))


def _options(formats: tuple[str, ...], **chosen: Any) -> Options:
    from cvbuild.build import Options

    return Options(formats, **chosen)


def _build(
    paths: Iterable[str | Path], out: str | Path | None, options: Options, *, write: bool
) -> tuple[list[Path], Report]:
    from dataclasses import replace

    from cvbuild.build import build, find_jobs, find_project, is_reliable
    from cvbuild.build.manifest import write_manifest
    from cvbuild.diagnostics import Report

    report = Report()
    project = find_project(report)
    if options.redact and not is_reliable(report):
        return [], report
    options = replace(options, formats=options.formats or project.config.formats, senders=project.senders)
    if unknown := _unknown(options):
        return [], unknown
    jobs = find_jobs([str(path) for path in paths], project, report)
    folder = Path(out) if out is not None else project.folder / project.config.out
    built = build(jobs, project.config, options, folder if write else None)
    for one in built:
        report.extend(one.report)
    if write and project.config.manifest:
        write_manifest(built, folder, project.folder, report)
    return [path for one in built for path in one.written], report


def _unknown(options: Options) -> Report | None:
    """A report of the formats that there are none of; None where all are known."""
    from cvbuild.diagnostics import Code, Report
    from cvbuild.render import FORMATS

    report = Report()
    for name in options.formats:
        if name not in FORMATS:
            report.add(Code.UNKNOWN_FORMAT, f"unknown format “{name}”", None, "formats: " + ", ".join(FORMATS))
    return report if report.has_errors else None
