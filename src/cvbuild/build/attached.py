"""The source of a document as an attachment for its PDF: the bytes of the file as its author left it.

How it is embedded is the PDF renderer's.
"""

from __future__ import annotations

from cvbuild.build.discover import Job
from cvbuild.diagnostics import Code, Report
from cvbuild.render.attachments import Attachment
from cvbuild.source import Source
from cvbuild.tree.metadata import Metadata

_MEDIA_TYPE = "text/markdown"


def attached_source(
    job: Job, source: Source, metadata: Metadata, report: Report, *, redacted: bool
) -> Attachment | None:
    """The source, if the document asks for it (`pdf: attach-source`).

    It would publish what is left out of a redacted document, so there that is an error.
    """
    if not metadata.pdf.attach_source:
        return None
    if redacted:
        message = "`attach-source` would publish in the PDF what `--redact` leaves out"
        hint = "add `--no-attach-source`, or leave out `--redact`"
        report.add(Code.ATTACHED_PRIVATE, message, metadata.pdf.span, hint)
        return None
    name = job.path.name if job.path else f"{job.stem}.md"
    return Attachment(name, _MEDIA_TYPE, source.data or source.original.encode(), f"Source of “{metadata.title}”")
