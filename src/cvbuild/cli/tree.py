"""`cvbuild tree`: the shaped document as text or JSON."""

from __future__ import annotations

from typing import Any

import typer

from cvbuild.build import Built, Compiled, parse_document
from cvbuild.cli.session import Asked, Session
from cvbuild.diagnostics import Report
from cvbuild.tree import dump, to_json


def run_tree(file: str, *, as_json: bool, **asked: Any) -> None:
    """Print the tree of one file to standard output."""
    session = Session(Asked(paths=[file], **asked))
    for job in session.jobs:
        result = Compiled(job, Report(session.options.ignore | frozenset(session.config.ignore)))
        document = parse_document(result, session.config, session.options)
        session.show(Built(result, ()))
        session.report.extend(result.report)
        if document:
            typer.echo(to_json(document, indent=2) if as_json else dump(document), nl=as_json)
    session.console.finish()
    raise typer.Exit(1 if session.report.has_errors else 0)
