"""`manifest.json`: what a run read, wrote and used, with hashes, so that anybody can tell what a file was made of.

It has no dates, and names no place on this machine. `docs/pdf.md` describes it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from cvbuild import __version__
from cvbuild.build.discover import Job
from cvbuild.build.run import Built
from cvbuild.build.write import holds, write_all
from cvbuild.diagnostics import Code, Report
from cvbuild.fonts import FONT_PACKAGES
from cvbuild.render.engine import engine_versions
from cvbuild.verify.embedded import embedded_fonts

FILE_NAME = "manifest.json"
SCHEMA = 1
"""Goes up when a reader of older manifests could misread a newer one."""

_PACKAGES = (
    *("Babel", "fonttools", "Jinja2", "markdown-it-py", "mdit-py-plugins", "pillow", "pydyf", "Pygments"),
    *("python-docx", "PyYAML", "resvg_py", *FONT_PACKAGES),
)
"""What has a say in the bytes of a file."""


def write_manifest(built: Iterable[Built], out: Path, project: Path, report: Report) -> Path | None:
    """Write the manifest of the documents that this run built; None where it built none, or can't write this.

    An older manifest stays as it is then, and where it says the same.
    """
    documents = [_document(one, out, project) for one in built if one.written or one.unchanged]
    if not documents:
        return None
    path = out / FILE_NAME
    drawn = any(output["path"].endswith(".pdf") for document in documents for output in document["outputs"])
    content = {"schema": SCHEMA, "documents": documents, "versions": _versions(drawn=drawn)}
    data = (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
    if holds(path, data):
        return None
    try:
        write_all({path: data})
    except OSError as error:
        message = f"can't write {path.as_posix()}: {error.strerror}"
        report.add(Code.OUTPUT_UNWRITABLE, message, None, "choose another folder with --out")
        return None
    return path


def _document(built: Built, out: Path, project: Path) -> dict[str, Any]:
    compiled = built.compiled
    assert compiled.source is not None
    assert compiled.facts is not None
    facts, source = compiled.facts, compiled.source.data or compiled.source.original.encode()
    files = sorted((path.relative_to(out).as_posix(), path.suffix[1:]) for path in (*built.written, *built.unchanged))
    found: dict[str, Any] = {
        "source": {"path": _source_path(compiled.job, project), "sha256": _hash(source)},
        "lang": facts.lang,
        "theme": facts.theme,
        "paper": facts.paper,
        "outputs": [_output(path, compiled.outputs[name]) for path, name in files],
        "pictures": [dict(picture) for picture in facts.pictures],
    }
    if "pdf" in {name for _, name in files}:
        found["pdf"] = {"variant": facts.variant, "fonts": embedded_fonts(compiled.outputs["pdf"])}
    return found


def _source_path(job: Job, project: Path) -> str:
    """Relative to the settings' folder, on whichever machine; `-` for standard input."""
    if job.path is None:
        return "-"
    return Path(os.path.relpath(job.path, project)).as_posix()


def _output(path: str, data: bytes) -> dict[str, Any]:
    return {"path": path, "sha256": _hash(data), "size": len(data)}


def _hash(data: bytes) -> str:
    return sha256(data).hexdigest()


def _versions(*, drawn: bool) -> dict[str, str]:
    """What made the files, by name in lower case; the engine's libraries where a page was drawn."""
    found = {"cvbuild": __version__}
    for package in _PACKAGES:
        try:
            found[package.lower()] = version(package)
        except PackageNotFoundError:
            continue
    if drawn and (engine := engine_versions()):
        found |= {"weasyprint": engine.weasyprint, "pango": engine.pango, "harfbuzz": engine.harfbuzz}
    return dict(sorted(found.items()))
