"""`cvbuild watch`: builds, and builds again whenever a file changes, until it is interrupted."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import Any

from cvbuild.build import Wish
from cvbuild.cli.build import what_was_written
from cvbuild.cli.options import MessageFormat
from cvbuild.cli.session import Asked, Session
from cvbuild.diagnostics import Code, Report
from cvbuild.serve.extra import WATCHING, has_extra


def run_watch(formats: list[str] | None = None, **asked: Any) -> None:
    """Build after each change and say what was written and found; an interrupt ends it with 130."""
    session = Session(Asked(formats=tuple(formats) if formats else None, **asked))
    wish = wish_of(session)
    report = Report()
    if not has_extra(WATCHING, report):
        session.close(report)
    from cvbuild.serve.rounds import Round, rounds

    def show(one: Round) -> None:
        session.console.sources.clear()
        session.console.show(one.findings)
        for built in one.built:
            session.show(built)
        for built in one.built:
            if built.compiled.failed:
                session.console.say(f"{built.compiled.job.name}: not written; files of an earlier build stay")
        if any(built.written or built.unchanged for built in one.built):
            session.console.say(f"{what_was_written(one.built, one.plan.out)}, in {one.seconds:.1f} s")

    session.console.say("watching; Ctrl-C ends it")
    for one in rounds(wish, session.report, Event()):
        show(one)


def wish_of(session: Session) -> Wish:
    """What the command line says, for a command that goes on when files change; standard input can't."""
    asked = session.asked
    if "-" in (asked.paths or ()) or asked.out == Path("-"):
        session.report.add(Code.WRONG_VALUE, "- can't be watched", None, "name files or folders")
        session.wrong_usage()
    if asked.messages is MessageFormat.SARIF:
        session.report.add(Code.WRONG_VALUE, "a log in SARIF needs an end", None, "use --message-format json")
        session.wrong_usage()
    return Wish(tuple(asked.paths or ()), session.options, asked.formats or (), asked.out)
