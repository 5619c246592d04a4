"""What outputs depend on beside the sources: cvbuild itself, Python and its packages, system libraries and fonts.

Only times and sizes are looked at, which takes milliseconds; what is found to differ may be the same after all.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import cvbuild
from cvbuild.build.memo import fingerprint

_FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "/System/Library/Fonts")
"""Here packages install fonts, each as a new file, which the time of its folder tells."""
_OWN_FONTS = (
    *("~/.fonts", "~/.local/share/fonts", "$XDG_DATA_HOME/fonts", "~/Library/Fonts", "/Library/Fonts"),
    *("/etc/fonts", "~/.config/fontconfig", "$XDG_CONFIG_HOME/fontconfig"),
)
"""Here people copy and edit files over those that were there."""
_LIBRARIES = ("/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/lib", "/lib")
_VARIABLES = (
    *("FONTCONFIG_FILE", "FONTCONFIG_PATH", "FONTCONFIG_SYSROOT", "XDG_DATA_HOME", "XDG_CONFIG_HOME"),
    *("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "PYTHONPATH"),
    # Emoji fonts that are made smaller for a PDF bear this time.
    "SOURCE_DATE_EPOCH",
)


@cache
def surroundings() -> str:
    """A name for all this; another one after an upgrade, a new font, or a changed file of the package.

    It is that of the first call: what this process loaded of all this stays as it was, and the engine sets variables.
    """
    package = Path(cvbuild.__file__).parent
    # The working folder is on the path at times, and changes with what is built there.
    paths = [Path(entry) for entry in sys.path if entry and Path(entry) != Path.cwd()]
    folders = [*paths, *_library_folders(), *_below(_FONTS), *_below(_OWN_FONTS, with_files=True)]
    return fingerprint(
        cvbuild.__version__,
        sys.version,
        [os.environ.get(name, "") for name in _VARIABLES],
        [_state(path) for path in sorted(package.rglob("*")) if path.suffix != ".pyc" and path.is_file()],
        [_state(folder) for folder in folders],
    )


def _state(path: Path) -> tuple[str, int, int]:
    """A file's path, time and size; a folder's time changes with the names in it."""
    with suppress(OSError):
        status = path.stat()
        return str(path), status.st_mtime_ns, status.st_size
    return str(path), 0, 0


def _library_folders() -> Iterator[Path]:
    architecture = sysconfig.get_config_var("MULTIARCH") or ""
    named = os.environ.get("LD_LIBRARY_PATH", "").split(os.pathsep)
    for folder in (*_LIBRARIES, *filter(None, named)):
        yield Path(folder)
        if architecture:
            yield Path(folder, architecture)


def _below(roots: Iterable[str], *, with_files: bool = False) -> Iterator[Path]:
    for root in roots:
        for place, folders, files in os.walk(os.path.expanduser(os.path.expandvars(root))):
            folders.sort()
            yield Path(place)
            yield from (Path(place, name) for name in sorted(files) if with_files)
