"""A project with a theme and fonts of its own, in which cvbuild runs as a process; and fonts made for it.

No font lies in the repository: they are renamed copies of packaged ones.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

from fontTools.ttLib import TTFont

from cvbuild.fonts import Face, faces_of, nearest_face, packaged_faces
from tests.judges import pdf_fonts

TEXT = "# Fonts\n\nPlain, **bold**, *slanted*, and `code`.\n"


def packaged(family: str, weight: int = 400, *, italic: bool = False) -> Face:
    face = nearest_face(faces_of(family, packaged_faces()), weight, italic=italic)
    assert face is not None
    return face


def renamed(face: Face, family: str, licence: int = 0, version: float = 1) -> bytes:
    """The font under another name, with other licence bits and another version."""
    with TTFont(io.BytesIO(face.data), recalcTimestamp=False) as font:
        style = font["name"].getDebugName(2)
        plain = family.replace(" ", "") + "-" + style.replace(" ", "")
        font["name"].names = []
        for number, text in ((1, family), (2, style), (3, plain), (4, f"{family} {style}"), (6, plain)):
            font["name"].setName(text, number, 3, 1, 0x409)
        font["OS/2"].fsType = licence
        font["head"].fontRevision = version
        stream = io.BytesIO()
        font.save(stream)
    return stream.getvalue()


class Project:
    """A folder with a theme of its own, in which cvbuild runs as a process."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.theme = folder, folder / "themes" / "own"
        (self.theme / "fonts").mkdir(parents=True)
        (folder / "page.md").write_text(TEXT, "utf-8")

    def write_theme(self, families: str = "[Acme Sans]", more: str = "") -> None:
        text = f"extends: classic\nfonts:\n  body: {{families: {families}, word: Calibri, generic: sans-serif}}\n{more}"
        (self.theme / "theme.yaml").write_text(text, "utf-8")

    def add_fonts(self, family: str = "Acme Sans", licence: int = 0) -> None:
        for face in faces_of("Lato", packaged_faces()):
            (self.theme / "fonts" / face.file.name).write_bytes(renamed(face, family, licence))

    def build(self, *options: str, theme: str = "own", seed: str = "0") -> str:
        """What the build says. The system has its own fonts and those in `fonts` beside the settings."""
        environment = {key: value for key, value in os.environ.items() if key != "FONTCONFIG_FILE"}
        environment |= {"XDG_DATA_HOME": str(self.folder), "PYTHONHASHSEED": seed}
        command = [sys.executable, "-m", "cvbuild", "build", "page.md", "--out", "out", "--theme", theme]
        done = subprocess.run(
            [*command, "--message-format", "short", *options],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr
        return done.stderr

    def output(self, ending: str) -> bytes:
        return (self.folder / "out" / f"page.{ending}").read_bytes()

    def drawn(self) -> set[str]:
        """The PDF's fonts, without the tags of subsets."""
        return {font.name.partition("+")[2].replace(" ", "-").rstrip(",") for font in pdf_fonts(self.output("pdf"))}
