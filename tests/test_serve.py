"""The preview: what Chromium shows while sources change, and what is refused to whom."""

from __future__ import annotations

import asyncio
import io
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PIL import Image
from typer.testing import CliRunner

from cvbuild.build import Options, Wish, compile_document
from cvbuild.cli.app import app
from cvbuild.diagnostics import Code, Diagnostic
from cvbuild.serve import office, preview, state
from cvbuild.serve.findings import as_shown, is_editor
from cvbuild.serve.office import Office, Superseded
from cvbuild.source import Span
from tests.browser import window
from tests.judges import axe_violations, installed
from tests.serving import Served, served, write_project

T = TypeVar("T")

NEW = "iframe:not(.waiting)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    write_project(folder)
    return folder


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[Served]:
    with served(folder) as site:
        yield site


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with window(1000, 500) as page:
        page.set_default_timeout(15_000)
        yield page


@pytest.fixture
def page(browser: Any, site: Served) -> Iterator[Any]:
    """The preview with the letter; whatever the browser complains of fails the test."""
    complaints: list[str] = []
    listen = lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None  # noqa: E731
    browser.on("console", listen)
    browser.goto(f"{site.address}?document=letter")
    browser.wait_for_selector(NEW)
    yield browser
    browser.remove_listener("console", listen)
    browser.goto("about:blank")
    assert not complaints


@pytest.fixture
def letter(folder: Path, site: Served) -> Iterator[Path]:
    """The letter's source, which is put back."""
    path = folder / "sources/letter.md"
    text = path.read_text("utf-8")
    yield path
    if path.read_text("utf-8") != text:
        path.write_text(text, "utf-8")
        until(lambda: not site.state(document="letter")["failed"])


def until(holds: Any) -> None:
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end, "it did not come to be"
        time.sleep(0.05)


def in_a_loop(work: Coroutine[Any, Any, T]) -> T:
    """In a thread, since Playwright has a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def inside(page: Any) -> Any:
    return page.frame_locator(NEW)


def scrolled(page: Any) -> int:
    return int(page.evaluate(f"document.querySelector('{NEW}').contentWindow.scrollY"))


# ── In the browser ───────────────────────────────────────────────────────────────────────────────


def test_an_edit_is_seen_where_the_reader_was(page: Any, letter: Path) -> None:
    page.evaluate(f"document.querySelector('{NEW}').contentWindow.scrollTo(0, 300)")
    letter.write_text(letter.read_text("utf-8").replace("Paragraph 7 ", "Chapter 7 "), "utf-8")
    inside(page).get_by_text("Chapter 7 ").wait_for()
    assert scrolled(page) == 300
    assert page.locator("iframe").count() == 1


def test_a_broken_source_shows_its_line_and_the_last_good_page_until_it_is_mended(page: Any, letter: Path) -> None:
    text = letter.read_text("utf-8")
    letter.write_text(text.replace("kind: letter", "kind: novel"), "utf-8")
    page.wait_for_selector("#problems:not([hidden])")
    assert "sources/letter.md:2:7" in page.inner_text("#problems")
    assert page.inner_text("#problems mark") == "novel"
    link = page.locator("#problems a").get_attribute("href")
    assert link == f"vscode://file{letter.absolute().as_posix()}:2:7"
    assert re.fullmatch("1 error.*; the last good version is shown", page.inner_text("#status"))
    assert inside(page).get_by_text("Paragraph 7 ").count() == 1
    # In a view and a theme that nobody looked at before, it is made of the last good source.
    page.click("#tab-txt")
    page.select_option("#theme", "plain")
    page.wait_for_selector("#panel > pre")
    assert "Paragraph 7 " in page.inner_text("#panel")
    page.click("#tab-html")
    page.wait_for_selector(NEW)
    letter.write_text(text.replace("Paragraph 7 ", "Passage 7 "), "utf-8")
    page.wait_for_selector("#problems", state="hidden")
    inside(page).get_by_text("Passage 7 ").wait_for()
    assert page.inner_text("#status").startswith("Up to date")


def test_links_between_documents_are_followed(page: Any) -> None:
    page.select_option("#theme", "modern")
    inside(page).get_by_role("link", name="résumé").click()
    inside(page).get_by_text("Acme").wait_for()
    assert page.input_value("#document") == "resume"
    assert "theme=modern" in page.url
    inside(page).get_by_role("link", name="letter", exact=True).click()
    inside(page).get_by_text("Paragraph 7 ").wait_for()
    page.go_back()
    inside(page).get_by_text("Acme").wait_for()
    assert page.input_value("#document") == "resume"


def test_the_theme_and_the_paper_are_changed_for_this_tab_only(page: Any, folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    font = "getComputedStyle(document.querySelector('iframe:not(.waiting)').contentDocument.body).fontFamily"
    usual = page.evaluate(font)
    page.select_option("#theme", "modern")
    page.wait_for_selector("iframe[src*=modern]:not(.waiting)")
    assert page.evaluate(font) != usual
    page.click("#tab-pdf")
    page.wait_for_selector(".paged img")
    a4 = page.locator(".paged img").first.get_attribute("height")
    page.select_option("#paper", "Letter")
    page.wait_for_selector(".paged img[height='792']")
    assert a4 == "842"
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_document_or_theme_that_goes_is_said_to_and_may_come_back(page: Any, letter: Path, folder: Path) -> None:
    theme = folder / "themes/passing/theme.yaml"
    theme.parent.mkdir(parents=True)
    theme.write_text("extends: modern\n", "utf-8")
    page.wait_for_selector("#theme option[value=passing]", state="attached")
    page.select_option("#theme", "passing")
    shutil.rmtree(theme.parent)
    until(lambda: page.inner_text("#status").endswith("there is no theme “passing” any more"))
    assert page.input_value("#theme") == ""
    other = letter.rename(letter.with_name("brief.md"))
    page.get_by_text("There is no document “letter” any more").wait_for()
    assert page.inner_text("#status").startswith("Nothing to show")
    assert page.locator("#downloads").is_hidden()
    page.select_option("#document", "brief")
    inside(page).get_by_text("Paragraph 7 ").wait_for()
    page.select_option("#document", "resume")
    other.rename(letter)
    page.wait_for_selector("#document option[value=letter]", state="attached")


def test_pages_keep_their_place(page: Any, letter: Path) -> None:
    page.click("#tab-pdf")
    page.wait_for_selector(".paged img[alt='letter, page 2 of 2']")
    page.evaluate("document.getElementById('panel').scrollTop = 900")
    old = page.locator(".paged img").first.get_attribute("src")
    letter.write_text(letter.read_text("utf-8").replace("patient", "calm"), "utf-8")
    page.wait_for_selector(f".paged img:not([src='{old}'])")
    assert page.evaluate("document.getElementById('panel').scrollTop") == 900


def test_it_works_by_keyboard(page: Any) -> None:
    page.focus("#tab-html")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector(".paged img")
    assert page.evaluate("document.activeElement.id") == "tab-pdf"
    page.keyboard.press("End")
    page.wait_for_selector("#panel .list")
    page.keyboard.press("ArrowLeft")
    page.wait_for_selector("#panel > pre")
    assert "Paragraph 7 " in page.inner_text("#panel")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "panel"
    page.focus("#document")
    page.keyboard.press("ArrowDown")
    until(lambda: page.title().startswith("resume"))
    assert page.evaluate("document.activeElement.id") == "document"


def test_a_download_has_the_name_and_the_bytes_of_the_document(page: Any, site: Served) -> None:
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download PDF").click()
    assert waiting.value.suggested_filename == "letter.pdf"
    assert Path(waiting.value.path()).read_bytes() == site.get("file/letter.pdf")[2]


@pytest.mark.parametrize(("width", "dark"), [(320, False), (1280, True)])
def test_axe_finds_nothing(page: Any, letter: Path, width: int, dark: bool) -> None:
    letter.write_text(letter.read_text("utf-8").replace("kind: letter", "kind: novel"), "utf-8")
    page.set_viewport_size({"width": width, "height": 600})
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.wait_for_selector("#problems:not([hidden])")
    for tab in ("html", "findings"):
        page.click(f"#tab-{tab}")
        page.wait_for_selector(f"#tab-{tab}[aria-selected=true]")
        assert axe_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1000, "height": 500})


def test_word_pages_are_those_of_libreoffice(page: Any) -> None:
    installed("soffice", "libreoffice-writer")
    page.set_default_timeout(60_000)
    page.click("#tab-docx")
    page.wait_for_selector(".paged img[src*='view=docx']")
    page.set_default_timeout(15_000)
    assert page.locator(".paged img").count() >= 1


# ── What is told ─────────────────────────────────────────────────────────────────────────────────


def test_the_state_tells_what_there_is(site: Served) -> None:
    told = site.state()
    assert told["documents"] == ["letter", "resume"]
    assert told["document"] == "letter"
    assert {"classic", "modern"} <= set(told["themes"])
    assert told["digest"]
    assert not told["failed"]
    assert site.state()["digest"] == told["digest"]


def test_pages_are_pictures_as_wide_as_asked(site: Served) -> None:
    told = site.state(view="pdf")
    query = f"page.png?view=pdf&digest={told['digest']}&number=0&width="
    status, headers, body = site.get(f"{query}700")
    assert (status, headers["content-type"]) == (200, "image/png")
    assert Image.open(io.BytesIO(body)).width in {700, 701}
    assert site.get(f"{query}701")[0] == site.get(f"{query}999999")[0] == site.get(f"{query}x")[0] == 404
    assert site.get(query.replace("number=0", "number=99") + "700")[0] == 404
    assert site.get(query.replace("number=0", "number=-1") + "700")[0] == 404
    assert site.get(query.replace(told["digest"], "0" * 24) + "700")[0] == 404


def test_new_documents_and_themes_can_be_chosen(site: Served, folder: Path) -> None:
    (folder / "sources/deep").mkdir()
    (folder / "sources/deep/näme.md").write_text("# Deep\n", "utf-8")
    until(lambda: "deep/näme" in site.state()["documents"])
    assert b"Deep" in site.get("file/deep/n%C3%A4me.txt")[2]
    (folder / "themes/mine").mkdir(parents=True)
    (folder / "themes/mine/theme.yaml").write_text("extends: plain\n", "utf-8")
    until(lambda: "mine" in site.state()["themes"])
    assert site.get("file/letter.html?theme=mine")[0] == 200
    shutil.rmtree(folder / "sources/deep")
    until(lambda: "deep/näme" not in site.state()["documents"])
    assert site.get("file/deep/n%C3%A4me.txt")[0] == 404


def test_without_documents_it_says_so(tmp_path: Path) -> None:
    with served(tmp_path) as site:
        told = site.state()
        assert told["documents"] == []
        assert told["hint"].startswith("There is no document")
        assert [one["code"] for one in told["findings"]] == ["file-not-found"]
        assert site.get("file/letter.html")[0] == 404
        (tmp_path / "sources").mkdir()
        (tmp_path / "sources/a.md").write_text("# A\n", "utf-8")
        until(lambda: site.state()["documents"] == ["a"])


def test_word_without_libreoffice_is_a_hint(site: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cvbuild.serve.office.shutil.which", lambda _: None)
    with served(Path.cwd()) as other:
        told = other.state(view="docx")
    assert "libreoffice-writer" in told["hint"]
    assert told["digest"]


def test_a_finding_leads_to_its_place_wherever_that_is(tmp_path: Path) -> None:
    path = tmp_path / "a b.yaml"
    path.write_text("one\ntwo: thrée\n", "utf-8")
    found = [
        Diagnostic(Code.WRONG_VALUE, "no file", Span("--set", 1)),
        Diagnostic(Code.WRONG_VALUE, "here", Span(str(path), 2, 6, 2, 11), "a hint"),
        Diagnostic(Code.FITTED, "nowhere"),
    ]
    shown = as_shown(found, None, "idea://open?file={path}&line={line}")
    assert [one["message"] for one in shown] == ["no file", "here", "nowhere"]
    assert [one["link"] for one in shown] == ["", f"idea://open?file={tmp_path}/a%20b.yaml&line=2", ""]
    assert (shown[1]["line"], shown[1]["mark"], shown[1]["place"]) == ("two: thrée", [5, 10], f"{path}:2:6")


@pytest.mark.parametrize(
    ("address", "fine"),
    [
        ("", True),
        ("vscode://file{path}", True),
        ("javascript:{path}", False),
        ("data:{path}", False),
        ("code://", False),
    ],
)
def test_an_editor_is_an_address_with_a_path(address: str, fine: bool) -> None:
    assert is_editor(address) == fine


# ── Who gets an answer ───────────────────────────────────────────────────────────────────────────


def test_only_the_token_opens_anything(site: Served) -> None:
    token = site.serving.token
    assert len(token) >= 32
    assert site.get()[0] == 200
    for path in (
        "/",
        "/x/",
        f"/{token}",
        f"/{token[:-1]}/",
        f"/{token}x/",
        f"//{token}/",
        f"/{token.swapcase()}/",
        "/é",
    ):
        assert site.request(path.encode("utf-8").decode("latin-1") if path.isascii() else "/%C3%A9")[0] == 404, path
    assert b"refused" in site.request(f"/x/{token}/")[2]


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1.evil.example", "localhost.evil.example", ""]
)
def test_foreign_hosts_are_refused(site: Served, host: str) -> None:
    """A name that an attacker lets lead to this machine (DNS rebinding)."""
    assert site.get(Host=host.format(port=site.port))[0] == 403
    assert site.get(Host=f"localhost:{site.port}")[0] == 200


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1", "http://localhost:1"])
def test_foreign_origins_are_refused(site: Served, origin: str) -> None:
    assert site.get("state", Origin=origin)[0] == 403
    assert site.get("state", Origin=f"http://127.0.0.1:{site.port}")[0] == 200
    assert site.get("state", Sec_Fetch_Site="cross-site")[0] == site.get("state", Sec_Fetch_Site="same-site")[0] == 403
    assert site.get("state", Sec_Fetch_Site="same-origin")[0] == 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "NONSENSE"])
def test_nothing_can_be_sent(site: Served, method: str) -> None:
    assert site.request(site.path, method)[0] == 405


def test_answers_are_shut_in(site: Served) -> None:
    for path in ("", "app.js", "state", "file/letter.html", "file/letter.pdf", "nothing", "events?x"):
        if path.startswith("events"):
            continue
        _, headers, _ = site.get(path)
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "access-control-allow-origin" not in headers
        assert "server" not in headers
    assert "script-src 'self'" in site.get()[1]["content-security-policy"]
    policy = site.get("file/letter.html")[1]["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "allow-scripts" not in policy


def test_nothing_outside_the_project_can_be_had(site: Served, folder: Path) -> None:
    secret = folder.parent / "secret.md"
    secret.write_text("# Secret words\n", "utf-8")
    (folder / "link.md").symlink_to(secret)
    names = (
        "../secret", "..%2fsecret", "%2e%2e/secret", "..%252fsecret", "....//secret", "sources/../../secret",
        str(folder.parent / "secret"), "/etc/passwd", "letter.md%00", "link", "../link", "..\\secret", "file:///etc/passwd",
    )  # fmt: skip
    for name in names:
        for path in (f"file/{name}.txt", f"{name}.md"):
            assert site.get(path)[0] in {404, 400}, path
        status, _, body = site.get(f"state?document={name}")
        assert status == 400 or not json.loads(body)["digest"], name
        assert site.get(f"file/letter.html?theme={name}")[2] == site.get("file/letter.html")[2]
    for path in ("app.py", "index.html", "page/app.js", "file/app.js", "file/.txt", "file/letter.findings", "file/"):
        assert site.get(path)[0] == 404


def test_huge_headers_are_refused(site: Served) -> None:
    assert site.get(X_Long="x" * 8_000)[0] == 200
    for headers in (
        {"X_Long": "x" * 100_000},
        {f"X_{number}": "x" * 100 for number in range(90)} | {"Y": "x" * 60_000},
    ):
        try:
            status = site.get(**headers)[0]
        except (ConnectionError, BrokenPipeError):
            status = 400
        assert status in {400, 431}
    assert site.request(f"{site.path}state?document={'x' * 60_000}")[0] in {400, 414, 431}
    assert site.get()[0] == 200


def test_a_thousand_connections_do_no_harm(site: Served) -> None:
    before = len(os.listdir("/dev/fd"))

    async def one(number: int) -> str:
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", site.port)
        except OSError:
            return "refused"
        path = ("state?view=txt", "events", "", "page.png?view=pdf")[number % 4]
        writer.write(f"GET {site.path}{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        try:
            line = await asyncio.wait_for(reader.readline(), 20)
        except (OSError, TimeoutError):
            line = b""
        writer.transport.abort()
        return line.decode().strip()

    async def all_at_once() -> list[str]:
        return await asyncio.gather(*(one(number) for number in range(1000)))

    answers = in_a_loop(all_at_once())
    assert set(answers) <= {
        "",
        "refused",
        "HTTP/1.1 200 OK",
        "HTTP/1.1 404 Not Found",
        "HTTP/1.1 503 Service Unavailable",
    }
    assert "HTTP/1.1 200 OK" in answers
    until(lambda: len(os.listdir("/dev/fd")) <= before + 2)
    assert site.state()["digest"]


def test_streams_are_counted_and_end_with_their_listeners(site: Served, letter: Path) -> None:
    def listen() -> socket.socket:
        one = socket.create_connection(("127.0.0.1", site.port))
        one.sendall(f"GET {site.path}events HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        return one

    with ExitStack() as stack:
        listeners = [stack.enter_context(closing(listen())) for _ in range(40)]
        answers = [one.recv(4096)[:12] for one in listeners]
        assert sorted(answers) == [b"HTTP/1.1 200"] * 32 + [b"HTTP/1.1 503"] * 8
        first = listeners[answers.index(b"HTTP/1.1 200")]
        first.settimeout(5)
        letter.write_text(letter.read_text("utf-8") + "\n", "utf-8")
        assert re.search(rb"data: \d+\n\n", first.recv(4096))

    def is_free() -> bool:
        with listen() as one:
            return one.recv(64).startswith(b"HTTP/1.1 200")

    until(is_free)


def test_who_connects_and_says_nothing_is_hung_up_on(site: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cvbuild.serve.server._PATIENCE", 0.2)
    with socket.create_connection(("127.0.0.1", site.port)) as one:
        one.settimeout(5)
        one.sendall(b"GET / HT")
        with suppress(ConnectionResetError):
            assert one.recv(10) == b""


# ── Its parts ────────────────────────────────────────────────────────────────────────────────────


def test_who_asks_for_the_same_waits_for_one_build(folder: Path, site: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """And too many different ones at a time are refused."""
    built: list[object] = []

    def slow(*arguments: Any, **more: Any) -> Any:
        built.append(arguments[0])
        time.sleep(0.1)
        return compile_document(*arguments, **more)

    monkeypatch.setattr("cvbuild.serve.preview.compile_document", slow)
    monkeypatch.setattr(preview, "_MOST_WAITING", 3)
    own = preview.Preview(Wish((), Options()))

    async def ask() -> list[object]:
        wanted = [preview.Wanted("letter", ("txt",)), *(preview.Wanted("resume", ("txt",), name) for name in "abcd")]
        same = [own.show(wanted[0]) for _ in range(20)]
        return await asyncio.gather(*same, *(own.show(one) for one in wanted[1:]), return_exceptions=True)

    try:
        answers = in_a_loop(ask())
    finally:
        own.close()
    assert len({id(one) for one in answers[:20]}) == 1
    assert isinstance(answers[0], preview.Shown)
    assert any(isinstance(one, preview.Busy) for one in answers)
    assert len(built) <= 4


def test_a_conversion_has_its_time_and_is_for_the_newest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text('#!/bin/sh\necho $$ >> "$(dirname "$0")/started"\nsleep 30 & wait\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(office, "PATIENCE", 0.5)

    async def convert() -> tuple[object, ...]:
        one = Office()
        one.program = str(program)
        tasks = (one.pdf("a", b"x", "1"), one.pdf("a", b"y", "2"), one.pdf("a", b"z", "3"))
        try:
            return await asyncio.gather(*tasks, return_exceptions=True)
        finally:
            await one.close()

    first, second, third = in_a_loop(convert())
    assert (first, third) == (b"", b"")
    assert isinstance(second, Superseded)
    started = (tmp_path / "started").read_text("utf-8").split()
    assert len(started) == 2
    assert not [number for number in started if Path(f"/proc/{number}").exists()]


def test_what_is_kept_has_bounds(site: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "_MOST_PICTURES", 2)
    monkeypatch.setattr(preview, "_MOST_SHOWN", 3)
    with served(Path.cwd()) as other:
        for theme in ("plain", "modern", "compact", "classic"):
            told = other.state(view="pdf", theme=theme)
            query = f"page.png?view=pdf&theme={theme}&digest={told['digest']}&number=0&width=300"
            assert other.get(query)[0] == other.get(query)[0] == 200
        assert len(other.serving.desk.pictures) == 2
        assert len(other.serving.preview.shown) == 3


# ── The command ──────────────────────────────────────────────────────────────────────────────────


def test_the_command_serves_until_it_is_interrupted(folder: Path) -> None:
    command = [sys.executable, "-m", "cvbuild", "serve", "--no-open"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stderr
        address = process.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{32}/", address)
        port = int(address.split(":")[2].split("/")[0])
        with socket.create_connection(("127.0.0.1", port)) as one:
            one.sendall(f"GET /{address.split('/')[3]}/events HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            assert one.recv(20).startswith(b"HTTP/1.1 200")
            process.send_signal(2)
            assert process.wait(10) == 130
        assert "Traceback" not in process.stderr.read()


def test_wrong_usage_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        for arguments, message in (
            (["--port", port], f"port {port} can't be used"),
            (["--editor", "x"], "--editor takes"),
            (["-"], "can't be watched"),
        ):
            done = CliRunner().invoke(app, ["serve", "--no-open", *arguments])
            assert done.exit_code == 2
            assert message in done.stderr


def test_a_terminal_that_is_closed_leaves_nothing_behind(tmp_path: Path) -> None:
    write_project(tmp_path)
    (tmp_path / "temporary").mkdir()
    command = [sys.executable, "-m", "cvbuild", "serve", "--no-open"]
    for number in (signal.SIGTERM, signal.SIGHUP):
        environment = {**os.environ, "TMPDIR": str(tmp_path / "temporary")}
        with subprocess.Popen(
            command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
        ) as process:
            assert process.stdout
            assert process.stdout.readline().startswith(b"http://127.0.0.1:")
            assert list((tmp_path / "temporary").iterdir())
            process.send_signal(number)
            assert process.wait(10) == 128 + number
            assert process.stderr
            assert b"Traceback" not in process.stderr.read()
        assert list((tmp_path / "temporary").iterdir()) == []
