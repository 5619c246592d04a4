"""The web page in a browser: usable by everybody, on every screen, under a policy, and printed like the PDF."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from cvbuild.cli.app import app
from cvbuild.diagnostics import Report
from cvbuild.pictures import identify
from cvbuild.render import renderer
from cvbuild.render.engine import use_packaged_fonts
from cvbuild.render.labels import LABELS, labels
from cvbuild.render.publication import ALONE, Alternate, Publication
from cvbuild.theme import load_theme, theme_names, with_embedded
from cvbuild.tree.metadata import Paper
from tests.browser import window
from tests.documents import EVERYTHING, PIXEL, SAMPLES, classic, shaped
from tests.judges import axe_violations, html_text, pdftotext, vnu_findings
from tests.languages import LANGUAGES, letter

AROUND = Publication(
    "https://ada.example/cv/everything.html",
    "../index.html",
    (Alternate("pdf", "everything.pdf"), Alternate("docx", "everything.docx"), Alternate("txt", "everything.txt")),
    listed=False,
)
LONG = """---
title: Long
---
# Nothing is wider than a phone

See <https://example.com/a/path/that/no/phone/has/room/for/even-if-it-is-turned/and-held-in-two-hands?really=true>.

    a_line_of_code(that=goes, on="and on", beyond="every edge", of="any screen", one="could hold")

| {0}1 | {0}2 | {0}3 |
| ---- | ---- | ---- |
| {0}4 | {0}5 | {0}6 |

[First link](https://example.com/first)
""".format("Donaudampfschifffahrtsgesellschaft")
WORDY = """---
kind: resume
author: {{name: Ada {0}, headline: {0}, address: {0}}}
---
# {0}

## {0}

### {0} | {0} | {0} | 2019 – 2023
""".format("Donaudampfschifffahrtsgesellschaftskapitänsmütze")
STYLED = '100. a\n101. b\n\n<img src="pixel.png" alt="dot" width="60" height="20">\n'
PAGES = {"everything": EVERYTHING, **{path.stem: path.read_text("utf-8") for path in SAMPLES}}
PRINTED: tuple[Paper, ...] = ("A4", "Letter")


@cache
def page(name: str, theme: str = "classic", publication: Publication = AROUND, paper: Paper = "A4") -> bytes:
    return made("html", name, theme, publication, paper)


def made(form: str, name: str, theme: str, publication: Publication, paper: Paper) -> bytes:
    look = load_theme(theme, Report())
    assert look is not None
    look, pictures = replace(look, page=replace(look.page, paper=paper)), {"pixel.png": identify(PIXEL)}
    return renderer(form, publication)(shaped(PAGES.get(name, name)), look, pictures, Report())


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A page of a browser that has the fonts of our PDFs; what its console says is in `said`."""
    use_packaged_fonts()
    with window() as shown:
        shown.said = []
        shown.on("console", lambda message: shown.said.append(message.text))
        shown.on("pageerror", lambda error: shown.said.append(str(error)))
        yield shown


def show(browser: Any, html: bytes, width: int = 1280) -> Any:
    browser.set_viewport_size({"width": width, "height": 800})
    browser.emulate_media(media="null", color_scheme="light")
    browser.goto("about:blank")
    browser.said.clear()
    browser.set_content(html.decode())
    return browser


# ── For everybody ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize("name", ["everything", "resume", "cover-letter"])
def test_axe_finds_nothing_on_any_screen(browser: Any, name: str, theme: str) -> None:
    show(browser, page(name, theme))
    for scheme in ("light", "dark"):
        browser.emulate_media(color_scheme=scheme)
        for width in (360, 768, 1280):
            browser.set_viewport_size({"width": width, "height": 800})
            assert axe_violations(browser) == [], (scheme, width)
    assert browser.said == []


def test_axe_can_say_no(browser: Any) -> None:
    show(browser, page("everything").replace(b"<main id", b'<img src="data:," id="x"><main id'))
    assert any(line.startswith("image-alt (critical)") for line in axe_violations(browser))


def test_a_dark_screen_gets_dark_colours_and_paper_none(browser: Any) -> None:
    show(browser, page("everything"))
    look = "(() => { const s = getComputedStyle(document.body); return [s.color, s.backgroundColor] })()"
    browser.emulate_media(color_scheme="dark")
    assert browser.evaluate(look) == ["rgb(232, 232, 234)", "rgb(22, 24, 28)"]
    browser.emulate_media(color_scheme="dark", media="print")
    assert browser.evaluate(look) == ["rgb(29, 29, 31)", "rgb(255, 255, 255)"]


@pytest.mark.parametrize("theme", theme_names())
def test_a_narrow_phone_scrolls_in_one_direction_only(browser: Any, theme: str) -> None:
    for name in (LONG, "everything"):
        show(browser, page(name, theme), 320)
        assert browser.evaluate("document.documentElement.scrollWidth") == 320
    show(browser, page(WORDY, theme), 320)
    assert browser.evaluate("document.documentElement.scrollWidth") == 320
    show(browser, page(LONG, theme), 320)
    # What is wider has a bar of its own, which the keyboard reaches and a screen reader names.
    box = browser.locator(".scroll")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    box.focus()
    browser.keyboard.press("ArrowRight")
    # Browsers scroll in steps; a policy without scripts lets no test wait for a condition in the page.
    waited = (box.evaluate("box => box.scrollLeft") or browser.wait_for_timeout(50) for _ in range(60))
    assert any(waited)
    assert box.get_attribute("aria-label") == "Table"
    assert browser.evaluate("document.querySelector('pre').scrollWidth <= document.querySelector('pre').clientWidth")


def test_the_keyboard_skips_to_the_text_and_shows_where_it_is(browser: Any) -> None:
    show(browser, page(LONG))
    skip = browser.locator(".skip")
    assert skip.bounding_box()["y"] < 0
    browser.keyboard.press("Tab")
    assert focused(browser) == "Skip to the text"
    assert skip.bounding_box()["y"] >= 0
    browser.keyboard.press("Tab")
    assert focused(browser) == "All documents"
    browser.keyboard.press("Shift+Tab")
    browser.keyboard.press("Enter")
    browser.keyboard.press("Tab")
    assert focused(browser).startswith("https://example.com/a/path")
    outlines = []
    for _ in range(2):
        browser.keyboard.press("Tab")
        outlines.append(browser.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)"))
    assert focused(browser) == "First link"
    assert min(outlines) >= 2


def focused(browser: Any) -> str:
    return str(browser.evaluate("document.activeElement.innerText"))


def test_nothing_moves() -> None:
    """So there is nothing that who asks for reduced motion could want stilled."""
    assert not re.search(r"transition|animation|@keyframes|scroll-behavior", page("everything").decode())


# ── Under a policy ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", [*PAGES, STYLED, LONG])
def test_no_page_breaks_its_own_policy(browser: Any, name: str) -> None:
    show(browser, page(name))
    assert browser.evaluate("getComputedStyle(document.body).fontSize") != "16px"
    assert browser.evaluate("[...document.images].every(image => image.complete && image.naturalWidth)")
    assert browser.said == []
    assert " style=" not in page(name).decode()


def test_embedded_fonts_are_allowed(browser: Any) -> None:
    document = shaped("---\nembed-fonts: true\n---\nabc")
    html = renderer("html", AROUND)(document, with_embedded(classic(), Report()), {}, Report())
    show(browser, html)
    browser.evaluate("document.fonts.ready")
    assert browser.evaluate("[...document.fonts].map(font => font.status)") == ["loaded"]
    assert browser.said == []


def test_what_is_smuggled_in_does_nothing(browser: Any) -> None:
    smuggled = (
        '<p id="x" style="color: red" onclick="document.title = 1">x</p><script>document.title = "ran"</script>'
        '<img src="https://example.com/spy.png" alt=""><form action="https://example.com/"><button>x</button></form>'
        "<base href='https://example.com/'><style>p { color: red }</style>"
    )
    show(browser, page("everything").replace(b"</main>", f"{smuggled}</main>".encode()))
    browser.locator("#x").click()
    assert browser.title() == "Everything"
    assert browser.locator("#x").evaluate("x => getComputedStyle(x).color") == "rgb(29, 29, 31)"
    assert browser.evaluate("document.baseURI") == "about:blank"
    said = " ".join(browser.said)
    assert [kind for kind in ("style-src", "script-src", "img-src", "base-uri") if kind not in said] == []


def test_looks_of_single_elements_hold_under_the_policy(browser: Any) -> None:
    show(browser, page(STYLED))
    image = browser.locator("main img")
    assert image.evaluate("image => [image.width, image.height]") == [60, 20]
    wide = browser.locator("ol").evaluate("list => parseFloat(getComputedStyle(list).paddingInlineStart)")
    assert wide == pytest.approx(3 * 0.58 * 11 / 0.75 + 0.5 * 11 / 0.75, abs=0.1)


# ── What surrounds it ────────────────────────────────────────────────────────────────────────────


def test_links_to_other_formats_stand_outside_the_text_and_not_on_paper(browser: Any) -> None:
    alone, around = page("everything", publication=ALONE).decode(), page("everything").decode()
    assert "<nav" not in alone
    assert 'class="skip"' not in alone
    assert 'rel="alternate"' not in alone
    assert around.index("<nav") < around.index("<main")
    links = re.findall(r'<link rel="alternate" type="([^"]+)" href="([^"]+)"', around)
    assert [target for _, target in links] == ["everything.pdf", "everything.docx", "everything.txt"]
    assert [kind for kind, _ in links][::2] == ["application/pdf", "text/plain"]
    show(browser, page("everything"))
    shown = browser.locator("nav")
    assert shown.inner_text().split("\n") == ["All documents", "PDF", "Word", "Text"]
    browser.emulate_media(media="print")
    assert not shown.is_visible()
    assert not browser.locator(".skip").is_visible()
    assert words_of(around)[-len(words_of(alone)) :] == words_of(alone)


def test_a_build_links_what_it_made_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "a b.md").write_text("---\npdf: {variant: a-1b, attach-source: true}\n---\n# A", "utf-8")

    def targets(*arguments: str) -> list[str]:
        CliRunner().invoke(app, [*arguments, "a b.md"])
        return re.findall(r'<li><a href="([^"]+)"', Path("out/a b.html").read_text("utf-8"))

    # A PDF/A-1 can't hold its source, so that there is none.
    assert targets("build", "--keep-going") == ["a%20b.docx", "a%20b.txt"]
    assert targets("build", "--set", "pdf.attach-source=false") == ["a%20b.pdf", "a%20b.docx", "a%20b.txt"]
    assert targets("html", "--set", "pdf.attach-source=false") == []


def words_of(html: str) -> list[str]:
    return html_text(html.encode()).split()


def test_machines_that_show_links_know_what_the_page_is() -> None:
    html = page("resume", publication=replace(AROUND, address="https://ada.example/résumé&co")).decode()
    assert '<meta property="og:title" content="Résumé of Jiwon Park">' in html
    assert '<meta property="og:type" content="profile">' in html
    assert '<meta property="og:description" content="Backend engineer for video and machine learning">' in html
    assert '<link rel="canonical" href="https://ada.example/résumé&amp;co">' in html
    assert '<meta property="og:url" content="https://ada.example/résumé&amp;co">' in html
    assert '<meta name="robots" content="noindex, nofollow">' in html
    alone = page("resume", publication=ALONE).decode()
    assert not re.search("canonical|og:url|robots", alone)


def test_the_page_speaks_the_documents_language() -> None:
    german = "---\nlang: de-AT\n---\n- [x] ja\n\n|a|\n|-|\n|b|\n\nText[^1]\n\n[^1]: Anmerkung\n"
    html = page(german).decode()
    assert ">Zum Text springen<" in html
    for label in ("Dieses Dokument als Datei", "Tabelle", "Anmerkungen", "zurück zum Text", "erledigt"):
        assert f'aria-label="{label}"' in html
    arabic = page("---\nlang: ar\n---\nنص").decode()
    assert '<a class="skip" href="#~text" lang="en" dir="ltr">Skip to the text</a>' in arabic


def test_every_language_has_all_labels() -> None:
    assert {"en", "de", "fr", "es", "it", "pt", "nl", "ko", "ja", "zh"} == set(LABELS)
    english = labels("en")
    for lang, words in LABELS.items():
        assert labels(f"{lang}-XX") is words
        same = [name for name in ("skip", "download", "documents", "back", "missing_text") if lang != "en"
                and getattr(words, name) == getattr(english, name)]  # fmt: skip
        assert same == []
        assert all((*words.kinds, *words.formats, words.table, words.done, words.to_do, words.missing, words.notes))
    assert labels("tlh") is english
    assert english.kind(None) == ""
    assert [english.kind(kind) for kind in ("letter", "resume", "page")] == ["Letter", "Résumé", "Page"]


def test_the_nu_checker_finds_nothing_in_any_theme_and_language() -> None:
    pages = {f"{theme} {name}": page(name, theme) for theme in theme_names() for name in PAGES}
    pages |= {f"letter {lang}": page(letter(lang)) for lang in LANGUAGES}
    pages |= {"alone": page("everything", publication=ALONE), "styled": page(STYLED)}
    assert {name: found for name, found in vnu_findings(pages).items() if found} == {}


# ── On paper ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("theme", theme_names())
@pytest.mark.parametrize("paper", PRINTED)
def test_printed_it_is_the_pdf(browser: Any, theme: str, paper: Paper) -> None:
    """As many pages, on the same sheet, and nearly all lines: two engines round differently."""
    same = all_lines = 0
    for name in PAGES:
        ours = made("pdf", name, theme, ALONE, paper)
        show(browser, page(name, theme, paper=paper))
        printed = browser.pdf(prefer_css_page_size=True)
        assert sheets(printed) == sheets(ours), name
        lines = {squeezed(line) for line in pdftotext(ours, "-layout").splitlines() if line.strip()}
        there = {squeezed(line) for line in pdftotext(printed, "-layout").splitlines()}
        same, all_lines = same + len(lines & there), all_lines + len(lines)
    assert same >= all_lines * 0.94, f"{same} of {all_lines}"


def squeezed(line: str) -> str:
    return "".join(line.split())


def sheets(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each page, to the point that browsers round to."""
    return [(round(one.mediabox.width), round(one.mediabox.height)) for one in PdfReader(io.BytesIO(pdf)).pages]
