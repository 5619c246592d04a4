"""`cvbuild serve`: a page in the browser that shows documents while they are written."""

from __future__ import annotations

import webbrowser
from typing import Any

import typer

from cvbuild.cli.session import Asked, Session
from cvbuild.cli.watch import wish_of
from cvbuild.diagnostics import Code, Report
from cvbuild.serve.extra import SERVING, has_extra
from cvbuild.serve.findings import is_editor


def run_serve(port: int, editor: str, *, browse: bool, **asked: Any) -> None:
    """Serve until an interrupt, which ends it with 130; the address of the page goes to standard output."""
    session = Session(Asked(**asked))
    wish = wish_of(session)
    report = Report()
    if not is_editor(editor):
        message = f"--editor takes an address with {{path}}, not “{editor}”"
        session.report.add(Code.WRONG_VALUE, message, None, "as in vscode://file{path}:{line}:{column}")
        session.wrong_usage()
    if not has_extra(SERVING, report):
        session.close(report)
    from cvbuild.serve.server import bound_socket, serve

    try:
        bound = bound_socket(port)
    except OSError as error:
        message = f"port {port} can't be used: {error.strerror}"
        session.report.add(Code.WRONG_VALUE, message, None, "choose another --port, or none for one that is free")
        session.wrong_usage()

    def at_start(address: str) -> None:
        typer.echo(address)
        session.console.say("this page follows your changes; Ctrl-C ends it")
        if browse:
            webbrowser.open(address)

    serve(wish, bound, editor, at_start)
