"""The documents that go with another one: those it links to, and letters and résumés of the same folder.

They are read for what must agree between them; what is wrong within them is said when they are built themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from cvbuild.build.discover import ENDINGS, Job
from cvbuild.build.today import dated
from cvbuild.config import Config
from cvbuild.decode import Value
from cvbuild.diagnostics import Report
from cvbuild.parse import parse, repair
from cvbuild.shape import shape
from cvbuild.source import DecodeError, Source, decode
from cvbuild.tree.nodes import Document, Link
from cvbuild.tree.walk import walk

_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/|#", re.IGNORECASE)
_INDEX_NAMES = ("readme", "index")
_MOST_IN_A_FOLDER = 50
"""A folder of more documents is an archive, where letters and résumés of many applications stand."""
_SENT = ("letter", "resume")
_REMEMBERED = 256


def companions(document: Document, job: Job, config: Config, overrides: Value | None = None) -> tuple[Document, ...]:
    """The documents that the shaped one of a job links to; of its folder those that link to it, letters and résumés.

    They are parsed and shaped, those that can't be read are left out. Those that it links to come first.
    """
    if job.path is None:
        return ()
    own = job.path.resolve()
    found: dict[Path, Document | None] = {own: None}
    for path in _linked(document, job.path, job.root):
        found.setdefault(path.resolve(), document_at(path, config, overrides))
    for path in _neighbours(job.path):
        if path.resolve() in found:
            continue
        other = document_at(path, config, overrides)
        if other and (other.metadata.kind in _SENT or any(one.resolve() == own for one in _targets(other, path))):
            found[path.resolve()] = other
    return tuple(other for other in found.values() if other)


def document_at(path: Path, config: Config, overrides: Value | None = None) -> Document | None:
    """The shaped document in a file, without what is wrong with it; None where it can't be read."""
    try:
        state = path.stat()
        return _shaped(_File(path, state.st_mtime_ns, state.st_size), config, _Laid(repr(overrides), overrides))
    except OSError:
        return None


@dataclass(frozen=True, slots=True)
class _Laid:
    """What is laid upon front matter, remembered by its text, since mappings have no hash."""

    text: str
    value: Value | None = field(compare=False)


@dataclass(frozen=True, slots=True)
class _File:
    """A file in the state that it is in now."""

    path: Path
    changed: int
    size: int


@lru_cache(_REMEMBERED)
def _shaped(file: _File, config: Config, overrides: _Laid) -> Document | None:
    """The document as the file is in that state. Raises OSError."""
    try:
        source = Source(file.path.as_posix(), decode(file.path.read_bytes()))
    except DecodeError:
        return None
    unheard = Report()
    document = dated(parse(repair(source, unheard), unheard, overrides.value, config.lang), unheard)
    return shape(document, config, file.path.stem, unheard)


def _targets(document: Document, origin: Path) -> Iterator[Path]:
    """The files and folders' indexes that a document's relative links lead to, whether they exist or not."""
    for node in walk(document):
        if isinstance(node, Link) and node.target and not _ELSEWHERE.match(node.target):
            there = origin.parent / unquote(re.split(r"[#?]", node.target)[0])
            if document_path := index_of(there):
                yield document_path


def _linked(document: Document, origin: Path, root: Path) -> Iterator[Path]:
    """Those of them that are documents below the root."""
    return (path for path in _targets(document, origin) if path.resolve().is_relative_to(root.resolve()))


def _neighbours(path: Path) -> list[Path]:
    """The other documents in the file's folder; none where they are too many to belong together."""
    try:
        files = sorted(file for file in path.parent.iterdir() if file.suffix.lower() in ENDINGS)
    except OSError:
        return []
    return files if len(files) <= _MOST_IN_A_FOLDER else []


def index_of(there: Path) -> Path | None:
    """The file itself, or a folder's README or index, where that is a document; None otherwise."""
    if there.is_dir():
        files = (file for file in sorted(there.iterdir()) if file.stem.lower() in _INDEX_NAMES)
        return next((file for file in files if file.suffix.lower() in ENDINGS), None)
    return there if there.suffix.lower() in ENDINGS else None
