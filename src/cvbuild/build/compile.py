"""One document from its file to the bytes of each format; nothing is written here."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from cvbuild.build.companions import companions
from cvbuild.build.discover import Job
from cvbuild.build.links import resolve_links
from cvbuild.build.linted import lint_document, report_idle_ignores
from cvbuild.build.memo import Memo
from cvbuild.build.pictures import load_pictures
from cvbuild.build.today import dated
from cvbuild.config import Config
from cvbuild.decode import Value
from cvbuild.diagnostics import Code, Report
from cvbuild.lint import Checked
from cvbuild.parse import deep_recursion, parse, repair
from cvbuild.shape import Finder, redact, shape
from cvbuild.source import DecodeError, Source, Span, decode
from cvbuild.tree.metadata import Metadata, Paper, Person
from cvbuild.tree.nodes import Document
from cvbuild.tree.pdf import PdfSettings

if TYPE_CHECKING:
    from cvbuild.build.facts import Facts

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
    checks: frozenset[str] = frozenset()
    renders: bool = True
    """Whether formats are made; without, only what can be said of the source is found."""
    tells_idle: bool = False
    """Whether it is reported what is ignored for nothing."""
    strict: bool = False
    keep_going: bool = False
    allow_remote: bool = False
    redact: bool = False
    verify: bool = True
    on_site: bool = False
    today: date | None = None
    """The day by which rules tell what is stale or yet to come; None where no clock is asked, as in builds."""
    pdf: PdfSettings = PdfSettings()
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
    checked: Checked | None = None
    metadata: Metadata | None = None
    facts: Facts | None = None
    memo: Memo | None = None
    folders: tuple[Path, ...] = ()
    """Those of its theme and of the themes that this one extends."""


def compile_document(
    job: Job,
    config: Config,
    options: Options,
    stdin: BinaryIO | None = None,
    *,
    source: Source | None = None,
    memo: Memo | None = None,
) -> Compiled:
    """Read, parse, shape and render one document. Findings are in the report; nothing is raised for them.

    A `source` that is given is taken for what the job's file holds. What the `memo` knows is not rendered again.
    """
    result = Compiled(job, Report(options.ignore | frozenset(config.ignore)), source, memo=memo)
    with deep_recursion():
        document = parse_document(result, config, options, stdin, lints=True)
        if document and options.renders:
            # It knows all engines, and a look at sources needs none.
            from cvbuild.build.rendered import render_document

            render_document(result, document, config, options)
        elif document:
            look_around(result, document, config, options)
    if result.checked and options.tells_idle:
        report_idle_ignores(result.checked, result.report, options.checks)
    # It holds trees, which another process need not get.
    result.checked = None
    result.failed = result.failed or result.report.fails(options.strict)
    return result


def parse_document(
    result: Compiled, config: Config, options: Options, stdin: BinaryIO | None = None, *, lints: bool = False
) -> Document | None:
    """The shaped document of a job, or None after reporting why it can't be read; with `lints`, all rules are run.

    The source, with its mojibake repaired, is kept in `result`; one that is there already is not read again.
    """
    result.source = result.source or read_job(result.job, result.report, stdin or sys.stdin.buffer)
    if result.source is None:
        return None
    if result.job.is_foreign:
        config = replace(config, author=Person())
    with deep_recursion():
        result.source = repair(result.source, result.report)
        written = dated(parse(result.source, result.report, options.overrides, config.lang), result.report)
        shaped = _asked(shape(written, config, result.job.output.name, result.report), options)
        if options.redact:
            result.private = Finder((shaped.metadata.author, config.author, *options.senders), config.private)
        if lints:
            others = partial(companions, shaped, result.job, config, options.overrides)
            checked = Checked(
                result.source, shaped, written, config, others, redacted=options.redact, today=options.today
            )
            result.checked = checked
            lint_document(checked, result.report, options.checks, result.private, result.job.project)
        return redact(shaped, result.private, result.report) if result.private else shaped


def _asked(document: Document, options: Options) -> Document:
    """The document with the command line's say about its PDF."""
    metadata = document.metadata
    return replace(document, metadata=replace(metadata, pdf=options.pdf.completed(metadata.pdf)))


def read_job(job: Job, report: Report, stdin: BinaryIO) -> Source | None:
    """The text of a job as it is, or None after reporting why it can't be read."""
    try:
        data = job.data if job.data is not None else job.path.read_bytes() if job.path else stdin.read()
    except OSError as error:
        message = f"can't read the file: {error.strerror}"
        hint = "check its permissions" if isinstance(error, PermissionError) else "check the path"
        report.add(Code.FILE_UNREADABLE, message, Span(job.name, 1), hint)
        return None
    try:
        return Source(job.name, decode(data), data=data)
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


def look_around(result: Compiled, document: Document, config: Config, options: Options) -> None:
    """Report links and pictures that lead nowhere, as a build does."""
    load_pictures(document, result.job, result.report, remote=options.allow_remote)
    resolve_links(document, result.job, config, result.report, options.overrides)
