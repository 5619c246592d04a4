"""Prints processor time and peak memory of what cvbuild does, beside its rivals in the same run.

Usage: python -m tests.bench [SOURCE]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.bench.checks import check
from tests.bench.long import grow
from tests.bench.preview import follow
from tests.bench.rivals import race
from tests.bench.warm import warm


def main() -> None:
    """Measure and print."""
    source = Path(sys.argv[1] if len(sys.argv) > 1 else "sources/cover-letter.md").absolute()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        race(source, folder)
        warm(source, folder)
        check(source, folder)
        follow(folder)
        grow(folder)


if __name__ == "__main__":
    main()
