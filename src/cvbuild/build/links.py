"""Relative links: to another document they lead to its output of the same format, to other files on the web.

`[résumé](./RESUME.md)` becomes the sibling `RESUME.pdf` in the PDF. What is no document, or lies outside the
sources, is looked for below the settings' `base-url`. What leads nowhere is reported and stays as it is.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from urllib.parse import quote, unquote

from cvbuild.build.companions import document_at, index_of
from cvbuild.build.discover import Job, source_root
from cvbuild.config import Config
from cvbuild.decode import Value
from cvbuild.diagnostics import Code, Report
from cvbuild.tree.node import Node
from cvbuild.tree.nodes import Document, Entry, Heading, Letterhead, Link
from cvbuild.tree.rewrite import rewrite
from cvbuild.tree.walk import walk

_ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|//|/", re.IGNORECASE)
_LINKED_FORMATS = ("pdf", "docx", "html")


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a relative target leads: an address, or a document's output that has the format's ending to come."""

    address: str
    fragment: str
    is_document: bool

    def target(self, name: str) -> str:
        """The target in a format."""
        ending = f".{name}" if self.is_document else ""
        return f"{self.address}{ending}{self.fragment}"


Links = Mapping[str, Destination]
"""The destinations of those relative targets that don't stay as they are."""


def resolve_links(
    document: Document, job: Job, config: Config, report: Report, overrides: Value | None = None
) -> Links:
    """Look up every relative target of the document; what leads nowhere is reported at its place.

    The `overrides` of front matter are those of all documents, so that others are read as they are built.
    """
    anchors, read = _anchors(document), partial(document_at, config=config, overrides=overrides)
    found: dict[str, Destination] = {}
    for node in walk(document):
        if not isinstance(node, Link) or _ABSOLUTE.match(node.target) or not node.target:
            continue
        path, hash_sign, fragment = node.target.partition("#")
        if not path:
            _check_anchor(unquote(fragment), anchors, node, report)
        elif job.path is not None and (there := _look_up(unquote(path.partition("?")[0]), node, job.path, report)):
            _check_inside(there, unquote(fragment), node, report, read)
            destination = _destination(there, hash_sign + fragment, job, config)
            if destination:
                found[node.target] = destination
            elif index_of(there):
                message = f"“{path}” is not built with this document, so the link leads to its source"
                report.add(Code.MISSING_LINK, message, node.span, "have both under `sources`, or set `base-url`")
            elif there.is_dir():
                hint = "link to a file in it, or write a README.md there"
                report.add(Code.MISSING_LINK, f"the folder “{there.name}” has no README to show", node.span, hint)
    return found


def _anchors(document: Document) -> set[str]:
    return {node.anchor for node in walk(document) if isinstance(node, Heading | Entry | Letterhead)} - {""}


def retarget(document: Document, links: Links, name: str) -> Document:
    """The document with its relative links leading to where they should in that format."""
    if not links or name not in _LINKED_FORMATS:
        return document

    def change(node: Node) -> Node:
        if isinstance(node, Link) and node.target in links:
            return replace(node, target=links[node.target].target(name))
        return node

    return rewrite(document, change)


def _check_anchor(anchor: str, anchors: set[str], link: Link, report: Report) -> None:
    if anchor and anchor not in anchors:
        hint = "headings: " + ", ".join(sorted(anchors)[:5]) if anchors else "the document has no headings"
        report.add(Code.MISSING_LINK, f"no heading has the anchor “#{anchor}”", link.span, hint)


def _check_inside(
    there: Path, anchor: str, link: Link, report: Report, read: Callable[[Path], Document | None]
) -> None:
    """Report an anchor that no heading has in the document that the link leads to."""
    path = index_of(there) if anchor else None
    other = read(path) if path else None
    if path and other and anchor not in (anchors := _anchors(other)):
        hint = "its headings: " + ", ".join(sorted(anchors)[:5]) if anchors else "it has no headings"
        report.add(Code.MISSING_LINK, f"no heading of {path.name} has the anchor “#{anchor}”", link.span, hint)


def _look_up(relative: str, link: Link, origin: Path, report: Report) -> Path | None:
    """The file or folder that a relative path means; None after reporting that there is none."""
    wanted = origin.parent / relative
    path = wanted if wanted.exists() else _in_any_case(wanted)
    if path is None:
        message = f"the link leads nowhere: there is no “{relative}” beside the source"
        report.add(Code.MISSING_LINK, message, link.span, "correct the path, or link to a full https: address")
        return None
    if path != wanted:
        message = f"the link's “{relative}” differs in case from the file “{path.name}”"
        report.add(Code.MISSING_LINK, message, link.span, "write it as the file is called")
    return path


def _in_any_case(wanted: Path) -> Path | None:
    if not wanted.parent.is_dir():
        return None
    names = sorted(wanted.parent.iterdir())
    return next((file for file in names if file.name.casefold() == wanted.name.casefold()), None)


def _destination(there: Path, fragment: str, job: Job, config: Config) -> Destination | None:
    """Where a file or folder is to be found by the reader; None where nobody said."""
    document = index_of(there)
    root = _root(document, job, config) if document else None
    if document and root:
        output = Path(os.path.relpath(document, root)).with_suffix("")
        sibling = os.path.relpath(output, job.output.parent)
        return Destination(quote(Path(sibling).as_posix()), fragment, is_document=True)
    base_url = config.base_url
    if base_url and there.resolve().is_relative_to(job.project.resolve()):
        relative = there.resolve().relative_to(job.project.resolve()).as_posix()
        return Destination(f"{base_url.rstrip('/')}/{quote(relative)}", fragment, is_document=False)
    return None


def _root(document: Path, job: Job, config: Config) -> Path | None:
    """The folder whose structure the other document's output repeats; None where it is not built with this one.

    Who names a folder builds what is in it; else the settings say what is built.
    """
    assert job.path is not None
    own = source_root(job.path, job.project, config.sources)
    if own and own.resolve() == job.root.resolve():
        configured = source_root(document, job.project, config.sources)
        if configured:
            return configured
    return job.root if document.resolve().is_relative_to(job.root.resolve()) else None
