"""The site: everything that a host needs and nothing private, links that lead somewhere, and a folder kept clean."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir
from dataclasses import fields
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from cvbuild.cli.app import app
from cvbuild.config import Site
from cvbuild.render.engine import use_packaged_fonts
from cvbuild.render.labels import LABELS
from cvbuild.render.publication import ALONE, Alternate
from cvbuild.render.site import Group, Listed, list_page, missing_page
from tests.browser import window
from tests.documents import ROOT, classic
from tests.judges import actionlint_errors, axe_violations, html_text, pdftotext, vnu_findings

PHONE = "+49 40 555 0199"
SETTINGS = f"""author: {{name: Ada Example, phone: "{PHONE}", address: Hafenstraße 3, email: ada@example.com}}
"""
SOURCES = {
    "resume.md": "---\nkind: resume\ntitle: Résumé\n---\n"
    "# Ada Example\n\nSee the [letter](acme/Mein Brief.md) and [my skills](#skills).\n\n## Skills\n\nText.\n".replace(
        "acme/Mein Brief.md", "<acme/Mein Brief.md>"
    ),
    "acme/Mein Brief.md": "---\nlang: de\nkind: letter\nsubject: Bewerbung\n---\n"
    f"Liebe Frau Berg,\n\nrufen Sie an: {PHONE}. Mein [Lebenslauf](../resume.md).\n\nMit freundlichen Grüßen\n\nAda\n",
    "acme/notes/a_page.md": "# A page & more\n\n[My skills](../../resume.md#skills)\n",
}

Run = Callable[..., str]


def write_project(folder: Path, settings: str, sources: Mapping[str, str]) -> None:
    for name, text in {"cvbuild.yaml": settings, **{f"sources/{name}": text for name, text in sources.items()}}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def build_project(folder: Path, seed: str, *arguments: str) -> str:
    """What a process says that makes the site of the whole project."""
    write_project(folder, SETTINGS, SOURCES)
    command = [sys.executable, "-m", "cvbuild", "site", *arguments]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}, check=True
    )
    return done.stderr.decode()


def small(folder: Path, settings: str = "formats: [html]\n", **sources: str) -> Run:
    """A project of web pages only; what runs a command in it, in this process, and gives what was said."""
    write_project(folder, settings, sources or {"one.md": "# One"})

    def run(*arguments: str, code: int = 0) -> str:
        with chdir(folder):
            done = CliRunner().invoke(app, arguments, env={"XDG_CACHE_HOME": str(folder / ".cache")})
        assert done.exit_code == code, done.output
        return done.stderr

    return run


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a project, without an address."""
    folder = tmp_path_factory.mktemp("project")
    said = build_project(folder, "0")
    assert "site of 3 documents in out/site/ (without phone, address), 17 files written\n" in said
    return folder / "out" / "site"


# ── What it holds ────────────────────────────────────────────────────────────────────────────────


def test_it_holds_every_document_in_every_format_and_what_hosts_want(built: Path) -> None:
    stems = ("resume", "acme/Mein Brief", "acme/notes/a_page")
    documents = {f"{stem}.{name}" for stem in stems for name in ("pdf", "docx", "html", "txt")}
    pages = {"index.html", "404.html", "robots.txt", ".nojekyll", ".cvbuild-site.json"}
    assert set(files(built)) == documents | pages


def test_nothing_private_is_published(built: Path) -> None:
    inside = files(built)
    private = re.compile("555[ -]?0199|Hafenstra", re.IGNORECASE)
    texts = {name: data.decode() for name, data in inside.items() if name.endswith((".html", ".txt", ".json"))}
    texts |= {name: pdftotext(data) for name, data in inside.items() if name.endswith(".pdf")}
    for name in inside:
        if name.endswith(".docx"):
            with zipfile.ZipFile(built / name) as word:
                texts[name] = "".join(word.read(part).decode("utf-8", "replace") for part in word.namelist())
    assert len(texts) == 16
    assert [name for name, text in texts.items() if private.search(text)] == []


def test_the_list_names_documents_by_folder_kind_and_format(built: Path) -> None:
    page = (built / "index.html").read_bytes()
    lines = html_text(page).splitlines()
    formats = ["PDF", "Word", "Text"]
    assert lines == [
        "Ada Example",
        *("Résumé Résumé", *formats),
        *("acme", "Bewerbung Letter", *formats),
        *("acme / notes", "A page & more Page", *formats),
    ]
    assert b'<a href="acme/Mein%20Brief.html" lang="de" hreflang="de">Bewerbung</a>' in page
    assert b'aria-label="PDF: A page &amp; more"' in page
    assert b"<title>Ada Example</title>" in page


def test_every_link_is_relative_and_leads_to_a_file(built: Path) -> None:
    inside = files(built)
    links = [
        (name, target)
        for name, data in inside.items()
        if name.endswith(".html")
        for target in re.findall(r'(?:href|src)="(?!mailto:)([^"]*)"', data.decode())
    ]
    assert len(links) > 30
    for name, target in links:
        path, _, fragment = target.partition("#")
        there = os.path.normpath(os.path.join(os.path.dirname(name), unquote(path))) if path else name
        assert there in inside, f"{name}: {target}"
        assert not fragment or f'id="{fragment}"' in inside[there].decode(), f"{name}: {target}"


class _Host(SimpleHTTPRequestHandler):
    """A host as GitHub Pages is one: the site is below a folder, and 404.html is shown for what there is none of."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/repo"))

    def send_error(self, code: int, *_: Any) -> None:
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(Path(self.directory, "404.html").read_bytes())

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002 -- the name is the library's
        pass


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Host, directory=str(built)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/repo/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    use_packaged_fonts()
    with window() as shown:
        shown.said = []
        shown.on("console", lambda message: shown.said.append(message.text))
        yield shown


def test_a_browser_reaches_everything_below_a_folder_of_the_host(browser: Any, address: str, built: Path) -> None:
    waiting, seen = [address], set()
    while waiting:
        url = waiting.pop().partition("#")[0]
        if url in seen or url.startswith("mailto:"):
            continue
        seen.add(url)
        assert url.startswith(address)
        if url.endswith((".html", "/")):
            assert browser.goto(url).status == 200, url
            waiting += browser.eval_on_selector_all("a[href], link[href]", "links => links.map(link => link.href)")
        else:
            assert browser.request.get(url).status == 200, url
    expected = {name for name in files(built) if not name.startswith((".", "404", "robots"))}
    assert {unquote(url.removeprefix(address)) for url in seen} - {""} == expected
    # Chromium asks a host for its icon.
    assert [line for line in browser.said if "favicon" not in line] == []


def test_readers_find_their_way_between_letter_resume_and_list(browser: Any, address: str) -> None:
    browser.goto(address)
    browser.get_by_role("link", name="Bewerbung", exact=True).click()
    assert browser.title() == "Bewerbung"
    browser.get_by_role("link", name="Lebenslauf").click()
    assert browser.title() == "Résumé"
    browser.get_by_role("link", name="All documents").click()
    assert browser.title() == "Ada Example"


def test_a_wrong_address_shows_a_whole_page_at_any_depth(browser: Any, address: str) -> None:
    assert browser.goto(f"{address}no/such/page").status == 404
    assert browser.locator("h1").inner_text() == "Page not found"
    assert browser.locator("h1").evaluate("heading => getComputedStyle(heading).color") == "rgb(31, 63, 102)"
    # Nothing relative leads home from any depth.
    assert browser.locator("a").count() == 0


@pytest.mark.parametrize("name", ["index.html", "404.html"])
def test_axe_finds_nothing_on_any_screen(browser: Any, address: str, name: str) -> None:
    browser.goto(address + name)
    for scheme in ("light", "dark"):
        browser.emulate_media(color_scheme=scheme)
        for width in (320, 768, 1280):
            browser.set_viewport_size({"width": width, "height": 800})
            assert axe_violations(browser) == []
            assert browser.evaluate("document.documentElement.scrollWidth") == width


def test_the_list_has_room_for_long_titles_and_no_links_on_paper(browser: Any) -> None:
    formats = (Alternate("html", "a.html"), Alternate("pdf", "a.pdf"))
    title = "Donaudampfschifffahrtsgesellschaftskapitänsmütze"
    page = list_page("", "en", [Group(title, (Listed(title, "letter", "de", formats),))], classic(), ALONE)
    browser.goto("about:blank")
    browser.set_content(page.decode())
    browser.set_viewport_size({"width": 320, "height": 800})
    assert browser.evaluate("document.documentElement.scrollWidth") == 320
    printed = pdftotext(browser.pdf(prefer_css_page_size=True))
    assert printed.split() == ["All", "documents", title, title, "Letter"]


def test_the_pages_of_every_language_are_valid_and_in_its_words() -> None:
    formats = (Alternate("html", "a/b.html"), Alternate("pdf", "a/b.pdf"))
    groups = [Group("", (Listed("X", "letter", "en", formats),)), Group("a", (Listed("Y", "page", "ko", formats),))]
    pages = {}
    for lang in [*LABELS, "de-AT", "ar"]:
        pages[f"{lang} list"] = list_page("", lang, groups, classic(), ALONE)
        pages[f"{lang} missing"] = missing_page(lang, classic(), "https://ada.example/")
    assert {name: found for name, found in vnu_findings(pages).items() if found} == {}
    for lang, words in LABELS.items():
        shown = html_text(pages[f"{lang} list"]).splitlines()
        assert shown == [words.documents, f"X {words.kinds[0]}", "PDF", "a", f"Y {words.kinds[2]}", "PDF"]
        assert html_text(pages[f"{lang} missing"]).splitlines() == [words.missing, words.missing_text, words.documents]
        assert f'<html lang="{lang}" dir="ltr">'.encode() in pages[f"{lang} list"]
    assert b'<html lang="de-AT" dir="ltr">' in pages["de-AT list"]
    # A language that we don't speak gets pages in English, which say so.
    assert b'<html lang="en" dir="ltr">' in pages["ar list"]


def test_the_same_sources_make_the_same_bytes(built: Path, tmp_path: Path) -> None:
    build_project(tmp_path, "7", "--out", "elsewhere", "--jobs", "2")
    assert files(tmp_path / "elsewhere") == files(built)


# ── What the user says ───────────────────────────────────────────────────────────────────────────


def test_only_who_asks_publishes_what_is_private(tmp_path: Path) -> None:
    settings = f"formats: [html]\nauthor: {{name: Ada, phone: '{PHONE}'}}\n"
    run = small(tmp_path, settings + "pdf: {attach-source: true}\n", **{"one.md": f"Call {PHONE}."})
    assert "(without phone, address)" in run("site")
    assert PHONE not in (tmp_path / "out/site/one.html").read_text("utf-8")
    assert "(not redacted)" in run("site", "--no-redact")
    assert PHONE in (tmp_path / "out/site/one.html").read_text("utf-8")
    (tmp_path / "cvbuild.yaml").write_text(settings + "site: {redact: false}\n", "utf-8")
    assert "(not redacted)" in run("site")
    assert "(without phone, address)" in run("site", "--redact")


def test_half_read_settings_publish_nothing(tmp_path: Path) -> None:
    settings = f"formats: [html]\nauthor: {{name: Ada, phone: '{PHONE}'}}\nprivat: [email]\n"
    run = small(tmp_path, settings)
    assert "nothing was built: with --redact" in run("site", code=1)
    (tmp_path / "cvbuild.yaml").write_text(f"{settings}site: true\n", "utf-8")
    assert "[site-unsafe]" in run("build", code=1)
    assert (tmp_path / "out/one.html").exists()
    assert not (tmp_path / "out/site").exists()


def test_build_makes_it_too_where_the_settings_want_it(tmp_path: Path) -> None:
    settings = f"formats: [html, txt]\nauthor: {{name: Ada, phone: '{PHONE}'}}\n"
    source = f"Call {PHONE}. [My code](gone.py)"
    run = small(tmp_path, settings, **{"one.md": source})
    run("build")
    assert not (tmp_path / "out/site").exists()
    (tmp_path / "cvbuild.yaml").write_text(f"{settings}site: true\n", "utf-8")
    said = run("build")
    assert "site of 1 document in out/site/ (without phone, address)" in said
    # What is wrong with the document is said once, what was left out of the site beside it.
    assert said.count("[missing-link]") == 1
    assert said.count("[redacted]") == 1
    assert said.endswith("written, 1 warning\n")
    again = run("build")
    assert "nothing to do" in again
    assert "nothing written" in again
    assert PHONE in (tmp_path / "out/one.html").read_text("utf-8")
    assert PHONE not in (tmp_path / "out/site/one.html").read_text("utf-8")
    for path in (tmp_path / "out/site").iterdir():
        path.unlink()
    run("html")
    assert not list((tmp_path / "out/site").iterdir())


def test_two_documents_of_one_name_are_no_mistake_of_the_settings(tmp_path: Path) -> None:
    settings = "formats: [html]\nsite: true\n"
    run = small(tmp_path, settings, **{"two.md": "# A", "two.markdown": "# B"})
    for command in ("site", "build"):
        said = run(command, code=1)
        assert "[clashing-outputs]" in said
        assert "[site-unsafe]" not in said
        assert "no site was written" in said
    assert not (tmp_path / "out/site").exists()


@pytest.mark.parametrize(
    "address", ["ada.example", "javascript:alert(1)", "https://", "https://ada.example/?x", "//ada"]
)
def test_an_address_that_is_none_is_said_to_be(tmp_path: Path, address: str) -> None:
    run = small(tmp_path, f"formats: [html]\nsite: {{url: '{address}'}}\n")
    assert "[wrong-value]" in run("site", code=1)
    (tmp_path / "cvbuild.yaml").unlink()
    assert "--url takes a web address" in run("site", "--url", address, code=2)
    assert not (tmp_path / "out/site").exists()


def test_search_engines_and_addresses(tmp_path: Path) -> None:
    run = small(tmp_path, "formats: [html, txt]\n", **{"one.md": "# One", "a b/two.md": "# Two"})
    run("site", "--url", "https://ada.example/cv/")
    site = tmp_path / "out/site"
    hidden = files(site)
    noindex = b'<meta name="robots" content="noindex, nofollow">'
    assert [name for name, data in hidden.items() if name.endswith(".html") and noindex not in data] == []
    assert "sitemap.xml" not in hidden
    assert hidden["robots.txt"].decode() == "".join(
        f"{line}\n" for line in ("User-agent: *", *(f"Disallow: /*.{name}$" for name in ("pdf", "docx", "txt")))
    )
    assert b'<link rel="canonical" href="https://ada.example/cv/a%20b/two.html">' in hidden["a b/two.html"]
    assert b'<a href="https://ada.example/cv/">All documents</a>' in hidden["404.html"]
    (tmp_path / "cvbuild.yaml").write_text("site: {url: https://ada.example/cv, index: true, title: Ada}\n", "utf-8")
    run("site")
    shown = files(site)
    assert [name for name, data in shown.items() if noindex in data] == ["404.html"]
    assert b"<title>Ada</title>" in shown["index.html"]
    name = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
    places = [one.text for one in ElementTree.fromstring(shown["sitemap.xml"]).iter(name)]
    assert places == [f"https://ada.example/cv/{path}" for path in ("", "a%20b/two.html", "one.html")]
    assert "Sitemap: https://ada.example/cv/sitemap.xml" in shown["robots.txt"].decode()
    run("site", "--no-index")
    assert "sitemap.xml" not in files(site)


def test_a_document_of_that_name_is_the_first_page(tmp_path: Path) -> None:
    small(tmp_path, **{"Index.md": "# Welcome", "404.md": "# Lost"})("site")
    inside = files(tmp_path / "out/site")
    assert "index.html" not in inside
    assert b"Welcome" in inside["Index.html"]
    assert b"Lost" in inside["404.html"]


def test_a_link_to_what_is_no_part_of_it_is_told(tmp_path: Path) -> None:
    text = "[Two](two.md), [code](code.py), [gone](gone.py), [web](https://example.com), <a@example.com>"
    run = small(tmp_path, **{"one.md": text, "two.md": "# Two"})
    strict = run("site", "--strict", code=1)
    assert "no site was written" in strict
    (tmp_path / "sources/code.py").touch()
    said = run("site")
    assert re.findall(r"“(\S+)” leads nowhere: that is no part of it \[site-link\]", said) == ["code.py"]
    assert said.count("[missing-link]") == 1
    said = run("site", "sources/one.md", "--out", "part")
    assert re.findall(r"“(\S+)” leads nowhere: that is no part of it \[site-link\]", said) == ["two.html", "code.py"]


def test_an_error_in_one_document_leaves_the_site_as_it_was(tmp_path: Path) -> None:
    run = small(tmp_path)
    run("site")
    before = files(tmp_path / "out/site")
    (tmp_path / "sources/two.md").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "sources/one.md").write_text("# Changed", "utf-8")
    assert "no site was written" in run("site", code=1)
    assert files(tmp_path / "out/site") == before


@pytest.mark.parametrize("arguments", [("-",), ("--out", "-")])
def test_it_takes_files_and_makes_a_folder(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert "a site is made of files, and is a folder" in small(tmp_path)("site", *arguments, code=2)


def test_the_workflow_in_the_docs_is_valid() -> None:
    (workflow,) = re.findall(r"```yaml\n(name: pages\n.*?)```", (ROOT / "docs/web.md").read_text("utf-8"), re.DOTALL)
    assert actionlint_errors(workflow.encode()) == []


def test_every_setting_is_described() -> None:
    page = (ROOT / "docs/web.md").read_text("utf-8")
    assert [field.name for field in fields(Site) if f"| `{field.name}` | " not in page] == []


# ── Its folder ───────────────────────────────────────────────────────────────────────────────────


def test_what_is_no_more_goes_and_what_others_made_stays(tmp_path: Path) -> None:
    run = small(tmp_path, **{"one.md": "# One", "a/b/two.md": "# Two", "c/three.md": "# Three"})
    run("site")
    site = tmp_path / "out/site"
    (site / "CNAME").write_text("ada.example", "utf-8")
    (site / "c/three.html").write_text("edited", "utf-8")
    (tmp_path / "sources/a/b/two.md").unlink()
    (tmp_path / "sources/c/three.md").unlink()
    said = run("site")
    assert "[site-file-left]" in said
    assert "c/three.html" in said
    assert not (site / "a").exists()
    assert {"CNAME", "one.html", "c/three.html"} < set(files(site))
    # Once told, it is somebody else's.
    assert "[site-file-left]" not in run("site")
    assert "nothing written" in run("site")


def test_a_file_of_somebody_else_is_not_overwritten(tmp_path: Path) -> None:
    run = small(tmp_path)
    site = tmp_path / "public"
    site.mkdir()
    (site / "index.html").write_text("mine", "utf-8")
    said = run("site", "--out", "public", code=1)
    assert "[site-file-in-the-way]" in said
    assert files(site) == {"index.html": b"mine"}


def test_a_list_can_not_make_us_remove_other_files(tmp_path: Path) -> None:
    from hashlib import sha256

    run = small(tmp_path)
    run("site")
    victim = tmp_path / "victim"
    victim.write_bytes(b"x")
    digest = sha256(b"x").hexdigest()
    path = tmp_path / "out/site/.cvbuild-site.json"
    listed = json.loads(path.read_bytes())
    listed["files"] |= {"../../victim": digest, str(victim): digest}
    path.write_text(json.dumps(listed), "utf-8")
    run("site")
    assert victim.read_bytes() == b"x"
    for broken in ('{"files": 3}', "[]", "{", '{"files": {"index.html": null}}'):
        path.write_text(broken, "utf-8")
        run("site")
    assert json.loads(path.read_bytes())["files"].keys() == files(path.parent).keys() - {path.name}


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_can_not_be_written_is_an_error(tmp_path: Path) -> None:
    run = small(tmp_path)
    (tmp_path / "shut").mkdir(mode=0o500)
    assert "[output-unwritable]" in run("site", "--out", "shut", code=1)


def test_a_file_where_the_folder_should_be_is_an_error(tmp_path: Path) -> None:
    run = small(tmp_path)
    (tmp_path / "taken").touch()
    assert "[output-unwritable]" in run("site", "--out", "taken", code=1)
