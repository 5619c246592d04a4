"""Which files change, as soon as they do; the engine for watching files is known to this module only.

What is done about it is decided by who asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

Changes = frozenset[Path]
"""Paths that were written, made or removed; empty where files may have changed while nobody watched."""

_PAUSE = 15
"""Milliseconds without another change that end a burst: an editor renames within one."""
_LONGEST_BURST = 300
_LONGEST_WAIT = 500
"""Milliseconds until a stop is noticed, and until the first answer."""


def changes(folders: Callable[[], list[Path]], stop: Event) -> Iterator[Changes]:
    """What changes in these folders, those below them not included, until `stop` is set.

    Which folders these are is asked again after each change. Hidden files, which editors write beside those that they
    edit, are left out.
    """
    while not stop.is_set():
        yield from _in_folders(folders(), folders, stop)


def _in_folders(watched: list[Path], folders: Callable[[], list[Path]], stop: Event) -> Iterator[Changes]:
    """Changes, as long as it is these folders that must be watched; the first answer is empty if nothing happened."""
    is_first = True
    for batch in _batches(watched, stop):
        paths = frozenset(path for path in map(Path, batch) if not path.name.startswith("."))
        if paths or is_first:
            yield paths
        is_first = False
        if batch and folders() != watched:
            return


def _batches(folders: list[Path], stop: Event) -> Iterator[set[str]]:
    """Sets of changed paths, empty ones between. Where the system can't tell of so many folders, they are polled."""
    from watchfiles import watch

    def watched(*, polling: bool | None) -> Iterator[set[str]]:
        for batch in watch(
            *folders,
            watch_filter=None,
            debounce=_LONGEST_BURST,
            step=_PAUSE,
            stop_event=stop,
            rust_timeout=_LONGEST_WAIT,
            yield_on_timeout=True,
            force_polling=polling,
            recursive=False,
            ignore_permission_denied=True,
        ):
            yield {path for _, path in batch}

    try:
        yield from watched(polling=None)
    except FileNotFoundError:
        # A folder went between looking and watching; it is looked for again.
        stop.wait(_LONGEST_WAIT / 1000)
    except OSError:
        yield from watched(polling=True)
