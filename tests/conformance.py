"""Every sample in every theme and language, and every variant, judged by veraPDF and qpdf: `make conformance`.

`test_conformance` asserts what is printed here.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from cvbuild.diagnostics import Report
from cvbuild.render import renderer
from cvbuild.render.attachments import Attachment
from cvbuild.theme import Theme, load_theme, theme_names
from cvbuild.tree.nodes import Document
from cvbuild.tree.pdf import VARIANTS, PdfSettings, PdfVariant
from tests.documents import EVERYTHING, SAMPLES, pixels, shaped
from tests.judges import qpdf_check, verapdf_verdicts
from tests.languages import LANGUAGES, letter
from tests.specimens import SPECIMENS

RICH = ("page specimen", "nested specimen", "resume specimen", "letter fr", "everything en", "everything ar")
"""The samples that every variant is judged by."""
DIRECTIONS = ("en", "ko", "ar")
"""The languages in which `EVERYTHING` is judged: with spaces, without, and from right to left."""


class Figures(NamedTuple):
    """What was looked at in a group of files, and what is wrong with them: a line each."""

    files: int
    rules: int
    checks: int
    seconds: float
    failures: tuple[str, ...]


def documents() -> dict[str, Document]:
    """All samples: those of the project, a letter in each language, and what holds every node in each language."""
    found = {path.stem: shaped(path.read_text("utf-8")) for path in SAMPLES}
    found |= {f"{name} specimen": shaped(text) for name, text in SPECIMENS.items()}
    found |= {f"letter {lang}": shaped(letter(lang)) for lang in LANGUAGES}
    everything = shaped(EVERYTHING)
    return found | {f"everything {lang}": with_language(everything, lang) for lang in DIRECTIONS}


def with_language(document: Document, lang: str) -> Document:
    """The same text in the look and direction of another language."""
    return replace(document, metadata=replace(document.metadata, lang=lang))


def drawn(document: Document, theme: Theme, variant: str = VARIANTS[0]) -> bytes:
    """The document as such a PDF, with an attachment where that may be; fails where the renderer reports an error."""
    settings, report = PdfSettings(PdfVariant(variant)), Report()
    document = replace(document, metadata=replace(document.metadata, pdf=settings))
    attachment = Attachment("source.md", "text/markdown", b"# Source\n") if settings.standard.holds_files else None
    pdf = renderer("pdf", attachment)(document, theme, pixels(), report)
    assert not report.has_errors, list(report)
    return pdf


def flavours(variant: str) -> Iterator[str]:
    """The names by which veraPDF knows the standards that the variant keeps to."""
    standard = PdfVariant(variant)
    if standard.is_archival:
        yield variant.removeprefix("pdf/a-")
    if standard.accessible:
        yield f"ua{standard.accessible}"


def judged(pdfs: Mapping[str, bytes], variant: str) -> Figures:
    """What both judges say of files of a variant."""
    start, rules, checks = time.monotonic(), 0, 0
    failures: list[str] = []
    for name, pdf in pdfs.items():
        try:
            qpdf_check(pdf)
        except AssertionError as error:
            failures.append(f"{name}: {error}")
    for flavour in flavours(variant):
        for name, verdict in verapdf_verdicts(pdfs, flavour).items():
            rules, checks = rules + verdict.rules, checks + verdict.checks
            failures += (f"{name}: {flavour} {clause}" for clause in verdict.broken)
    return Figures(len(pdfs), rules, checks, time.monotonic() - start, tuple(failures))


def by_theme(name: str) -> Figures:
    """All samples in a theme, as they are by default."""
    theme = load_theme(name, Report())
    assert theme is not None
    return judged({title: drawn(document, theme) for title, document in documents().items()}, VARIANTS[0])


def by_variant(variant: str) -> Figures:
    """Rich documents as that variant, in the default theme."""
    theme = load_theme("classic", Report())
    assert theme is not None
    samples = documents()
    return judged({title: drawn(samples[title], theme, variant) for title in RICH}, variant)


def main() -> int:
    """Print a line of figures for each theme and each variant, and what is wrong."""
    failures: list[str] = []
    print(f"{'':12}{'files':>7}{'rules':>8}{'checks':>10}{'failed':>8}{'seconds':>9}")  # noqa: T201
    groups = [(name, by_theme) for name in theme_names()] + [(name, by_variant) for name in VARIANTS]
    for name, figures_of in groups:
        found = figures_of(name)
        failures += (f"{name}: {failure}" for failure in found.failures)
        line = f"{found.files:7}{found.rules:8}{found.checks:10}{len(found.failures):8}{found.seconds:9.1f}"
        print(f"{name:12}{line}", flush=True)  # noqa: T201
    print("\n".join(failures) or "no rule is broken")  # noqa: T201
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
