"""Documents for the tests, and the short ways from Markdown to a tree, a report or an output."""

from __future__ import annotations

from pathlib import Path

from cvbuild.config import Config, read_config
from cvbuild.diagnostics import Report
from cvbuild.parse import parse
from cvbuild.pictures import Pictures, identify
from cvbuild.render import renderer
from cvbuild.shape import shape
from cvbuild.source import Source, read_source
from cvbuild.theme import Theme, load_theme
from cvbuild.tree.nodes import Document

ROOT = Path(__file__).parents[1]
SAMPLES = sorted((ROOT / "sources").rglob("*.md"))
PROJECT = read_config(read_source(ROOT / "cvbuild.yaml"), Report())
_OF_THE_PROJECT = {path.read_text("utf-8") for path in SAMPLES}

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)
"""A PNG image of one black pixel."""

LETTER = """# Cover Letter

## About Me

I design systems that process many streams—and keep them running. “Go far,” I was told; a weekly 논문 helps.

### What I did (2020-2024)

It required **capacity planning** and *patience*:

- **Planning**: never start without a list of machines.
- **Resilience**: 12 GB and not 35 GB.

## Let's Connect

**Quick Links:**
- 📄 [Detailed Resume](./RESUME.md)
- 💼 [GitHub Profile](https://github.com/example)
- 📊 [2024 Career Data](./2024/)
- 📧 Email: someone@example.com

I'm always open to a talk.

---

**Written with care by someone <other@example.com>**
"""
"""A letter as people keep it: no front matter, a list right after a bold line, links to what is not there."""


def double_encoded(text: str) -> bytes:
    """The text as a tool leaves it that reads UTF-8 as Windows-1252 and saves UTF-8."""
    # Bytes that Windows-1252 leaves undefined go through as C1 controls, as browsers do it.
    mangled = "".join(
        bytes([byte]).decode("cp1252") if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(byte)
        for byte in text.encode()
    )
    return mangled.encode()


EVERYTHING = """---
title: Everything
author: {name: Ada Example, headline: Engineer, email: ada@example.com, phone: +1 555 0100}
---

# Heading one *with emphasis*

## Heading two

### Heading three

#### Heading four

##### Heading five

###### Heading six

A paragraph with *emphasis*, **strong**, ***both***, ~~strike~~, `code span`, H<sub>2</sub>O, x<sup>n</sup>,
[a link](https://example.com "tip"), <https://auto.example.com> and someone@example.com.\\
After a hard break.

- bullet
  - nested bullet
    - third level

      with a second paragraph
- [ ] open task
- [x] done task

3. three
4. four

   1. inner one

   > quote in a list
5. five

   ```python
   code = "in a list"
   ```

> A quote with **strong** words
>
> > and a nested one
>
> - and a list

```python
def code_block():
    return "é < & >"
```

***

| Left column here | A center column | Right column here | None |
| :--------------- | :-------------: | ----------------: | ---- |
| a cell with words | **strong words** | `some code span` | more |
| another such cell | [a link in it](https://example.com/e) | 논문 이력서 경력 |   |

Term
: Description one
: Description two

![A pixel](pixel.png "Caption of the pixel")

An inline ![dot](pixel.png) image, 한국어 문장과 이모지 📄 💼.

<!-- pagebreak -->

A note[^one], the same note again[^one], and another[^two].

[^one]: The first note, with `code`.
[^two]: The second note.

    With a second paragraph.
"""
"""Every node type that Markdown can make."""


def parsed(text: str, name: str = "test.md") -> tuple[Document, Report]:
    """The tree as it is parsed, and what was found."""
    report = Report()
    return parse(Source(name, text), report), report


def shaped(text: str, name: str = "test") -> Document:
    """The tree as what it is; a sample under the project's settings, other texts under the defaults."""
    return shape(parsed(text)[0], PROJECT if text in _OF_THE_PROJECT else Config(), name, Report())


def classic() -> Theme:
    """The default theme."""
    report = Report()
    theme = load_theme("classic", report)
    assert theme is not None, list(report)
    return theme


def pixels() -> Pictures:
    """The pictures that `EVERYTHING` shows."""
    return {"pixel.png": identify(PIXEL)}


def rendered(text: str, name: str, stem: str = "test") -> tuple[bytes, Report]:
    """The output in one format, and what was found while rendering."""
    report = Report()
    return renderer(name)(shaped(text, stem), classic(), pixels(), report), report
