"""Draws docs/samples.png, the picture in the README: the first page of each sample's PDF, side by side.

Usage: make picture (needs poppler-utils)
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageOps

SAMPLES = ("cover-letter", "resume", "2024/README")
RESOLUTION = 90
GAP = 24


def main() -> None:
    """Build the samples, draw their pages, and put them on one sheet."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "cvbuild", "pdf", "sources", "--out", folder, "--quiet"], check=True)
        pages = [page(Path(folder, f"{name}.pdf")) for name in SAMPLES]
    width = sum(image.width + GAP for image in pages) + GAP
    sheet = Image.new("RGB", (width, pages[0].height + 2 * GAP), "#e4e6ea")
    left = GAP
    for image in pages:
        sheet.paste(image, (left, GAP))
        left += image.width + GAP
    sheet.quantize(256, Image.Quantize.MAXCOVERAGE).save("docs/samples.png", optimize=True)


def page(pdf: Path) -> Image.Image:
    """The first page, with a thin frame."""
    target = pdf.with_suffix("")
    command = ["pdftoppm", "-r", str(RESOLUTION), "-f", "1", "-l", "1", "-singlefile", "-png", pdf, target]
    subprocess.run(command, check=True)
    with Image.open(target.with_suffix(".png")) as image:
        return ImageOps.expand(image.convert("RGB"), 1, "#c8ccd2")


if __name__ == "__main__":
    main()
