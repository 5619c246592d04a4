"""What holds for all tests: the same settings on every machine."""

from __future__ import annotations

import os

from hypothesis import settings

# What changes how programs print; gone before anything is imported that looks for it.
for name in (
    "COLUMNS",
    "FORCE_COLOR",
    "GITHUB_ACTIONS",
    "GITHUB_WORKSPACE",
    "NO_COLOR",
    "PY_COLORS",
    "SOURCE_DATE_EPOCH",
):
    os.environ.pop(name, None)

# What a developer tells cvbuild of themselves.
for name in [name for name in os.environ if name.removeprefix("CVBUILD_").lower() in {"phone", "address", "email"}]:
    os.environ.pop(name)

# No deadline, since a first run loads an engine; in CI the same examples at each run.
settings.register_profile("cvbuild", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("cvbuild")
