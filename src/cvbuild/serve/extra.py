"""Whether the packages of the extra are there. What they are used for is said where they are imported."""

from __future__ import annotations

from importlib.util import find_spec

from cvbuild.diagnostics import Code, Report

WATCHING = ("watchfiles",)
SERVING = (*WATCHING, "starlette", "uvicorn")


def has_extra(packages: tuple[str, ...], report: Report) -> bool:
    """Whether these can be imported; if not, how to get them is reported."""
    missing = [name for name in packages if find_spec(name) is None]
    if missing:
        *others, last = missing
        names = f"{', '.join(others)} and {last}" if others else last
        message = f"this needs {names}, which the extra “serve” brings"
        report.add(Code.ENGINE_MISSING, message, None, "pip install 'cvbuild[serve]'")
    return not missing
