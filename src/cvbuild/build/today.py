"""The day of the build, for letters that are dated `today`, and of a check; nothing else knows a clock."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime

from cvbuild.diagnostics import Code, Report
from cvbuild.tree.metadata import Day
from cvbuild.tree.nodes import Document

_EPOCH = "SOURCE_DATE_EPOCH"


def dated(document: Document, report: Report) -> Document:
    """The document with the day of the build in place of `today`."""
    if document.metadata.date.casefold() != "today":
        return document
    day = this_day(report)
    return replace(document, metadata=replace(document.metadata, date=Day(day.isoformat() if day else "")))


def this_day(report: Report) -> date | None:
    """The day in local time; that of SOURCE_DATE_EPOCH, in UTC, where it is set (reproducible-builds.org).

    None after reporting that it is no number of seconds.
    """
    epoch = os.environ.get(_EPOCH, "")
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now().astimezone()
    except (ValueError, OverflowError, OSError):
        message = f"{_EPOCH} is “{epoch}”, which is no number of seconds"
        report.add(Code.WRONG_VALUE, message, None, "set it to seconds since 1970, or unset it")
        return None
    return moment.date()
