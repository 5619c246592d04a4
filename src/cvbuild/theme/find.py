"""Finds theme files: built-in ones and a project's own by name, any by its path; and follows `extends`.

What is written in them is decoded and resolved in `load`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cvbuild.decode import Value, merge, nearest_name, read_yaml
from cvbuild.diagnostics import Code, Report
from cvbuild.source import DecodeError, Span, read_source

FILE_NAME = "theme.yaml"


@cache
def built_in_folder() -> Path:
    """`cvbuild/themes` in a wheel, the repository's `themes/` in an editable install."""
    package = Path(__file__).parents[1]
    shipped = package / "themes"
    return shipped if shipped.is_dir() else package.parents[1] / "themes"


def theme_names(folders: Iterable[Path] = ()) -> list[str]:
    """The names of the themes in these folders, and of the built-in ones; sorted."""
    return sorted(theme_files(folders))


def theme_files(folders: Iterable[Path] = ()) -> dict[str, Path]:
    """The file of each theme in these folders, of which earlier ones count more, and of the built-in ones."""
    places = (*folders, built_in_folder())
    return {path.parent.name: path for place in reversed(places) for path in place.glob(f"*/{FILE_NAME}")}


@dataclass(frozen=True, slots=True)
class Found:
    """What a theme and those that it extends say, and their folders, its own first."""

    name: str
    value: Value
    folders: tuple[Path, ...]


def find_theme(
    name: str, folders: tuple[Path, ...], report: Report, asked_at: Span | None = None, beside: Path = Path()
) -> Found | None:
    """The theme of that name or at that path (relative to `beside`), or None after reporting why not."""
    return _Search(folders, report).read(name, asked_at, beside, ())


class _Search:
    def __init__(self, folders: tuple[Path, ...], report: Report) -> None:
        self._folders, self._report = folders, report

    def read(self, name: str, asked_at: Span | None, beside: Path, seen: tuple[Path, ...]) -> Found | None:
        path = self._path(name, asked_at, beside, seen)
        if path is None:
            return None
        if path.resolve() in seen:
            chain = " → ".join([*(one.parent.name for one in seen), path.parent.name])
            self._report.add(Code.THEME_CYCLE, f"the theme extends itself: {chain}", asked_at, "remove one `extends`")
            return None
        try:
            value = read_yaml(read_source(path), self._report)
        except OSError as error:
            message = f"can't read {path.as_posix()}: {error.strerror}"
            self._report.add(Code.FILE_UNREADABLE, message, asked_at or Span(path.as_posix(), 1))
            return None
        except DecodeError as error:
            self._report.add(
                Code.ENCODING, f"byte {error.offset}: {error}", Span(path.as_posix(), 1), "save it as UTF-8"
            )
            return None
        return self._extended(value, path, (*seen, path.resolve())) if value else None

    def _extended(self, value: Value, path: Path, seen: tuple[Path, ...]) -> Found | None:
        name, folder = path.parent.name, path.parent
        extends = value_at(value, "extends")
        if extends is None or not isinstance(extends.data, str):
            return Found(name, value, (folder,))
        base = self.read(extends.data, extends.span, folder, seen)
        return Found(name, merge(base.value, value), (folder, *base.folders)) if base else None

    def _path(self, name: str, asked_at: Span | None, beside: Path, seen: tuple[Path, ...]) -> Path | None:
        """The file: at a path if it looks like one, else by name in the folders, of which earlier ones count more.

        A project's theme may extend the built-in one of its own name.
        """
        if _is_path(name):
            path = beside / os.path.expanduser(name)
            path = path / FILE_NAME if os.path.isdir(path) else path
            if not os.path.isfile(path):
                message = f"there is no theme at {path.as_posix()}"
                self._report.add(Code.UNKNOWN_THEME, message, asked_at, f"name a folder with a {FILE_NAME}")
                return None
            return path
        paths = [folder / name / FILE_NAME for folder in (*self._folders, built_in_folder())] if name else []
        there = [path for path in paths if os.path.isfile(path)]
        if there:
            return next((path for path in there if path.resolve() not in seen), there[0])
        self._report_unknown(name, asked_at, beside)
        return None

    def _report_unknown(self, name: str, asked_at: Span | None, beside: Path) -> None:
        names = theme_names(self._folders)
        nearest = nearest_name(name, names)
        if name and os.path.isfile(beside / name / FILE_NAME):
            hint = f"did you mean the folder? Then write ./{name}"
        else:
            hint = f"did you mean {nearest}?" if nearest else "themes: " + ", ".join(names)
        self._report.add(Code.UNKNOWN_THEME, f"unknown theme “{name}”", asked_at, hint)


def _is_path(name: str) -> bool:
    return "/" in name or os.sep in name or name in {".", ".."} or name.endswith((".yaml", ".yml"))


def value_at(value: Value, *keys: str) -> Value | None:
    """The value that stands under these keys, or as near to it as there is one: of its mapping; None below no key."""
    found = None
    for key in keys:
        if not isinstance(value.data, Mapping) or key not in value.data:
            return found
        found = value = value.data[key]
    return found
