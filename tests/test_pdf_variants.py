"""Variants of PDF and what is attached: how they are named, what they forbid, and that nothing broken is written.

That the files keep to their standards is judged in `test_conformance`.
"""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader
from typer.testing import CliRunner

from cvbuild import render_text
from cvbuild.cli.app import app
from cvbuild.diagnostics import Code
from cvbuild.pictures import identify
from cvbuild.render.archive_pictures import suited
from cvbuild.tree.pdf import VARIANTS, PdfSettings, PdfVariant
from tests.documents import PIXEL, double_encoded
from tests.judges import installed, pdf_fonts, pdf_info, qpdf_check, verapdf_failures

SPELLINGS = {
    "PDF/A-3b": "pdf/a-3b",
    "a-3b": "pdf/a-3b",
    "A3B": "pdf/a-3b",
    "pdf-a-3b": "pdf/a-3b",
    " pdf a 4 ": "pdf/a-4",
    "UA-2": "pdf/ua-2",
    "ua1": "pdf/ua-1",
}


@pytest.mark.parametrize(("written", "meant"), SPELLINGS.items())
def test_a_variant_may_be_written_as_people_do(written: str, meant: str) -> None:
    assert PdfVariant.parse(written) == meant


@pytest.mark.parametrize("written", ["a-1u", "a-4u", "ua-3", "pdf/x-4", "a-5b", "", "3b", "pdf/"])
def test_what_is_no_variant_is_refused_with_all_there_are(written: str) -> None:
    with pytest.raises(ValueError, match=r"pdf/ua-1.* or pdf/a-4f"):
        PdfVariant.parse(written)


def test_every_variant_has_a_part_and_a_version() -> None:
    assert all(PdfVariant.parse(name) == name for name in VARIANTS)
    told = {name: (PdfVariant(name).part, PdfVariant(name).level, PdfVariant(name).accessible) for name in VARIANTS}
    assert told["pdf/a-2u"] == (2, "u", 1)
    assert told["pdf/a-4"] == (4, "", 2)
    assert told["pdf/a-1a"] == (1, "a", 0)
    assert told["pdf/ua-2"] == (2, "", 2)


def test_what_a_document_leaves_open_is_taken_from_the_settings() -> None:
    own, shared = PdfSettings(attach_source=False), PdfSettings(PdfVariant("pdf/a-3b"), True)
    assert own.completed(shared) == PdfSettings(PdfVariant("pdf/a-3b"), False)
    assert PdfSettings().completed(PdfSettings()).standard == "pdf/ua-1"


def pdf(front: str, text: str = "# Title\n") -> tuple[bytes, list[tuple[Code, int | None]]]:
    """The PDF of a text with that front matter, and the codes and lines of what was found."""
    data, report = render_text(f"---\n{front}\n---\n{text}", "pdf")
    return data, [(one.code, one.span.line if one.span else None) for one in report]


@pytest.mark.parametrize(
    ("front", "version"), [("pdf: ua-1", "1.7"), ("pdf: ua-2", "2.0"), ("pdf: a-1b", "1.4"), ("pdf: a-4", "2.0")]
)
def test_a_variant_has_its_version_of_pdf(front: str, version: str) -> None:
    data, found = pdf(front)
    assert not found
    assert data.startswith(f"%PDF-{version}".encode())
    assert pdf_info(data)["Tagged"] == "yes"


def test_a_wrong_variant_is_an_error_at_its_place() -> None:
    assert pdf("title: x\npdf: {variant: a-9}") == (b"", [(Code.WRONG_VALUE, 3)])


@pytest.mark.parametrize("variant", [name for name in VARIANTS if not PdfVariant(name).holds_files])
def test_an_attachment_that_is_forbidden_is_an_error_at_its_place(variant: str) -> None:
    assert pdf(f"title: x\npdf: {{variant: {variant}, attach-source: true}}") == (b"", [(Code.PDF_VARIANT, 3)])


def test_a_variant_for_attachments_wants_one() -> None:
    assert pdf("title: x\npdf: a-4f") == (b"", [(Code.PDF_VARIANT, 3)])
    assert not pdf("pdf: {variant: a-4f, attach-source: true}")[1]


# ── Pictures ─────────────────────────────────────────────────────────────────────────────────────


def picture(mode: str, color: Any, kind: str) -> bytes:
    stream = io.BytesIO()
    Image.new(mode, (8, 8), color).save(stream, kind)
    return stream.getvalue()


SHINING = {
    "png": picture("RGBA", (255, 0, 0, 128), "PNG"),
    "grey": picture("LA", (0, 128), "PNG"),
    "webp": picture("RGBA", (255, 0, 0, 128), "WEBP"),
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z" opacity=".5"/></svg>',
}


@pytest.mark.parametrize("name", SHINING)
def test_transparency_is_laid_on_paper_where_it_is_forbidden(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "picture").write_bytes(SHINING[name])
    monkeypatch.chdir(tmp_path)
    assert not pdf("pdf: a-2b", "![x](picture)")[1]
    laid, found = pdf("pdf: a-1b", "![x](picture)")
    assert found == [(Code.PDF_FLATTENED, 2)]
    assert verapdf_failures({"laid": laid}, "1b") == {"laid": []}


def test_half_a_red_on_white_is_pink(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "picture.png").write_bytes(SHINING["png"])
    monkeypatch.chdir(tmp_path)
    (image,) = PdfReader(io.BytesIO(pdf("pdf: a-1b", "![x](picture.png)")[0])).pages[0].images
    assert image.image is not None
    assert image.image.convert("RGB").getpixel((4, 4)) == (255, 127, 127)


def test_what_would_still_shine_through_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawing = SHINING["svg"]
    monkeypatch.setattr("cvbuild.render.archive_pictures._SHINES", re.compile(b"never"))
    (tmp_path / "drawing.svg").write_bytes(drawing)
    monkeypatch.chdir(tmp_path)
    data, found = pdf("pdf: a-1b", "![x](drawing.svg)")
    assert (data, found) == (b"", [(Code.PDF_VARIANT, 2)])


def test_photos_in_inks_become_photos_in_light() -> None:
    photo = identify(picture("CMYK", (0, 200, 0, 10), "JPEG"))
    made = suited({"a": photo, "b": identify(PIXEL)}, PdfVariant("pdf/a-2b"))
    with Image.open(io.BytesIO(made["a"].data)) as image:
        assert image.mode == "RGB"
    assert made["b"].data == PIXEL
    assert suited({"a": photo}, PdfVariant("pdf/ua-1")) == {"a": photo}


def test_fonts_with_postscript_outlines_are_in_a_form_that_every_version_knows() -> None:
    data, found = pdf("theme: academic\npdf: a-1b", "F ñ\n")
    assert not found
    assert {font.kind for font in pdf_fonts(data)} == {"CID Type 0C"}
    assert verapdf_failures({"letters": data}, "1b") == {"letters": []}


# ── Attachments ──────────────────────────────────────────────────────────────────────────────────


def attachment(data: bytes, name: str, folder: Path) -> bytes:
    """What qpdf takes out of the file."""
    (folder / "holder.pdf").write_bytes(data)
    program = installed("qpdf", "qpdf")
    done = subprocess.run(
        [program, f"--show-attachment={name}", folder / "holder.pdf"], capture_output=True, check=True
    )
    return done.stdout


@pytest.mark.parametrize("variant", [name for name in VARIANTS if PdfVariant(name).holds_files])
def test_the_source_comes_back_byte_for_byte(variant: str, tmp_path: Path) -> None:
    source = b"\xef\xbb\xbf---\r\ntitle: x\r\n---\r\n\r\n# " + double_encoded("Zo\u00eb \u2013 Caf\u00e9") + b"\r\n"
    (tmp_path / "my letter.md").write_bytes(source)
    options = ["--pdf-variant", variant, "--attach-source", "--out", str(tmp_path)]
    done = CliRunner().invoke(app, ["pdf", str(tmp_path / "my letter.md"), *options])
    assert done.exit_code == 0, done.output
    data = (tmp_path / "my letter.pdf").read_bytes()
    qpdf_check(data)
    assert attachment(data, "my letter.md", tmp_path) == source
    catalog: Any = PdfReader(io.BytesIO(data)).root_object
    (file,) = catalog["/AF"]
    specification = file.get_object()
    assert specification["/AFRelationship"] == "/Source"
    embedded = specification["/EF"]["/F"]
    assert embedded["/Subtype"] == "/text/markdown"
    assert set(embedded["/Params"]) == {"/Size", "/CheckSum"}


def test_nothing_is_attached_unless_asked() -> None:
    catalog: Any = PdfReader(io.BytesIO(pdf("title: x")[0])).root_object
    assert "/AF" not in catalog
    assert "/EmbeddedFiles" not in catalog.get("/Names", {})


def test_a_redacted_document_does_not_hold_its_source(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\npdf: {attach-source: true}\n---\n# x\n", "utf-8")
    command = ["build", str(tmp_path / "a.md"), "--redact", "--out", str(tmp_path), "--format", "pdf"]
    refused = CliRunner().invoke(app, command)
    assert refused.exit_code == 1
    assert "attached-private" in refused.output
    assert not (tmp_path / "a.pdf").exists()
    assert CliRunner().invoke(app, [*command, "--no-attach-source"]).exit_code == 0


def test_the_command_line_goes_over_front_matter_and_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cvbuild.yaml").write_text("pdf: a-2b\n", "utf-8")
    (tmp_path / "plain.md").write_text("# x\n", "utf-8")
    (tmp_path / "own.md").write_text("---\npdf: ua-2\n---\n# x\n", "utf-8")
    (tmp_path / ".git").mkdir()

    def versions(*options: str) -> list[bytes]:
        done = CliRunner().invoke(app, ["pdf", "plain.md", "own.md", *options])
        assert done.exit_code == 0, done.output
        return [(tmp_path / "out" / name).read_bytes()[:8] for name in ("plain.pdf", "own.pdf")]

    assert versions() == [b"%PDF-1.7", b"%PDF-2.0"]
    assert versions("--pdf-variant", "A-1B") == [b"%PDF-1.4", b"%PDF-1.4"]
    wrong = CliRunner().invoke(app, ["pdf", "plain.md", "--pdf-variant", "a-7"])
    assert wrong.exit_code == 2
    assert "--pdf-variant takes pdf/ua-1" in wrong.output
