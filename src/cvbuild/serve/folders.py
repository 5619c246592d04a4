"""Which folders hold what documents are made of: sources, pictures, settings, themes and their fonts.

How their changes are seen is said in `changes`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from cvbuild.build import THEMES, Plan, Wish
from cvbuild.config import FILE_NAME

MOST = 4000
_UNWATCHED = ("node_modules", "__pycache__")


def folders_to_watch(plan: Plan, wish: Wish, themes: Iterable[Path]) -> list[Path]:
    """The folders that there are, each once; `themes` are those of themes in use, wherever they are.

    With settings, all below their folder counts. Without, the working folder is no project: then only what lies
    directly in it, and its `themes`.
    """
    project = plan.project.folder
    trees = [project if (project / FILE_NAME).is_file() else project / THEMES]
    trees += [project / source for source in plan.config.sources]
    trees += [job.root for job in plan.jobs]
    trees += [path if path.is_dir() else path.parent for path in map(Path, wish.paths) if path != Path("-")]
    flat = [project, *(place for theme in themes for place in (theme, theme / "fonts"))]
    # A source that is a link changes where it leads to.
    flat += [job.path.resolve().parent for job in plan.jobs if job.path]
    found = {os.path.abspath(folder): folder for folder in (*_below(trees), *flat) if folder.is_dir()}
    return list(found.values())


def _below(roots: Iterable[Path]) -> Iterable[Path]:
    """The folders and those below them, without hidden ones, packages' and virtual environments; at most `MOST`."""
    seen: dict[str, Path] = {}
    for root in roots:
        for place, folders, files in os.walk(root):
            folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in _UNWATCHED)
            path = os.path.abspath(place)
            if "pyvenv.cfg" in files or path in seen or len(seen) >= MOST:
                folders.clear()
            else:
                seen[path] = Path(place)
    return seen.values()
