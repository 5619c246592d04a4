"""What is known of the author beside `cvbuild.yaml` and front matter: `private.yaml`, and the environment.

What becomes of it in a document is the shapes' business.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from shutil import which
from typing import Any

from cvbuild.decode import decode, read_yaml
from cvbuild.diagnostics import Code, Report
from cvbuild.render.marks import printable
from cvbuild.source import DecodeError, Span, read_source, reason
from cvbuild.tree.metadata import Person

FILE_NAME = "private.yaml"
PREFIX = "CVBUILD_"
TEXT_FIELDS = tuple(field.name for field in fields(Person) if isinstance(field.default, str))
"""The keys of an author that a variable of the environment can hold."""

_PATIENCE = 5.0
"""Seconds that git may take; it needs a few milliseconds."""


def known_senders(folder: Path | None, report: Report) -> Iterator[Person]:
    """The author by the environment, then by `private.yaml` in the settings' folder, if there is one.

    What counts more comes first.
    """
    yield from_environment(os.environ, report)
    if folder and (path := folder / FILE_NAME).is_file():
        yield _read(path, report)
        if _is_exposed(folder):
            report.add(
                Code.EXPOSED_PRIVATE,
                f"git does not ignore {FILE_NAME}",
                Span(path.as_posix(), 1),
                f"add the line {FILE_NAME} to .gitignore; if it was committed already: git rm --cached {FILE_NAME}",
            )


def from_environment(environment: Mapping[str, str], report: Report) -> Person:
    """The author's texts by variables such as `CVBUILD_PHONE`; an empty one counts as unset."""
    found: dict[str, Any] = {}
    for field in TEXT_FIELDS:
        name = PREFIX + field.upper()
        value = environment.get(name, "").strip()
        if printable(value) != value:
            message = f"{name} holds characters that no document can show; it was not used"
            report.add(Code.WRONG_VALUE, message, None, "set it again, in UTF-8 and without control characters")
        elif value:
            found[field] = value
    return Person(**found)


def is_reliable(report: Report) -> bool:
    """Whether the settings were read without a mistake by which something private would not be known as such."""
    return not (report.has_errors or any(one.code is Code.UNKNOWN_KEY for one in report))


def _read(path: Path, report: Report) -> Person:
    try:
        value = read_yaml(read_source(path), report)
    except (OSError, DecodeError) as error:
        message = f"can't read {path.as_posix()}: {reason(error)}"
        report.add(Code.FILE_UNREADABLE, message, Span(path.as_posix(), 1))
        return Person()
    return decode(value, Person, report) if value else Person()


def _is_exposed(folder: Path) -> bool:
    """Whether git would commit the file, or has; False where there is no repository or no git to ask."""
    inside = any((above / ".git").exists() for above in (folder.absolute(), *folder.absolute().parents))
    git = which("git") if inside else None
    if git is None:
        return False
    import subprocess

    # A monitor of the file system is a program that the repository's own settings could name.
    command = (git, "-c", "core.fsmonitor=false", "check-ignore", "--quiet", "--", FILE_NAME)
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=_PATIENCE, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 1
