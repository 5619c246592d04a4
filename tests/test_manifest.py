"""The manifest: hashes, fonts and versions of what a run built, the same on every machine."""

from __future__ import annotations

import json
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cvbuild import __version__, build_files
from cvbuild.cli.app import app
from cvbuild.verify.embedded import embedded_fonts
from tests.documents import EVERYTHING, PIXEL, rendered
from tests.judges import pdf_fonts


def run(*arguments: str, status: int = 0) -> str:
    done = CliRunner().invoke(app, list(arguments))
    assert done.exit_code == status, done.output
    return done.output


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    sources = tmp_path / "sources"
    (sources / "deep").mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    (sources / "everything.md").write_text(EVERYTHING, "utf-8")
    (sources / "pixel.png").write_bytes(PIXEL)
    (sources / "deep" / "b.md").write_bytes(b"---\r\ntheme: plain\r\npaper: Letter\r\n---\r\n# b\r\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def manifest(folder: Path) -> Any:
    return json.loads((folder / "out" / "manifest.json").read_text("utf-8"))


def test_it_lists_sources_outputs_and_pictures_with_their_hashes(project: Path) -> None:
    run("build", "--manifest")
    found = manifest(project)
    assert found["schema"] == 1
    assert [one["source"]["path"] for one in found["documents"]] == ["sources/deep/b.md", "sources/everything.md"]
    for document in found["documents"]:
        assert document["source"]["sha256"] == digest(project / document["source"]["path"])
        assert [Path(one["path"]).suffix for one in document["outputs"]] == [".docx", ".html", ".pdf", ".txt"]
        for output in document["outputs"]:
            file = project / "out" / output["path"]
            assert (output["sha256"], output["size"]) == (digest(file), file.stat().st_size)
    first, second = found["documents"]
    assert (first["theme"], first["paper"], first["lang"], first["pictures"]) == ("plain", "Letter", "en", [])
    pixel = {"source": "pixel.png", "type": "image/png", "sha256": digest(project / "sources" / "pixel.png")}
    assert (second["theme"], second["paper"], second["pictures"]) == ("classic", "A4", [pixel])


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def test_it_names_the_fonts_in_a_pdf_and_what_made_it(project: Path) -> None:
    run("pdf", "sources/everything.md", "--manifest", "--pdf-variant", "a-2b")
    (document,) = manifest(project)["documents"]
    assert document["pdf"]["variant"] == "pdf/a-2b"
    in_file = {
        font.name.partition("+")[2].rstrip(",") for font in pdf_fonts((project / "out/everything.pdf").read_bytes())
    }
    assert {font["name"] for font in document["pdf"]["fonts"]} == in_file
    assert all(len(font["sha256"]) == 64 and font["family"] for font in document["pdf"]["fonts"])
    versions = manifest(project)["versions"]
    assert versions["cvbuild"] == __version__
    assert {name: versions[name] for name in ("weasyprint", "python-docx")} == {
        name: version(name) for name in ("weasyprint", "python-docx")
    }
    assert versions["pango"].count(".") == versions["harfbuzz"].count(".") == 2
    assert list(versions) == sorted(versions)


@pytest.mark.parametrize("variant", ["pdf/a-1b", "pdf/ua-1"])
def test_fonts_are_read_from_both_forms_of_files(variant: str) -> None:
    text = EVERYTHING.replace("---\n", f"---\npdf: {variant}\n", 1)
    data = rendered(text, "pdf")[0]
    names = {font.name.partition("+")[2].rstrip(",") for font in pdf_fonts(data)}
    assert {font["name"] for font in embedded_fonts(data)} == names
    assert not any(font["sha256"] == "" for font in embedded_fonts(data))


def test_settings_ask_for_it_and_the_command_line_has_the_last_word(project: Path) -> None:
    (project / "cvbuild.yaml").write_text("manifest: true\n", "utf-8")
    run("txt", "--no-manifest")
    assert not (project / "out" / "manifest.json").exists()
    run("txt")
    assert "pango" not in manifest(project)["versions"]
    assert all("pdf" not in document for document in manifest(project)["documents"])


def test_the_library_heeds_the_settings(project: Path) -> None:
    (project / "cvbuild.yaml").write_text("manifest: true\n", "utf-8")
    build_files(formats=["txt"])
    assert len(manifest(project)["documents"]) == 2


def test_it_tells_of_what_this_run_built(project: Path) -> None:
    (project / "sources" / "broken.md").write_text("![x](missing.png)\n", "utf-8")
    run("txt", "--manifest", status=1)
    built = [one["source"]["path"] for one in manifest(project)["documents"]]
    assert built == ["sources/deep/b.md", "sources/everything.md"]
    before = (project / "out" / "manifest.json").read_bytes()
    run("txt", "sources/broken.md", "--manifest", status=1)
    assert (project / "out" / "manifest.json").read_bytes() == before


def test_what_was_right_already_is_listed_too(project: Path) -> None:
    run("build", "--manifest")
    before = (project / "out" / "manifest.json").read_bytes()
    run("build", "--manifest")
    assert (project / "out" / "manifest.json").read_bytes() == before


def test_nothing_is_written_where_nothing_can_be(project: Path) -> None:
    (project / "out" / "manifest.json").mkdir(parents=True)
    assert "output-unwritable" in run("txt", "--manifest", status=1)
    assert (project / "out" / "everything.txt").exists()
