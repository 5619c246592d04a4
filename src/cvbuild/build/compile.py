"""One document from its file to the bytes of each format; nothing is written here."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from cvbuild.build.discover import Job
from cvbuild.build.fit import fit_pages
from cvbuild.build.links import resolve_links, retarget
from cvbuild.build.pictures import load_pictures, without_private
from cvbuild.build.today import dated
from cvbuild.config import Config
from cvbuild.decode import Value
from cvbuild.diagnostics import Code, Report
from cvbuild.parse import deep_recursion, parse
from cvbuild.render import renderer
from cvbuild.shape import Finder, redact, shape
from cvbuild.source import DecodeError, Source, Span, decode
from cvbuild.theme import LAYOUTS, Theme, load_theme, with_embedded, with_layout
from cvbuild.tree.metadata import Paper, Person
from cvbuild.tree.nodes import Document

_EMBEDDING = {"docx", "html"}
"""The formats that get fonts on demand; PDF always has them."""
_PAGED = {"pdf", "docx", "html"}
"""The formats that a limit of pages concerns."""
THEMES = "themes"
"""A project's own themes are in a folder of that name beside its settings."""


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says over front matter and settings; None where it is silent."""

    formats: tuple[str, ...] = ("pdf", "docx", "html", "txt")
    theme: str | None = None
    paper: Paper | None = None
    overrides: Value | None = None
    ignore: frozenset[str] = frozenset()
    strict: bool = False
    keep_going: bool = False
    allow_remote: bool = False
    redact: bool = False
    senders: tuple[Person, ...] = ()
    """What is known of the author beside the settings, for `redact`."""


@dataclass
class Compiled:
    """The bytes of each format that has no error, and all that was found."""

    job: Job
    report: Report
    source: Source | None = None
    private: Finder | None = None
    outputs: dict[str, bytes] = field(default_factory=dict)
    failed: bool = False


def compile_document(
    job: Job, config: Config, options: Options, stdin: BinaryIO | None = None, *, source: Source | None = None
) -> Compiled:
    """Read, parse, shape and render one document. Findings are in the report; nothing is raised for them.

    A `source` that is given is taken for what the job's file holds.
    """
    result = Compiled(job, Report(options.ignore | frozenset(config.ignore)), source)
    with deep_recursion():
        document = parse_document(result, config, options, stdin)
        theme = _theme(document, result.job, config, options, result.report) if document else None
        if document and theme:
            _render(result, document, theme, config, options)
    result.failed = result.failed or result.report.fails(options.strict)
    return result


def parse_document(
    result: Compiled, config: Config, options: Options, stdin: BinaryIO | None = None
) -> Document | None:
    """The shaped document of a job, or None after reporting why it can't be read.

    The source is kept in `result`; one that is there already is not read again.
    """
    result.source = result.source or read_job(result.job, result.report, stdin or sys.stdin.buffer)
    if result.source is None:
        return None
    if result.job.is_foreign:
        config = replace(config, author=Person())
    with deep_recursion():
        document = dated(parse(result.source, result.report, options.overrides, config.lang), result.report)
        shaped = shape(document, config, result.job.output.name, result.report)
        return _redacted(shaped, result, config, options) if options.redact else shaped


def _redacted(document: Document, result: Compiled, config: Config, options: Options) -> Document:
    """The document without what is private; what that is, is kept in `result`."""
    persons = (document.metadata.author, config.author, *options.senders)
    result.private = Finder(persons, config.private)
    return redact(document, result.private, result.report)


def read_job(job: Job, report: Report, stdin: BinaryIO) -> Source | None:
    """The text of a job as it is, or None after reporting why it can't be read."""
    try:
        data = stdin.read() if job.path is None else job.path.read_bytes()
    except OSError as error:
        message = f"can't read the file: {error.strerror}"
        report.add(Code.FILE_UNREADABLE, message, Span(job.name, 1), "check its permissions")
        return None
    try:
        return Source(job.name, decode(data))
    except DecodeError as error:
        hint = "give a Markdown file" if b"\0" in data else "save it as UTF-8"
        report.add(
            Code.ENCODING, f"byte {error.offset}: {error}", Span(job.name, *_byte_place(data, error.offset)), hint
        )
        return None


def _byte_place(data: bytes, offset: int) -> tuple[int, int]:
    """Line and column of a byte that can't be decoded, as far as the bytes before it can."""
    before = data[:offset]
    line_start = before.rfind(b"\n") + 1
    return before.count(b"\n") + 1, len(before[line_start:].decode("utf-8", "replace")) + 1


def _theme(document: Document, job: Job, config: Config, options: Options, report: Report) -> Theme | None:
    metadata = document.metadata
    name, asked_at = options.theme or metadata.theme or config.theme, metadata.span if metadata.theme else None
    theme = load_theme(name, report, asked_at, (job.project / THEMES,))
    if theme is None:
        return None
    # A project whose letters go to the United States has its résumé on the same paper.
    usual = LAYOUTS[metadata.layout or config.layout].paper or theme.page.paper
    paper = options.paper or metadata.paper or config.paper or usual
    page = replace(theme.page, paper=paper).filled(metadata.author.name, metadata.title)
    theme = replace(theme, page=page)
    wanted = config.embed_fonts if metadata.embed_fonts is None else metadata.embed_fonts
    if wanted and _EMBEDDING & set(options.formats):
        theme = with_embedded(theme, report)
    return with_layout(theme, metadata.layout, fold_marks=metadata.fold_marks) if metadata.layout else theme


def _render(result: Compiled, document: Document, theme: Theme, config: Config, options: Options) -> None:
    report, job = result.report, result.job
    pictures = load_pictures(document, job, report, remote=options.allow_remote)
    if result.private:
        pictures = without_private(pictures, document, result.private, report)
    links = resolve_links(document, job, config.base_url, report)
    if _PAGED & set(options.formats):
        theme = fit_pages(document, theme, pictures, report)
    if report.fails(options.strict):
        result.failed = True
        return
    for name in options.formats:
        own = Report(report.ignored)
        output = renderer(name)(retarget(document, links, name), theme, pictures, own)
        report.extend(own)
        if not own.fails(options.strict):
            result.outputs[name] = output
        elif not options.keep_going:
            result.failed = True
