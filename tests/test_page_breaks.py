"""Where pages break: no line stands alone, no heading is left behind by what it heads, and Word is told the same.

A document is slid across a page's end line by line, so that every place in it is at the end of a page once.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import pytest

import cvbuild
from cvbuild.diagnostics import Report
from cvbuild.render.engine import load_engine
from cvbuild.render.engine_log import engine_log
from cvbuild.render.pdf import laid_out
from cvbuild.theme import Theme, load_theme, theme_names
from tests.documents import shaped
from tests.judges import pdftotext, soffice_pdf

LONG = (
    "This text is long enough for three lines on the page, so that it can be parted in two ways, and in no other. " * 2
)
FILL = "Filling.\n\n"
BREAK = "\n\n<!-- pagebreak -->\n\n"

PAGE = f"""## A heading

{LONG}

### A deeper heading

- {LONG}
- short one
- {LONG}

#### Deepest

> {LONG}

Lead-in to a list:

1. {LONG}
2. short two

A term
: {LONG}

```python
first = 1
second = 2
third = 3
fourth = 4
```

| Head | Second |
| ---- | ------ |
| cell | {LONG} |
| cell | other  |

{LONG}
"""
RESUME = f"""## Work

### Engineer | Acme | 2019 – 2024

{LONG}

- {LONG}
- short one

### Painter | Bolt | 2016 – 2019

- short two
- {LONG}

## Education

### Degree | School | 2012 – 2016

- with honours
"""
LETTER = f"""Dear Sir,

{LONG}

{LONG}

Sincerely,

Ada Example
"""
HEADS = {"h1", "h2", "h3", "h4", "h5", "h6", "dt", "th"}


@dataclass(frozen=True)
class Part:
    """The lines of one element on one page."""

    page: int
    element: Any
    lines: int
    heads: bool
    """Whether it is, or stands in, what heads something: a heading, an entry's head, a term, a table's head."""

    @property
    def name(self) -> str:
        return f"{self.element.tag}.{self.element.get('class', '')}"


def parts(source: str, theme: str | Theme) -> list[Part]:
    """The pieces of a document's paragraphs, in order."""
    assert load_engine(Report()) is not None
    chosen = load_theme(theme, Report()) if isinstance(theme, str) else theme
    assert chosen is not None
    document = shaped(source)
    with engine_log(document, Report()):
        layout = laid_out(document, chosen, {})
    found = []
    for number, page in enumerate(layout.pages):
        # The first child is the page's content; the others are its margins.
        boxes = [*page._page_box.children[0].descendants()]
        heads = {
            inner
            for box in boxes
            if box.element is not None and box.element.tag in HEADS
            for inner in box.element.iter()
        }
        for box in boxes:
            lines = [child for child in getattr(box, "children", ()) if type(child).__name__ == "LineBox"]
            if lines and box.element is not None and box.element.get("class") != "marker":
                found.append(Part(number, box.element, len(lines), box.element in heads))
    return found


def faults(found: list[Part]) -> Iterator[str]:
    """What is wrong at the ends of pages."""
    for before, after in pairwise(found):
        if before.page == after.page:
            continue
        if before.element is after.element and min(before.lines, after.lines) < 2:
            yield f"{before.lines} and {after.lines} lines of {before.name}"
        if before.element is not after.element and before.heads:
            yield f"{before.name} before {after.name}"
        if after.element.get("class") in {"closing", "signature", "enclosure"}:
            yield f"{after.name} begins a page"


def slid(text: str, front: str) -> str:
    """The text at every height of a page, a page for each."""
    return f"---\n{front}\n---\n" + BREAK.join(FILL * height + text for height in range(4, 44))


THEMES = ("classic", "compact", "executive")
assert set(THEMES) < set(theme_names())


@pytest.mark.parametrize("theme", THEMES)
def test_no_line_stands_alone_and_no_heading_is_left(theme: str) -> None:
    found = parts(slid(PAGE, "kind: page"), theme)
    assert found[-1].page > 60
    assert sorted(set(faults(found))) == []


@pytest.mark.parametrize("theme", THEMES)
def test_no_entry_is_parted_from_what_it_heads(theme: str) -> None:
    found = parts(slid(RESUME, "kind: resume"), theme)
    assert found[-1].page > 40
    assert sorted(set(faults(found))) == []


@pytest.mark.parametrize("front", ["kind: letter", "kind: letter\nlayout: din5008-b\nrecipient: {name: Bolt}"])
def test_no_page_begins_with_the_end_of_a_letter(front: str) -> None:
    pages = set()
    for height in range(18, 34):
        found = parts(f"---\n{front}\n---\n{LETTER.replace('Sir,', f'Sir,{BREAK[:2]}{FILL * height}')}", "classic")
        pages.add(found[-1].page)
        assert sorted(set(faults(found))) == []
    assert pages == {0, 1}


@pytest.mark.parametrize("seed", range(4))
def test_random_documents_break_well(seed: int) -> None:
    chance = random.Random(seed)
    pieces = [*PAGE.strip().split("\n\n"), "Short.", "- a\n- b", "### Again", "1. one\n\n   two", "![pic](none.png)"]
    text = "\n\n".join(chance.choices(pieces, k=300))
    found = parts(f"---\nkind: page\n---\n# Title\n\n{text}\n\nThe end.\n", chance.choice(theme_names()))
    assert found[-1].page > 8
    assert sorted(set(faults(found))) == []


def test_the_test_can_fail() -> None:
    theme = load_theme("classic", Report())
    assert theme is not None
    loose = {role: replace(style, keep_with_next=False) for role, style in theme.text.items()}
    found = parts(slid(PAGE, "kind: page"), replace(theme, text=theme.text | loose))
    assert any(fault.startswith("h2. before") for fault in faults(found))


# ── Word ─────────────────────────────────────────────────────────────────────────────────────────


def test_word_keeps_headings_with_what_follows() -> None:
    heads = {"A heading", "A deeper heading", "Deepest", "A term", "Head Second", "Head", "Second"}
    docx, _ = cvbuild.render_text(slid(PAGE, "kind: page"), "docx")
    pages = pdftotext(soffice_pdf(docx), "-layout").split("\f")
    assert len(pages) > 60
    # Below the text stands the page's number.
    ends = [[" ".join(line.split()) for line in page.splitlines() if line.strip()][-2:] for page in pages[:-1]]
    assert [end for end in ends if heads & set(end[:1]) or heads & set(end[-1:])] == []


@pytest.mark.parametrize("theme", THEMES)
def test_every_style_of_word_has_no_widows_and_heads_are_kept(theme: str) -> None:
    docx, _ = cvbuild.render_text(f"---\ntheme: {theme}\n---\n{PAGE}", "docx")
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        styles = package.read("word/styles.xml").decode()
    assert styles.count("<w:widowControl") == styles.count('<w:widowControl w:val="1"/>') == 1
    for name in ("heading 1", "heading 2", "heading 3", "heading 4", "Entry", "Term"):
        style = next(part for part in styles.split("<w:style ") if f'<w:name w:val="{name}"/>' in part)
        based_on = re.search(r'<w:basedOn w:val="Heading3"/>', style)
        assert '<w:keepNext w:val="1"/>' in style or based_on


# ── Lines of East Asian text ─────────────────────────────────────────────────────────────────────

NOT_FIRST = set("。、，．」』）！？：；ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々〉》】〕％")
NOT_LAST = set("「『（〈《【〔")
EAST_ASIAN = {
    "ja": "これは「日本語」の文章です。とても長い、（括弧）もある文章を、いくつかの行に分けると？データセンター。",
    "zh": "这是一段很长的中文，里面有标点。它应该“正确”地换行（不会以标点开头）！对吗？是的；当然：没有问题。",
    "ko": "이 문장은 꽤 길고, 여러 줄로 나뉩니다. “따옴표”와 (괄호)도 있습니다! 괜찮을까요? 네.",
}


@pytest.mark.parametrize("lang", EAST_ASIAN)
def test_no_line_begins_or_ends_with_a_sign_that_must_not(lang: str) -> None:
    """Signs such as `。` stay with what is before them, opening brackets with what follows (JLREQ 3.1.7, 3.1.8)."""
    text = "\n\n".join("字" * indent + EAST_ASIAN[lang] * 3 for indent in range(40))
    pdf, _ = cvbuild.render_text(f"---\nlang: {lang}\n---\n{text}\n", "pdf")
    lines = [line.strip() for line in pdftotext(pdf, "-layout").splitlines() if line.strip()]
    assert len(lines) > 120
    assert [line for line in lines if line[0] in NOT_FIRST or line[-1] in NOT_LAST] == []
