"""The command line: thin Typer commands over the build. Only it and the console print and exit."""

from __future__ import annotations

import errno
import gc
import os
import signal
import sys
from io import TextIOWrapper
from types import FrameType

_ENDINGS = [number for name in ("SIGTERM", "SIGHUP") if (number := getattr(signal, name, None))]
"""The signals by which systems and closed terminals end a program; Windows has but one."""


def _end(number: int, _: FrameType | None) -> None:
    """Exit with what is begun undone: files half written, temporary folders, LibreOffice."""
    sys.exit(128 + number)


def main() -> None:
    """Run the program. Exit codes: 0 fine, 1 errors (with --strict, warnings too), 2 wrong usage, 130 interrupted."""
    # Most of a run is imports, which leave no garbage: look for it a hundred times less often.
    gc.set_threshold(70_000, 20, 20)
    for number in _ENDINGS:
        # Who starts a program with `nohup` wants it to go on.
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)
    _settle_streams()
    # Typer itself ends on an interrupt, and where the reader has gone (`cvbuild tree … | head`).
    try:
        from cvbuild.cli.app import app

        app(prog_name="cvbuild")
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        # What a file has no room for is reported where it is written; this is standard output.
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        # Not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.stderr.write(f"can't write to standard output: {error.strerror}\n")
        sys.exit(1)


def _settle_streams() -> None:
    """Print UTF-8 in every locale, as files are written; what was closed by who started us is empty."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 -- it is open to the end
        elif mode == "w" and isinstance(stream, TextIOWrapper):
            # A file's name may hold bytes that are no UTF-8.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
