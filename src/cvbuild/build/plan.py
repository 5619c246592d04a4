"""What there is to build by the settings and files as they are now, for commands that ask again and again.

What the user said at the start stays; what stands in files may be otherwise each time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from cvbuild.build.compile import Options
from cvbuild.build.discover import Job, Project, find_jobs, find_project
from cvbuild.build.sender import is_reliable
from cvbuild.config import Config
from cvbuild.diagnostics import Code, Report
from cvbuild.render import FORMATS


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line says: paths, options, and the formats and the folder where it names them."""

    paths: tuple[str, ...]
    options: Options
    formats: tuple[str, ...] = ()
    out: Path | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The documents to build, with which options, and what was found while looking."""

    project: Project
    options: Options
    jobs: tuple[Job, ...]
    out: Path
    report: Report

    @property
    def config(self) -> Config:
        return self.project.config


def make_plan(wish: Wish) -> Plan:
    """Read the settings and look for the documents. With `redact`, settings with a mistake let nothing be built."""
    report = Report()
    project = find_project(report)
    reliable = is_reliable(report) or not wish.options.redact
    report.ignore(wish.options.ignore)
    formats = tuple(name for name in wish.formats or project.config.formats if _is_known(name, report))
    options = replace(wish.options, formats=formats, senders=project.senders)
    jobs = tuple(find_jobs(wish.paths, project, report)) if reliable else ()
    return Plan(project, options, jobs, wish.out or project.folder / project.config.out, report)


def _is_known(name: str, report: Report) -> bool:
    if name not in FORMATS:
        report.add(Code.UNKNOWN_FORMAT, f"unknown format “{name}”", None, "formats: " + ", ".join(FORMATS))
    return name in FORMATS
