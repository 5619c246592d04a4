"""What a command does with its options: settles them, builds, shows the findings, and says how it ended."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn

import typer

from cvbuild.build import (
    THEMES,
    Built,
    Options,
    Record,
    build,
    find_jobs,
    find_project,
    is_reliable,
    report_outdated,
    veiled,
)
from cvbuild.cli.options import MessageFormat, PaperSize
from cvbuild.code_names import is_code
from cvbuild.console import Console
from cvbuild.decode import Value, merge
from cvbuild.diagnostics import Code, Report, Severity, counted
from cvbuild.render import FORMATS
from cvbuild.source import Span
from cvbuild.tree.pdf import PdfSettings, PdfVariant


@dataclass(frozen=True)
class Asked:
    """The shared options, as the user gave them."""

    paths: list[str] | None
    formats: tuple[str, ...] | None = None
    out: Path | None = None
    theme: str | None = None
    paper: PaperSize | None = None
    set_: list[str] | None = None
    strict: bool = False
    ignore: list[str] | None = None
    checks: list[str] | None = None
    jobs: int = 1
    force: bool = False
    keep_going: bool = False
    allow_remote: bool = False
    redact: bool = False
    no_verify: bool = False
    pdf_variant: str | None = None
    attach_source: bool | None = None
    manifest: bool | None = None
    messages: MessageFormat = MessageFormat.FULL
    quiet: bool = False
    verbose: bool = False


class Session:
    """One run of a command that works on documents."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.console = Console(asked.messages.value, asked.quiet, asked.strict)
        self.report = Report()
        self._shown = 0
        self.project = find_project(self.report)
        self.options = self._options()
        self.config = self.project.config
        self.may_redact = is_reliable(self.report)
        if asked.redact and not self.may_redact:
            self._refuse_to_redact()
        self.report.ignore(self.options.ignore)
        self.options = replace(self.options, senders=self.project.senders)
        self.jobs = find_jobs(asked.paths or (), self.project, self.report)
        self._check_formats()
        self._show_own()

    @property
    def out(self) -> Path:
        return self.asked.out or self.project.folder / self.config.out

    def run(self, *, write: bool, compare: bool = False) -> list[Built]:
        """Build every document; show findings as they come, also where outputs that are there `compare` unequal."""
        done = 0

        def on_done(built: Built) -> None:
            nonlocal done
            done += 1
            if compare:
                report_outdated(built, self.out)
            self.console.progress(done, len(self.jobs), built.compiled.job.name)
            self.show(built)

        formats = self.asked.formats or self.config.formats
        options = replace(self.options, formats=formats)
        if not write:
            return build(self.jobs, self.config, options, None, workers=self.asked.jobs, on_done=on_done)
        record = Record(self.out, forget=self.asked.force)
        built = build(
            self.jobs, self.config, options, self.out, memo_of=record.shelf, workers=self.asked.jobs, on_done=on_done
        )
        record.save(one.compiled for one in built)
        self._write_manifest(built)
        return built

    def _write_manifest(self, built: list[Built]) -> None:
        wanted = self.config.manifest if self.asked.manifest is None else self.asked.manifest
        found = Report()
        path = None
        if wanted:
            from cvbuild.build.manifest import write_manifest

            path = write_manifest(built, self.out, self.project.folder, found)
        self.console.show(found)
        self.report.extend(found)
        if path and self.asked.verbose:
            self.console.say(f"wrote {path}")

    def show(self, built: Built) -> None:
        """Print a document's findings, and with --verbose the files that were written."""
        compiled = built.compiled
        if compiled.source:
            source = compiled.source
            self.console.sources[compiled.job.name] = veiled(source, compiled.private) if compiled.private else source
        self.console.show(compiled.report)
        if self.asked.verbose:
            for path in built.written:
                self.console.say(f"wrote {path}")
            for path in built.unchanged:
                self.console.say(f"{path} is up to date")

    def end(self, built: list[Built], summary: str) -> NoReturn:
        """Print the summary and exit with the right code."""
        reports = [self.report, *(one.report for one in built)]
        failed = self.report.fails(self.asked.strict) or any(one.compiled.failed for one in built)
        self.console.say(_counted(summary, reports))
        self.console.finish()
        raise typer.Exit(1 if failed else 0)

    def close(self, report: Report) -> NoReturn:
        """Print these findings and exit by them and by those of the session."""
        self.console.show(report)
        self.console.finish()
        raise typer.Exit(1 if report.has_errors or self.report.has_errors else 0)

    def wrong_usage(self) -> NoReturn:
        self._show_own()
        self.console.finish()
        raise typer.Exit(2)

    def _show_own(self) -> None:
        """Print what was found beside the documents since the last time."""
        self.console.show(self.report.diagnostics[self._shown :])
        self._shown = len(self.report)

    @property
    def themes(self) -> tuple[Path, ...]:
        """The folders of the project's own themes."""
        return (self.project.folder / THEMES,)

    def _options(self) -> Options:
        asked = self.asked
        # What else there is to say of a theme is said for each document.
        if asked.theme is not None:
            from cvbuild.theme import load_theme

            found = Report()
            if load_theme(asked.theme, found, None, self.themes) is None:
                self.report.extend(found)
                self.wrong_usage()
        for option, slugs in (("--ignore", asked.ignore), ("--check", asked.checks)):
            for slug in slugs or ():
                is_code(slug, Span(option, 1), self.report)
        return Options(
            theme=asked.theme,
            paper=asked.paper.value if asked.paper else None,
            overrides=self._overrides(asked.set_ or []),
            ignore=frozenset(asked.ignore or ()),
            checks=frozenset(asked.checks or ()),
            strict=asked.strict,
            keep_going=asked.keep_going,
            allow_remote=asked.allow_remote,
            redact=asked.redact,
            verify=not asked.no_verify,
            pdf=self._pdf(),
        )

    def _pdf(self) -> PdfSettings:
        asked, place = self.asked, Span("--pdf-variant", 1)
        try:
            variant = PdfVariant.parse(asked.pdf_variant) if asked.pdf_variant is not None else None
        except ValueError as error:
            message = f"--pdf-variant takes {error}, not “{asked.pdf_variant}”"
            self.report.add(Code.WRONG_VALUE, message, None, "as in --pdf-variant pdf/a-3b")
            self.wrong_usage()
        return PdfSettings(variant, asked.attach_source, span=place if variant else None)

    def _overrides(self, settings: list[str]) -> Value | None:
        """`key=value` and `outer.inner=value` as a YAML mapping."""
        merged: Value | None = None
        for setting in settings:
            key, equals, text = setting.partition("=")
            if not equals or not key:
                self.report.add(
                    Code.WRONG_VALUE, f"--set takes KEY=VALUE, not “{setting}”", None, "as in --set author.name=Jane"
                )
                self.wrong_usage()
            value = Value(text, Span("--set", 1, len(key) + 2), Span("--set", 1, 1))
            for name in reversed(key.split(".")):
                value = Value({name: value}, value.span, value.key_span)
            merged = merge(merged, value) if merged else value
        return merged

    def _refuse_to_redact(self) -> NoReturn:
        """What is private is said in the settings; by half-read ones, something could be published."""
        self.console.show(self.report)
        self.console.say("nothing was built: with --redact, the settings must be without mistakes")
        self.console.finish()
        raise typer.Exit(1)

    def _check_formats(self) -> None:
        chosen = self.asked.formats or self.config.formats
        for name in chosen:
            if name not in FORMATS:
                self.report.add(Code.UNKNOWN_FORMAT, f"unknown format “{name}”", None, "formats: " + ", ".join(FORMATS))
                self.wrong_usage()


def _counted(summary: str, reports: list[Report]) -> str:
    errors = sum(report.count(Severity.ERROR) for report in reports)
    warnings = sum(report.count(Severity.WARNING) for report in reports)
    counts = [counted(n, word) for n, word in ((errors, "error"), (warnings, "warning")) if n]
    return ", ".join([summary, *counts])


def write_stdout(data: bytes) -> None:
    """Bytes to standard output."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
