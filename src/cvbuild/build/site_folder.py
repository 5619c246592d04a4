"""Writes a site's folder: all files or none, nothing of anybody else's, and without what former builds left.

A list in the folder says which files are ours, with their hashes. What stands in them is decided in `site`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from cvbuild.build.write import write_all
from cvbuild.diagnostics import Code, Report
from cvbuild.source import Span

LIST = ".cvbuild-site.json"


def write_site(folder: Path, files: Mapping[str, bytes], report: Report) -> list[Path]:
    """Write what differs, remove what was ours and is no more; the paths that were written.

    Reports errors, after which nothing is changed, if a file of somebody else's is in the way, or can't be written.
    """
    ours = _ours(folder)
    if foreign := [name for name, data in files.items() if name not in ours and _is_other(folder / name, data)]:
        for name in foreign:
            message = f"a file is in the way that is not of the site: {(folder / name).as_posix()}"
            report.add(Code.SITE_FILE_IN_THE_WAY, message, None, "move it away, or choose another folder with --out")
        return []
    hashes = {name: sha256(data).hexdigest() for name, data in sorted(files.items())}
    wanted = {**files, LIST: (json.dumps({"files": hashes}, indent=1, ensure_ascii=False) + "\n").encode()}
    changed = {folder / name: data for name, data in wanted.items() if _read(folder / name) != data}
    try:
        write_all(changed)
        for name in sorted(ours.keys() - files.keys()):
            _remove(folder, name, ours[name], report)
    except OSError as error:
        place = Path(error.filename2 or error.filename or folder).as_posix()
        message = f"can't write {place}: {error.strerror}"
        report.add(Code.OUTPUT_UNWRITABLE, message, Span(place, 1), "choose another folder with --out")
        return []
    return list(changed)


def _ours(folder: Path) -> dict[str, str]:
    """The hash of each file that a former build wrote; none where there is no list that we can read."""
    try:
        listed = json.loads((folder / LIST).read_bytes())["files"]
        return {name: str(digest) for name, digest in listed.items() if _is_inside(folder, name)}
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}


def _is_inside(folder: Path, name: str) -> bool:
    """Anybody may have written a list: one that names files elsewhere must not get them removed."""
    return (folder / name).resolve().is_relative_to(folder.resolve())


def _is_other(path: Path, data: bytes) -> bool:
    return path.exists() and _read(path) != data


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _remove(folder: Path, name: str, digest: str, report: Report) -> None:
    """Remove a file that is as we wrote it, and the folders that it leaves empty."""
    path = folder / name
    data = _read(path)
    if data is None:
        return
    if sha256(data).hexdigest() != digest:
        message = f"a file that the site no longer has was changed, and is left: {path.as_posix()}"
        report.add(Code.SITE_FILE_LEFT, message, None, "remove it, or move it away")
        return
    path.unlink()
    for above in path.relative_to(folder).parents:
        if above.parts:
            with suppress(OSError):
                (folder / above).rmdir()
