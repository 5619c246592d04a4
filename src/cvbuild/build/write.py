"""Writes files as a whole or not at all: into temporary files in the same folder, then renamed.

An output folder that can't be written, a full disk or an interrupt leaves the old files as they were.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from stat import S_IMODE


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write all files, or none of them. Raises OSError, naming the file, after removing what it began."""
    temporary: dict[Path, str] = {}
    try:
        for path, data in files.items():
            if path.is_dir():
                raise IsADirectoryError(21, "it is a folder", str(path))
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary[path] = _write_beside(path, data)
        for path, name in temporary.items():
            os.replace(name, path)
    except BaseException:
        for name in temporary.values():
            with suppress(OSError):
                os.unlink(name)
        raise


def holds(path: Path, data: bytes) -> bool:
    """Whether the file is there with these bytes, so that it need not be written."""
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _write_beside(path: Path, data: bytes) -> str:
    """The name of a new, complete file in the same folder, with the permissions that a plain write would leave."""
    try:
        return _temporary(path, data)
    except OSError as error:
        # Nobody knows the temporary name.
        raise OSError(error.errno, error.strerror, str(path)) from error


def _temporary(path: Path, data: bytes) -> str:
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, S_IMODE(path.stat().st_mode) if path.is_file() else 0o666 & ~_umask())
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
    return name


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
