"""What the files of an output folder were made of, so that a second build of the same makes nothing.

Only names and fingerprints are kept, in the user's cache: the bytes are in the output folder itself, and count only as
long as nobody touched them there.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import astuple, dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from cvbuild.build.compile import Compiled
from cvbuild.build.discover import Job
from cvbuild.build.memo import Made
from cvbuild.build.surroundings import surroundings
from cvbuild.build.write import holds, write_all
from cvbuild.diagnostics import Code, Diagnostic
from cvbuild.render import FORMATS
from cvbuild.source import Span

Entry = dict[str, Any]


@dataclass
class Shelf:
    """The memo of one document: `known` from the record, `kept` what was made or used this time."""

    stem: Path
    known: Mapping[str, Entry]
    kept: dict[str, Entry] = field(default_factory=dict)

    def find(self, name: str, fingerprint: str) -> Made | None:
        entry = self.known.get(name, {})
        if entry.get("of") != fingerprint:
            return None
        made = _made(entry, self._file(name))
        if made:
            self.kept[name] = dict(entry)
        return made

    def keep(self, name: str, fingerprint: str, made: Made) -> None:
        if any(one.fix for one in made.findings):
            return
        data = {"sum": _sum(made.data)} if name in FORMATS else {"data": made.data.decode("latin-1")}
        self.kept[name] = {"of": fingerprint, "found": [_written(one) for one in made.findings], **data}

    def _file(self, name: str) -> Path:
        return self.stem.with_name(f"{self.stem.name}.{name}")


class Record:
    """The record of an output folder. One that can't be read, or was made with something else, is empty.

    With `forget`, nothing of it is used, but it is written anew.
    """

    def __init__(self, out: Path, *, forget: bool = False) -> None:
        self._out = out.absolute()
        self._file = _cache() / f"{blake2b(os.fsencode(self._out), digest_size=16).hexdigest()}.json"
        self._made_with = surroundings()
        self._shelves: dict[str, dict[str, Entry]] = {} if forget else self._read()

    def shelf(self, job: Job) -> Shelf:
        """The memo of a document."""
        return Shelf(self._out / job.output, self._shelves.get(job.output.as_posix(), {}))

    def save(self, compiled: Iterable[Compiled]) -> None:
        """Write it with what is known now of these documents. Without a place for it, do nothing.

        Only its owner can read it, since messages quote documents.
        """
        for one in compiled:
            if isinstance(one.memo, Shelf):
                self._shelves.setdefault(one.job.output.as_posix(), {}).update(one.memo.kept)
        known = {"with": self._made_with, "folder": str(self._out), "shelves": self._shelves}
        data = json.dumps(known, ensure_ascii=True).encode()
        if holds(self._file, data):
            return
        with suppress(OSError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self._file.exists():
                self._sweep()
            write_all({self._file: data})

    def _sweep(self) -> None:
        """Remove the records of folders that are no more."""
        for file in self._file.parent.glob("*.json"):
            with suppress(OSError, ValueError, LookupError, TypeError):
                if not Path(json.loads(file.read_bytes())["folder"]).is_dir():
                    file.unlink()

    def _read(self) -> dict[str, dict[str, Entry]]:
        try:
            data = json.loads(self._file.read_bytes())
            shelves = data["shelves"] if data["with"] == self._made_with else {}
            return {name: shelf for name, shelf in shelves.items() if self._has_outputs(name)}
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return {}

    def _has_outputs(self, name: str) -> bool:
        return any((self._out / f"{name}.{ending}").exists() for ending in FORMATS)


def _cache() -> Path:
    """The folder for caches by the XDG Base Directory Specification, or Apple's."""
    usual = "Library/Caches" if sys.platform == "darwin" else ".cache"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path("~", usual).expanduser(), "cvbuild")


def _made(entry: Entry, file: Path) -> Made | None:
    """The result that an entry stands for; None where the file is not what it was, or the entry is no entry."""
    try:
        data = entry["data"].encode("latin-1") if "data" in entry else file.read_bytes()
        if "sum" in entry and _sum(data) != entry["sum"]:
            return None
        return Made(data, tuple(map(_finding, entry["found"])))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def _sum(data: bytes) -> str:
    return blake2b(data, digest_size=20).hexdigest()


def _written(found: Diagnostic) -> list[object]:
    return [found.code.slug, found.message, list(astuple(found.span)) if found.span else None, found.hint]


def _finding(written: list[Any]) -> Diagnostic:
    slug, message, span, hint = written
    code = Code.named(slug)
    if code is None:
        raise ValueError(slug)
    return Diagnostic(code, message, Span(*span) if span else None, hint)
