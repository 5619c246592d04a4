"""What is known of a kind of diagnostic before one is found."""

from __future__ import annotations

from enum import StrEnum


class Severity(StrEnum):
    """How bad it is; an error means that no output is written."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Definition:
    """How bad it is, and in one to three sentences what it means and what to do.

    `bad` and `good` are a few lines of Markdown that cause it and that do not. What is `opt_in` is looked for where
    `checks` in settings or front matter names it only; what is `fixable` is repaired by `cvbuild check --fix`.
    """

    def __init__(
        self,
        severity: Severity,
        *explanation: str,
        bad: str = "",
        good: str = "",
        opt_in: bool = False,
        fixable: bool = False,
    ) -> None:
        self.severity = severity
        self.explanation = " ".join(explanation)
        self.bad, self.good = bad, good
        self.opt_in, self.fixable = opt_in, fixable
