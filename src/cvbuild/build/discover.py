"""Finds what is to be built: the project's settings, and the documents under the given paths."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path

from cvbuild.build.sender import known_senders
from cvbuild.config import FILE_NAME, Config, read_config
from cvbuild.decode import nearest_name
from cvbuild.diagnostics import Code, Report, one_line
from cvbuild.source import DecodeError, Span, read_source, reason
from cvbuild.tree.metadata import Person

ENDINGS = (".md", ".markdown")
_NOTHING_GIVEN = "name files or folders, set `sources` in cvbuild.yaml, or begin with `cvbuild init`"


@dataclass(frozen=True, slots=True)
class Job:
    """A document to build: its file (None for a text without one), and the folder whose structure the output repeats.

    `stem` is the name of a text without a file, `project` the folder of the settings. `data` is such a text where
    standard input was read before.
    """

    path: Path | None
    root: Path
    stem: str = "stdin"
    project: Path = Path()
    data: bytes | None = None

    @property
    def name(self) -> str:
        """What diagnostics call it."""
        return self.path.as_posix() if self.path else f"<{self.stem}>"

    @property
    def is_foreign(self) -> bool:
        """Whether it is a file outside the project, and so perhaps somebody else's."""
        return self.path is not None and not self.path.resolve().is_relative_to(self.project.resolve())

    @property
    def output(self) -> Path:
        """The output file without its ending, relative to the output folder."""
        if self.path is None:
            return Path(self.stem)
        return Path(os.path.relpath(self.path, self.root)).with_suffix("")


@dataclass(frozen=True, slots=True)
class Project:
    """The settings, and the folder that their paths are relative to.

    `senders` is all that is known of the author, the settings' own last; `config.author` is what results from it.
    """

    folder: Path
    config: Config
    senders: tuple[Person, ...] = ()


def find_project(report: Report, start: Path = Path()) -> Project:
    """The `cvbuild.yaml` of this folder or the nearest one above it, up to the repository's root; else defaults.

    Its author is completed from the environment and from the `private.yaml` beside it.
    """
    folder = _settings_folder(start)
    config = _settings(folder / FILE_NAME, report) if folder else Config()
    senders = (*known_senders(folder, report), config.author)
    author = reduce(Person.completed, senders)
    report.ignore(config.ignore)
    return Project(folder or start, replace(config, author=author), senders)


def _settings_folder(start: Path) -> Path | None:
    for folder in (start, *start.absolute().parents):
        if (folder / FILE_NAME).is_file():
            return folder
        if (folder / ".git").exists():
            break
    return None


def _settings(path: Path, report: Report) -> Config:
    try:
        return read_config(read_source(path), report)
    except (OSError, DecodeError) as error:
        report.add(Code.FILE_UNREADABLE, f"can't read {path}: {reason(error)}")
        return Config()


def find_jobs(paths: Iterable[str], project: Project, report: Report) -> list[Job]:
    """The documents under these paths, by default the project's sources; what can't be found is reported."""
    given = list(paths)
    chosen = given or [str(project.folder / source) for source in project.config.sources]
    jobs: dict[str, Job] = {}
    for name in chosen:
        for job in _under(name, project, report, "" if given else _NOTHING_GIVEN):
            if _is_sayable(job, report):
                jobs.setdefault(os.path.abspath(job.path) if job.path else "-", job)
    _report_clashes(jobs.values(), report)
    return list(jobs.values())


def _is_sayable(job: Job, report: Report) -> bool:
    """Whether titles, links and terminals can bear the file's name; reported where they can't."""
    said = one_line(job.name)
    if said != job.name:
        message = "the file's name is not UTF-8, or holds control characters"
        report.add(Code.FILE_UNREADABLE, message, Span(said, 1), "rename it")
    return said == job.name


def _under(name: str, project: Project, report: Report, hint: str) -> Iterator[Job]:
    """The documents of one path; where there are none, the `hint` says what to do, or else what can be told here."""
    path = Path(name)
    if name == "-":
        yield Job(None, Path())
    elif os.path.isdir(path):
        known = len(report)
        found = sorted(_documents(path, report))
        if not found and len(report) == known:
            hint = hint or "name a folder with .md files, or a file"
            report.add(Code.NO_SOURCES, "the folder holds no Markdown file", Span(name, 1), hint)
        yield from (Job(document, path, project=project.folder) for document in found)
    elif os.path.exists(path):
        root = source_root(path, project.folder, project.config.sources) or path.parent
        yield Job(path, root, project=project.folder)
    else:
        report.add(Code.FILE_NOT_FOUND, "there is no such file or folder", Span(name, 1), hint or _suggestion(path))


def _documents(folder: Path, report: Report) -> Iterator[Path]:
    """Markdown files below a folder; hidden ones are left out, and folders that can't be read reported."""

    def unread(error: OSError) -> None:
        place = Path(error.filename).as_posix()
        message = f"can't read the folder: {error.strerror}"
        report.add(Code.FILE_UNREADABLE, message, Span(place, 1), "check its permissions")

    for place, folders, files in os.walk(folder, onerror=unread):
        folders[:] = [name for name in folders if not name.startswith((".", "node_modules"))]
        yield from (Path(place, name) for name in files if name.lower().endswith(ENDINGS) and not name.startswith("."))


def source_root(path: Path, project: Path, sources: Iterable[str]) -> Path | None:
    """The configured source folder that holds the file, or the file's own where it is a source itself; else None.

    So a file is built to the same place alone and with others.
    """
    roots = [project / source for source in sources]
    whole = path.resolve()
    holding = (root for root in roots if root.is_dir() and whole.is_relative_to(root.resolve()))
    return next(holding, path.parent if any(root.resolve() == whole for root in roots) else None)


def _suggestion(path: Path) -> str:
    try:
        names = os.listdir(path.parent)
    except OSError:
        return "check the path"
    nearest = nearest_name(path.name, names)
    return f"did you mean {(path.parent / nearest).as_posix()}?" if nearest else "check the path"


def _report_clashes(jobs: Iterable[Job], report: Report) -> None:
    taken: dict[str, Job] = {}
    for job in jobs:
        # Two names that differ in case only are one file on macOS and Windows.
        other = taken.setdefault(str(job.output).casefold(), job)
        if other is not job:
            report.add(
                Code.CLASHING_OUTPUTS,
                f"{other.name} and this file would both be written to “{job.output.as_posix()}”",
                Span(job.name, 1),
                "rename one of them, or build them with different --out folders",
            )
