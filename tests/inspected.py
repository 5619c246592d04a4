"""Files for the tests of `inspect`, made by other programs: WeasyPrint, Pillow, pypdf, python-docx and pandoc."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import cache

import docx
import pypandoc
import pypdf
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.text.run import Run
from PIL import Image, ImageDraw
from pypdf.constants import UserAccessPermissions
from weasyprint import HTML

from cvbuild.diagnostics import Report
from cvbuild.inspect import Inspection, inspect

HEAD = "<h1>Jane Doe</h1><p>jane.doe@example.com · +44 20 7946 0958</p>"
DEEDS = [
    "Led a team of nine people",
    "Planned the yearly budget here",
    "Wrote the safety handbook again",
    "Trained forty new colleagues",
    "Moved two warehouses in winter",
    "Cut the waste by a third",
    "Opened a branch in Leeds",
]
SKILLS = [
    "Spoken languages and music",
    "English and some French",
    "Working with new people",
    "Driving licence since long ago",
    "Spreadsheets and their charts",
    "First aid course passed",
    "Choir and long distance runs",
]
RESUME = f"""{HEAD}
<h2>Work history</h2><p>Engineer, Acme Ltd, 2019 – 2021</p><ul><li>Led a team of nine people.</li></ul>
<h2>Education</h2><p>BSc Physics, University of Leeds, 2015 – 2018</p>"""
MARKDOWN = """# Jane Doe

jane.doe@example.com · +44 20 7946 0958

## Experience

### Engineer, Acme Ltd, 2019 – 2021

- Led a team of nine people.

## Education

### BSc Physics, University of Leeds, 2015 – 2018
"""
BOX = (
    '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape style="width:200pt;height:50pt"><v:textbox>'
    "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def inspected(data: bytes, name: str) -> tuple[Inspection | None, Report]:
    report = Report()
    return inspect(data, name, report), report


def codes(data: bytes, name: str) -> set[str]:
    return {one.code.slug for one in inspected(data, name)[1]}


def message(data: bytes, name: str, code: str) -> str:
    """That of the only finding of the code."""
    [found] = [one for one in inspected(data, name)[1] if one.code.slug == code]
    return found.message


@cache
def printed(body: str, style: str = "") -> bytes:
    """A PDF by WeasyPrint, without tags."""
    page = f"<html lang=en><head><title>Jane Doe</title><style>{style}</style></head><body>{body}</body></html>"
    return bytes(HTML(string=page).write_pdf())


def paragraphs(texts: Sequence[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def rows(element: str, inner: str) -> str:
    """What stands side by side, row by row."""
    return "".join(
        f"<{element}><{inner}>{deed}</{inner}><{inner}>{skill}</{inner}></{element}>"
        for deed, skill in zip(DEEDS, SKILLS, strict=True)
    )


def scan() -> bytes:
    picture = Image.new("RGB", (620, 877), "white")
    ImageDraw.Draw(picture).text((60, 60), "Jane Doe, Engineer", fill="black")
    target = io.BytesIO()
    picture.save(target, "PDF")
    return target.getvalue()


def encrypted(password: str) -> bytes:
    """With a password to open it, or with restrictions only where that is empty."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(printed(RESUME)))
    writer.encrypt(password, "owner", permissions_flag=UserAccessPermissions(0), algorithm="RC4-128")
    return _saved(writer)


def form() -> bytes:
    page = f"{RESUME}<form><input name=place value=Leeds></form>"
    return bytes(HTML(string=f"<html lang=en><title>x</title>{page}").write_pdf(pdf_forms=True))


def pandoc_docx() -> bytes:
    return bytes(_pandoc("docx"))


@cache
def _pandoc(form: str) -> bytes:
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"resume.{form}"
        pypandoc.convert_text(MARKDOWN, form, format="markdown", outputfile=str(path), extra_args=["--standalone"])
        return path.read_bytes()


def pandoc_odt() -> bytes:
    return _pandoc("odt")


def word(*parts: str) -> bytes:
    """A Word file with what the parts name beside a plain résumé."""
    document = docx.Document()
    document.core_properties.title, document.core_properties.language = "Jane Doe", "en"
    document.add_heading("Jane Doe", 0)
    if "header" in parts:
        document.sections[0].header.paragraphs[0].text = "jane.doe@example.com, +44 20 7946 0958"
    else:
        document.add_paragraph("jane.doe@example.com, +44 20 7946 0958")
    document.add_heading("Experience", 1)
    document.add_paragraph("Engineer, Acme Ltd, 2019 – 2021")
    document.add_heading("Education", 1)
    document.add_paragraph("BSc Physics, University of Leeds, 2015 – 2018")
    if "box" in parts:
        document.add_paragraph()._p.append(parse_xml(BOX.format("Skills in a box")))
    if "table" in parts:
        table = document.add_table(1, 2)
        for cell, texts in zip(table.rows[0].cells, (DEEDS, SKILLS), strict=True):
            for text in texts:
                cell.add_paragraph(text)
    if "lines" in parts:
        for cell, texts in zip(document.add_table(1, 2).rows[0].cells, (DEEDS, SKILLS), strict=True):
            cell.text = "\n".join(texts)
    if "columns" in parts:
        next(document.element.body.iter(qn("w:cols"))).set(qn("w:num"), "2")
    if "data" in parts:
        table = document.add_table(2, 2)
        for cell, text in zip(table._cells, ("Tool", "Years", "Python", "9"), strict=True):
            cell.text = text
    for run in _runs(document, parts):
        run.add_text("words that nobody is meant to see")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _runs(document: docx.document.Document, parts: Sequence[str]) -> Iterator[Run]:
    for part in parts:
        run = document.add_paragraph().add_run()
        match part:
            case "white":
                run.font.color.rgb = RGBColor(255, 255, 255)
            case "vanished":
                run.font.hidden = True
            case "tiny":
                run.font.size = Pt(3)
            case _:
                continue
        yield run


def _saved(writer: pypdf.PdfWriter) -> bytes:
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()
