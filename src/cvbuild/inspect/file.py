"""One file from its bytes to an inspection with its findings."""

from __future__ import annotations

from cvbuild.diagnostics import Code, Report
from cvbuild.inspect.identify import form_of, text_of
from cvbuild.inspect.inspection import Contents, Inspection
from cvbuild.inspect.recognise import recognise
from cvbuild.inspect.text_findings import check_text
from cvbuild.inspect.text_lines import plain_lines
from cvbuild.source import Span
from cvbuild.verify.found import Unreadable


def inspect(data: bytes, name: str, report: Report) -> Inspection | None:
    """What a machine reads; None, and an error in the report, where the file can't be read."""
    try:
        contents = _contents(data, name, report)
    except Unreadable as error:
        report.add(Code.NOT_INSPECTED, str(error), Span(name, 1), error.hint)
        return None
    lang = contents.properties.language.partition("-")[0].lower() or "en"
    inspection = Inspection(
        name, contents, recognise(contents.lines, contents.links, lang, has_menu=contents.form == "html")
    )
    check_text(inspection, report)
    return inspection


def _contents(data: bytes, name: str, report: Report) -> Contents:
    """Each format's reader is loaded when it is used."""
    match form_of(data, name):
        case "pdf":
            from cvbuild.inspect.pdf import read

            return read(data, name, report)
        case "docx":
            from cvbuild.inspect.word import read

            return read(data, name, report)
        case "html":
            from cvbuild.inspect.html import read

            return read(data, name, report)
        case "txt":
            return Contents("txt", tuple(plain_lines(text_of(data))))
