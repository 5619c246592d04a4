"""A résumé: the sender's block, its sections and their entries, in the order in which they were written.

Which headings make sections is said in `sections`, and what an entry is in `stations`.
"""

from __future__ import annotations

from dataclasses import replace

from cvbuild.diagnostics import Report
from cvbuild.shape.letterhead import with_letterhead
from cvbuild.tree.nodes import Document


def shape_resume(document: Document, report: Report) -> Document:
    """The résumé with its sections and entries; what is not recognised stays as it is."""
    from cvbuild.shape.sections import with_sections  # 25 ms of patterns, for résumés only

    blocks = with_sections(document.children, document.metadata.lang or "en", report)
    return with_letterhead(replace(document, children=blocks))
