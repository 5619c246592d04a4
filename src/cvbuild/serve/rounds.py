"""Builds again whenever a file changes, and writes what came out otherwise; only what changed is made anew.

What is printed of it is the command line's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from time import perf_counter

from cvbuild.build import Built, Memory, Plan, Wish, build, make_plan
from cvbuild.build.manifest import write_manifest
from cvbuild.diagnostics import Diagnostic
from cvbuild.serve.changes import changes
from cvbuild.serve.folders import folders_to_watch


@dataclass(frozen=True, slots=True)
class Round:
    """One build: the plan, what is new of the settings' findings, the documents of which something is new, seconds."""

    plan: Plan
    findings: tuple[Diagnostic, ...]
    built: tuple[Built, ...]
    seconds: float


class _Rounds:
    """What the last round found, by which is told what is new."""

    def __init__(self, wish: Wish, known: Iterable[Diagnostic]) -> None:
        self._wish, self._memory = wish, Memory()
        self._known = set(known)
        self._reports: dict[str, tuple[Diagnostic, ...]] = {}
        self._themes: dict[Path, None] = {}

    def run(self) -> Round:
        start = perf_counter()
        plan = make_plan(self._wish)
        built = build(list(plan.jobs), plan.config, plan.options, plan.out, memo_of=self._memory.of)
        self._themes = {folder: None for one in built for folder in one.compiled.folders}
        new = tuple(one for one in built if one.written or self._reports.get(_name(one)) != tuple(one.report))
        self._reports = {_name(one): tuple(one.report) for one in built}
        if plan.config.manifest and any(one.written for one in built):
            write_manifest(built, plan.out, plan.project.folder, plan.report)
        findings = tuple(one for one in plan.report if one not in self._known)
        self._known = set(plan.report)
        return Round(plan, findings, new, perf_counter() - start)

    def folders(self) -> list[Path]:
        return folders_to_watch(make_plan(self._wish), self._wish, self._themes)


def _name(built: Built) -> str:
    return built.compiled.job.name


def rounds(wish: Wish, known: Iterable[Diagnostic], stop: Event) -> Iterator[Round]:
    """A first build, then one after each change, until `stop` is set; of the settings' findings, some are `known`."""
    running = _Rounds(wish, known)
    yield running.run()
    for _ in changes(running.folders, stop):
        yield running.run()
