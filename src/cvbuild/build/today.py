"""The day of the build, for letters that are dated `today`; nothing else knows a clock."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime

from cvbuild.diagnostics import Code, Report
from cvbuild.tree.metadata import Day
from cvbuild.tree.nodes import Document

_EPOCH = "SOURCE_DATE_EPOCH"


def dated(document: Document, report: Report) -> Document:
    """The document with the day of the build in place of `today`."""
    if document.metadata.date.casefold() != "today":
        return document
    day = _today(report)
    return replace(document, metadata=replace(document.metadata, date=Day(day)))


def _today(report: Report) -> str:
    """ISO 8601, local time; in UTC that of SOURCE_DATE_EPOCH where it is set (reproducible-builds.org)."""
    epoch = os.environ.get(_EPOCH, "")
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now().astimezone()
    except (ValueError, OverflowError, OSError):
        message = f"{_EPOCH} is “{epoch}”, which is no number of seconds"
        report.add(Code.WRONG_VALUE, message, None, "set it to seconds since 1970, or unset it")
        return ""
    return moment.date().isoformat()
