"""Documents that go with each other: which they are, where they do not agree, and links from one into another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cvbuild.build import companions as companions_module
from cvbuild.build.companions import companions, document_at
from cvbuild.build.compile import Options, compile_document
from cvbuild.build.discover import Job
from cvbuild.cli.app import app
from cvbuild.config import Config
from cvbuild.diagnostics import Code, Diagnostic
from cvbuild.lint import Checked
from tests.linted import checked, findings, letter, resume


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.md").write_text(text, "utf-8")


def with_companions(folder: Path, name: str, *, redacted: bool = False) -> Checked:
    job = Job(folder / f"{name}.md", folder, project=folder)
    assert job.path
    given = checked(job.path.read_text("utf-8"), job.name)
    return replace(given, find_companions=lambda: companions(given.document, job, Config()), redacted=redacted)


def paths(given: Checked) -> list[str]:
    return [Path(one.span.path).stem for one in given.companions if one.span]


def test_companions(tmp_path: Path) -> None:
    """Linked ones first; of the folder letters, résumés and those that link here, and no more."""
    (tmp_path / "2024").mkdir()
    write(tmp_path / "2024", README="# Figures", other="# Other")
    write(tmp_path, letter=letter("See [2024](./2024/) and [the web](https://example.com/x.md)."), cv=resume("## Work"))
    write(tmp_path, notes="# Notes", essay="# Essay\n\nFor the [letter](letter.md#top).")
    (tmp_path / "broken.md").write_bytes(b"\xff\xfe\xff")
    assert paths(with_companions(tmp_path, "letter")) == ["README", "cv", "essay"]
    assert paths(with_companions(tmp_path, "notes")) == ["cv", "letter"]
    assert not companions(checked("# Notes").document, Job(None, Path()), Config())


def test_an_archive_has_no_companions(tmp_path: Path) -> None:
    write(tmp_path, **{f"cv-{number}": resume("## Work") for number in range(51)})
    assert paths(with_companions(tmp_path, "cv-7")) == []


def test_companions_are_read_once_and_when_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def decoded(data: bytes) -> str:
        read.append(data.decode())
        return read[-1]

    monkeypatch.setattr(companions_module, "decode", decoded)
    write(tmp_path, cv=resume("## Work"), letter=letter("I write."), page="# Page\n\nText.")
    page = with_companions(tmp_path, "page")
    assert not findings(page)
    assert not read
    for _ in range(3):
        assert not findings(with_companions(tmp_path, "letter"))
    assert len(read) == 2
    write(tmp_path, cv=resume("## Work and more"))
    assert not findings(with_companions(tmp_path, "letter"))
    assert len(read) == 3


def test_contacts_differ(tmp_path: Path) -> None:
    write(tmp_path, cv=resume("## Work").replace("jane@", "jd@"), letter=letter("I write."))
    [one] = findings(with_companions(tmp_path, "letter"))
    assert one.code is Code.OTHER_CONTACT
    assert "jane@example.com here, jd@example.com there" in one.message
    [one] = findings(with_companions(tmp_path, "letter", redacted=True))
    assert "@" not in one.message
    write(tmp_path, cv=resume("## Work").replace("jane@", "jd@").replace("Jane Doe", "Otto Kranz"))
    assert not findings(with_companions(tmp_path, "letter"))


def test_phones_are_compared_by_their_last_digits(tmp_path: Path) -> None:
    author = "{{name: Jane Doe, phone: {}}}"
    write(tmp_path, letter=letter("I write.", author=author.format("+49 341 2355 0199")))
    write(tmp_path, cv=resume("## Work").replace("email: jane@example.com", "phone: 0341/2355-0199"))
    assert not findings(with_companions(tmp_path, "letter"))
    write(tmp_path, cv=resume("## Work").replace("email: jane@example.com", "phone: 0341 2355 0198"))
    assert [one.code for one in findings(with_companions(tmp_path, "letter"))] == [Code.OTHER_CONTACT]


def test_phone_and_address_are_not_one_word(tmp_path: Path) -> None:
    author = "{{name: Jane Doe, phone: {}, email: jane@example.com}}"
    write(tmp_path, letter=letter("I write.", author=author.format("+1 702 555 0190")))
    write(tmp_path, cv=letter("I write too.", author=author.format("(702) 555-0190")))
    assert not findings(with_companions(tmp_path, "letter"))


def test_names_differ(tmp_path: Path) -> None:
    write(tmp_path, cv=resume("## Work").replace("Jane Doe", "Janne Doe"), letter=letter("I write."))
    [one] = findings(with_companions(tmp_path, "letter"))
    assert one.code is Code.OTHER_NAME
    assert "“Janne Doe” in" in one.message


def test_another_letter_was_used_again(tmp_path: Path) -> None:
    first = "{name: Ms. Clara Berg, organisation: Nordlicht Video GmbH}"
    second = "{name: Ms. Clara Berg, organisation: Harbour Studios}"
    write(tmp_path, first=letter("Nordlicht Video is what I watch.", recipient=first))
    write(tmp_path, second=letter("Your films are great. Nordlicht Video is what I watch.", recipient=second))
    assert not findings(with_companions(tmp_path, "first"))
    [one] = findings(with_companions(tmp_path, "second"))
    assert one.code is Code.OTHER_RECIPIENT
    assert one.span
    assert (one.span.line, one.span.column) == (9, 23)
    assert "first.md" in one.message


def test_a_file_is_named_after_another_company(tmp_path: Path) -> None:
    first = "{name: Ms. Clara Berg, organisation: Nordlicht Video GmbH}"
    second = "{name: Ms. Clara Berg, organisation: Harbour Studios}"
    write(tmp_path, letter=letter("I watch.", recipient=first), letter_nordlicht=letter("I see.", recipient=second))
    [one] = findings(with_companions(tmp_path, "letter_nordlicht"))
    assert "named after “Nordlicht Video GmbH”" in one.message
    assert not findings(with_companions(tmp_path, "letter"))


def test_former_employers_are_known(tmp_path: Path) -> None:
    recipient = "{name: Ms. Clara Berg, organisation: Nordlicht Video GmbH}"
    write(tmp_path, letter=letter("It was a chance to join Falk Interiors.", recipient=recipient))
    assert [one.code for one in findings(with_companions(tmp_path, "letter"))] == []
    write(tmp_path, letter=letter("I would love to join Falk Interiors.", recipient=recipient))
    assert [one.code for one in findings(with_companions(tmp_path, "letter"))] == [Code.OTHER_RECIPIENT]
    write(tmp_path, cv=resume("## Work\n\n### Joiner | Falk Interiors | 2015 – 2017"))
    assert not findings(with_companions(tmp_path, "letter"))


@pytest.mark.parametrize(
    ("here", "there", "differ"),
    [
        ("CPU use fell by 51.5 %.", "Cut CPU use of models by 15.5 %", True),
        ("CPU use fell by 51.5 %.", "Cut CPU use of models by **51.5%**", False),
        ("We read 10,000+ CCTV streams.", "Own 1,000+ CCTV streams", True),
        ("We read 10,000 CCTV streams.", "Own 10.000+ CCTV streams", False),
        ("We read 10,000 CCTV streams.", "| What | Old | New |\n|-|-|-|\n| CCTV streams | 6,200 | 10,000+ |", False),
        ("We read 10,000 CCTV streams.", "In 2019, 12 people left", False),
        ("An archive of 35 GB.", "An archive of 35 people", False),
    ],
)  # fmt: skip
def test_facts(tmp_path: Path, here: str, there: str, *, differ: bool) -> None:
    bullet = "" if there.startswith("|") else "- "
    write(tmp_path, letter=letter(here), cv=resume(f"## Work\n\n{bullet}{there}"))
    given = with_companions(tmp_path, "letter")
    assert [one.code for one in findings(given, ["other-facts"])] == [Code.OTHER_FACTS] * differ
    assert not findings(given)


# ── Links into other documents ───────────────────────────────────────────────────────────────────


def built(folder: Path, name: str, config: Config | None = None) -> list[Diagnostic]:
    job = Job(folder / f"{name}.md", folder, project=folder)
    compiled = compile_document(job, config or Config(), Options(formats=("txt",)))
    return [one for one in compiled.report if one.code is Code.MISSING_LINK]


def test_anchors_of_other_documents(tmp_path: Path) -> None:
    write(tmp_path, cv=resume("## Work\n\n### Cook | Blue Door | 2015 – 2017\n\n## 기술\n\nSQL"))
    write(tmp_path, letter=letter("[a](cv.md#work) [b](cv.md#%EA%B8%B0%EC%88%A0) [c](./cv.md#skills) [d](cv.md)"))
    [one] = built(tmp_path, "letter")
    assert one.message == "no heading of cv.md has the anchor “#skills”"
    assert one.span
    assert (one.span.line, one.span.column) == (9, 47)
    assert "work" in one.hint


def test_folders_need_something_to_show(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    write(tmp_path, letter=letter("See [the data](./data/)."))
    [one] = built(tmp_path, "letter")
    assert "the folder “data” has no README" in one.message
    assert not built(tmp_path, "letter", Config(base_url="https://example.com"))
    write(tmp_path / "data", README="# Data")
    assert not built(tmp_path, "letter")


def test_only_a_check_asks_the_clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, letter=letter("I write.", date="2020-03-05"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")  # 2026-05-28
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(app, ["check", "letter.md", "--check", "stale-date", "--message-format", "short"])
    assert "letter.md:2:1: warning: the letter is dated 2020-03-05, 2275 days ago [stale-date]" in run.stderr
    assert "stale-date" not in CliRunner().invoke(app, ["txt", "letter.md", "--set", "checks=[stale-date]"]).stderr


def test_a_document_that_is_gone(tmp_path: Path) -> None:
    assert document_at(tmp_path / "none.md", Config()) is None
