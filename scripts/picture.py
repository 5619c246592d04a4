"""Draws the pictures in the documentation: first pages of the samples' PDFs, side by side.

docs/samples.png is for the README; docs/themes/NAME.png shows a letter and a résumé in each theme.

Usage: make picture (needs poppler-utils)
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageOps

SAMPLES = ("cover-letter", "resume", "2024/README")
GAP = 24
README_PAGE, THEME_PAGE = 744, 512
"""Pixels that a page is wide."""


def main() -> None:
    """Draw them all."""
    draw(Path("docs/samples.png"), SAMPLES, README_PAGE)
    for theme in sorted(path.parent.name for path in Path("themes").glob("*/theme.yaml")):
        draw(Path(f"docs/themes/{theme}.png"), SAMPLES[:2], THEME_PAGE, "--theme", theme)


def draw(target: Path, samples: tuple[str, ...], width: int, *options: str) -> None:
    """Build the samples, draw their first pages, and put them on one sheet."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "cvbuild", "pdf", "sources", "--out", folder, "--quiet", *options]
        subprocess.run(command, check=True)
        pages = [page(Path(folder, f"{name}.pdf"), width) for name in samples]
    sheet = Image.new("RGB", (sum(image.width + GAP for image in pages) + GAP, pages[0].height + 2 * GAP), "#e4e6ea")
    left = GAP
    for image in pages:
        sheet.paste(image, (left, GAP))
        left += image.width + GAP
    target.parent.mkdir(exist_ok=True)
    sheet.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(target, optimize=True)


def page(pdf: Path, width: int) -> Image.Image:
    """The first page, with a thin frame."""
    target = pdf.with_suffix("")
    scale = ["-scale-to-x", str(width), "-scale-to-y", "-1"]
    command = ["pdftoppm", *scale, "-f", "1", "-l", "1", "-singlefile", "-png", pdf, target]
    subprocess.run(command, check=True)
    with Image.open(target.with_suffix(".png")) as image:
        return ImageOps.expand(image.convert("RGB"), 1, "#c8ccd2")


if __name__ == "__main__":
    main()
