"""Letters in the styles that people write, in nine languages.

What they say is in order, so that a finding in one is a false one; blunders are in `tests/cases/lint/documents.case`.
"""

from __future__ import annotations

from pathlib import Path

PATHS = sorted(Path(__file__).parent.glob("*.md"))
