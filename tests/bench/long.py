"""Long documents: time and memory as they grow, beside WeasyPrint's own command on a page of pandoc's."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

from pypdf import PdfReader

from tests.bench.processes import CVBUILD, PANDOC, WEASYPRINT, cost
from tests.documents import ROOT

_PARAGRAPH = (
    "The service reads ten thousand streams and writes down what it saw, with *care* and a "
    "[link](https://example.com/streams), so that whoever is on call can tell what happened before they got up. " * 4
)
_TEXTS = {
    "prose": f"## Part of a long report\n\n{_PARAGRAPH}\n\n{_PARAGRAPH}\n\n",
    "résumé": (ROOT / "sources/resume.md").read_text("utf-8") + "\n",
}
_PARTS = {"prose": (34, 136, 545), "résumé": (13, 50, 190)}
"""How many make about 13, 50 and 200 pages."""


def grow(folder: Path) -> None:
    """Print a line for each length; what weasyprint writes is tagged too."""
    print(f"\n{'':8}{'pages':>6}{'cvbuild':>10}{'peak':>11}   {'weasyprint':10}{'':5}{'pages':>6}{'':8}{'peak':>9}")
    for name, part in _TEXTS.items():
        for parts in _PARTS[name]:
            source, page = folder / "long.md", folder / "long.html"
            source.write_text(part * parts, "utf-8")
            ours = cost([CVBUILD, "pdf", "--force", str(source), "--out", str(folder)])
            pages = _pages(folder / "long.pdf")
            subprocess.run([PANDOC, "-s", "-o", page, source], check=True, capture_output=True)
            rival = cost([WEASYPRINT, "--pdf-variant", "pdf/ua-1", str(page), str(folder / "rival.pdf")])
            print(
                f"{name:8}{pages:6}{ours.seconds:8.2f} s{ours.megabytes:8.0f} MB   {'':15}"
                f"{_pages(folder / 'rival.pdf'):6}{rival.seconds:8.2f} s{rival.megabytes:6.0f} MB",
                flush=True,
            )


def _pages(path: Path) -> int:
    return len(PdfReader(io.BytesIO(path.read_bytes())).pages)
