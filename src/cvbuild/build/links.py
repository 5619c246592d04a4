"""Links between documents: `[résumé](./RESUME.md)` points at the sibling output of the same format.

A target that exists and is no document stays as it is; one that does not exist is reported and stays too.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, unquote

from cvbuild.build.discover import ENDINGS, Job
from cvbuild.diagnostics import Code, Report
from cvbuild.tree.nodes import Document, Entry, Heading, Link, Node
from cvbuild.tree.rewrite import rewrite
from cvbuild.tree.walk import walk

Links = Mapping[str, tuple[str, str]]
"""For each target that is a document: its output without the ending, relative to this one's, and `#fragment`."""

_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/", re.IGNORECASE)
_INDEX_NAMES = ("readme", "index")
_LINKED_FORMATS = ("pdf", "docx", "html")


def resolve_links(document: Document, job: Job, report: Report) -> Links:
    """Look up every relative target of the document; what leads nowhere is reported at its place."""
    anchors = {node.anchor for node in walk(document) if isinstance(node, Heading | Entry)}
    found: dict[str, tuple[str, str]] = {}
    for node in walk(document):
        if not isinstance(node, Link) or _ABSOLUTE.match(node.target) or not node.target:
            continue
        path, _, fragment = node.target.partition("#")
        if not path:
            if unquote(fragment) not in anchors and fragment:
                report.add(
                    Code.MISSING_LINK,
                    f"no heading has the anchor “#{unquote(fragment)}”",
                    node.span,
                    _anchor_hint(anchors),
                )
        elif job.path is not None and (
            document_path := _look_up(unquote(path.partition("?")[0]), node, job.path, report)
        ):
            sibling = _sibling(document_path, job)
            if sibling:
                found[node.target] = (sibling, f"#{fragment}" if fragment else "")
    return found


def retarget(document: Document, links: Links, name: str) -> Document:
    """The document with its links to other documents pointing at their outputs in that format."""
    if not links or name not in _LINKED_FORMATS:
        return document

    def change(node: Node) -> Node:
        if isinstance(node, Link) and node.target in links:
            sibling, fragment = links[node.target]
            return replace(node, target=f"{sibling}.{name}{fragment}")
        return node

    return rewrite(document, change)


def _anchor_hint(anchors: set[str]) -> str:
    return "headings: " + ", ".join(sorted(anchors)[:5]) if anchors else "the document has no headings"


def _look_up(relative: str, link: Link, origin: Path, report: Report) -> Path | None:
    """The document that a relative path means; None when it is another kind of file, or nothing."""
    wanted = origin.parent / relative
    path = wanted if wanted.exists() else _in_any_case(wanted)
    if path is None:
        message = f"the link leads nowhere: there is no “{relative}” beside the source"
        report.add(Code.MISSING_LINK, message, link.span, "correct the path, or link to a full https: address")
        return None
    if path != wanted:
        message = f"the link's “{relative}” differs in case from the file “{path.name}”"
        report.add(Code.MISSING_LINK, message, link.span, "write it as the file is called")
    if path.is_dir():
        return next((file for file in sorted(path.iterdir()) if _is_index(file)), None)
    return path if path.suffix.lower() in ENDINGS else None


def _in_any_case(wanted: Path) -> Path | None:
    if not wanted.parent.is_dir():
        return None
    return next(
        (file for file in sorted(wanted.parent.iterdir()) if file.name.casefold() == wanted.name.casefold()), None
    )


def _is_index(file: Path) -> bool:
    return file.stem.lower() in _INDEX_NAMES and file.suffix.lower() in ENDINGS


def _sibling(target: Path, job: Job) -> str | None:
    """The target's output relative to the folder of this document's own; None outside the sources."""
    assert job.path is not None
    if not target.resolve().is_relative_to(job.root.resolve()):
        return None
    return quote(Path(os.path.relpath(target.with_suffix(""), job.path.parent)).as_posix())
