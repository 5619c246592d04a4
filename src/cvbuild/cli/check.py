"""The command `check`: it says what is wrong, and repairs it if asked; what it needs no engine for starts none."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cvbuild.build import this_day
from cvbuild.cli.session import Asked, Session
from cvbuild.diagnostics import counted


def run_check(*, build: bool, fix: bool, diff: bool, **asked: Any) -> None:
    """Show what is wrong with the documents, with `build` also in memory with what becomes of them.

    To `fix` is to repair the sources first; a `diff` shows how, and without `fix` nothing is written.
    """
    session = Session(Asked(**asked))
    # A build asks no clock; a check may, since it makes nothing.
    session.options = replace(session.options, today=this_day(session.report), renders=build, tells_idle=True)
    if fix or diff:
        from cvbuild.cli.fix import fix_sources

        fix_sources(session, writes=fix, shows=diff)
    built = session.run(write=False)
    session.end(built, f"{counted(len(built), 'document')} checked")
