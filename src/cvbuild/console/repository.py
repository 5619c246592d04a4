"""Where files are in a repository that GitHub works on. Other places are told as the user named them."""

from __future__ import annotations

import os
from pathlib import Path


def path_in_repository(path: str) -> str:
    """The path from the repository's root, as GitHub shows findings; elsewhere than in its runs, the path as it is."""
    root = os.environ.get("GITHUB_WORKSPACE")
    # `<stdin>` and `--set` are no files.
    if not root or path.startswith(("<", "-")):
        return path
    whole = Path(os.path.normpath(Path(os.path.realpath(os.curdir), path)))
    above = Path(os.path.realpath(root))
    return whole.relative_to(above).as_posix() if whole.is_relative_to(above) else path
