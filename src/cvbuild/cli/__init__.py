"""The command line: thin Typer commands over the build. Only it and the console print and exit."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the program. Exit codes: 0 fine, 1 errors (with --strict, warnings too), 2 wrong usage, 130 interrupted."""
    # Most of a run is imports, which leave no garbage: look for it a hundred times less often.
    gc.set_threshold(70_000, 20, 20)
    from cvbuild.cli.app import app

    try:
        app(prog_name="cvbuild")
    except KeyboardInterrupt:
        sys.stderr.write("interrupted; files that were not finished are as they were\n")
        sys.exit(130)
    except BrokenPipeError:
        # The reader has gone (`cvbuild tree … | head`); say nothing more, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
