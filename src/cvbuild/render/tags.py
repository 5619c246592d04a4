"""The tags of a PDF, after the engine made them: corrected, with languages, and headers and footers taken out.

What an element is tagged as is the engine's; here stands what it can't know or does otherwise than PDF/UA wants it
(ISO 14289-1 and -2, and ISO 32005 for what may stand in what).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import Any

Box = Any
Element = Any
"""A structure element: the engine's dictionary for it."""

_POINTS_A_PIXEL = 0.75
_GROUPING = {"/Document", "/Part", "/Art", "/Sect", "/Div", "/BlockQuote"}
"""What holds paragraphs and the like, and no text itself."""
_HEADINGS = tuple(f"/H{level}" for level in range(1, 7))
_INLINE = {"/Span", "/NonStruct", "/Link"}
_YOUNG = ("THead", "TBody", "TFoot")
"""Types that PDF 1.4 does not know."""


def number_pages(pdf: Any) -> None:
    """Label the pages with the numbers that headers and footers count (ISO 32000-1, 12.4.2)."""
    import pydyf

    labels = pydyf.Array([0, pydyf.Dictionary({"S": "/D"})])
    pdf.catalog["PageLabels"] = pydyf.Dictionary({"Nums": labels})


class Tags:
    """The tags of a laid-out document. Made before its pages are painted; corrects when the file is made."""

    def __init__(self, layout: Any) -> None:
        self._pages = layout.pages
        self._marks: list[dict[Box, int]] = []
        for page in layout.pages:
            page.paint = partial(self._painted, page.paint)

    def _painted(self, paint: Any, stream: Any, scale: float = 1) -> None:
        """Paint a page, and remember by which number the file knows each box of text."""
        paint(stream, scale)
        self._marks.append({box: int(tag["mcid"]) for box, tag in stream._tags.items()})

    def correct(self, pdf: Any, lang: str, version: str) -> None:
        """Correct the tags of the engine's file of that PDF version, whose language is `lang`."""
        self._pdf = pdf
        self._root = self._at(pdf.catalog["StructTreeRoot"])
        numbers = self._at(self._root["ParentTree"])["Nums"]
        self._texts = [
            {box: self._at(numbers[2 * page + 1][mark]) for box, mark in marks.items()}
            for page, marks in enumerate(self._marks)
        ]
        elements = [found for found in pdf.objects if isinstance(found, dict) and found.get("Type") == "/StructElem"]
        self._take_out_margins(numbers)
        self._name_languages(lang)
        self._name_notes(elements, version)
        self._close_gaps([element for element in elements if element["S"] in _HEADINGS])
        for element in elements:
            self._bring_captions_home(element)
        for element in elements:
            self._make_paragraph(element)
        if version == "2.0":
            self._aim_at_elements()
        if version == "1.4":
            self._root["RoleMap"] = self._dictionary(dict.fromkeys(_YOUNG, "/NonStruct"))

    def _at(self, reference: bytes | str) -> Any:
        return self._pdf.objects[int(reference.split()[0])]

    def _parent(self, element: Element) -> Element:
        return self._at(element["P"])

    def _kids(self, element: Element) -> Iterator[Element]:
        for kid in element.get("K", ()):
            if isinstance(kid, bytes) and (found := self._at(kid)).get("Type") == "/StructElem":
                yield found

    @staticmethod
    def _dictionary(values: dict[str, Any]) -> Any:
        import pydyf

        return pydyf.Dictionary(values)

    @staticmethod
    def _string(text: str) -> Any:
        import pydyf

        return pydyf.String(text)

    def _take_out_margins(self, numbers: list[Any]) -> None:
        """Headers, footers and page numbers are artifacts of pagination (ISO 32000-1, 14.8.2.2)."""
        for page, marks in enumerate(self._marks):
            margins = (box for box in self._pages[page]._page_box.children if hasattr(box, "at_keyword"))
            outside = {marks[box] for margin in margins for box in margin.descendants() if box in marks}
            if not outside:
                continue
            content = self._at(self._at(self._pdf.page_references[page])["Contents"]).stream
            for place, (_, properties) in enumerate(pairwise(content)):
                if isinstance(properties, dict) and properties.get("MCID") in outside:
                    numbers[2 * page + 1][properties["MCID"]] = "null"
                    content[place : place + 2] = ["/Artifact", self._dictionary({"Type": "/Pagination"})]
            self._texts[page] = {
                box: element for box, element in self._texts[page].items() if marks[box] not in outside
            }

    def _name_languages(self, lang: str) -> None:
        for texts in self._texts:
            for box, element in texts.items():
                own = box.style["lang"]
                if own and own.casefold() != lang.casefold():
                    element["Lang"] = self._string(own)

    def _name_notes(self, elements: list[Element], version: str) -> None:
        """Notes are spans to the engine. Each has a name, and in PDF 2.0 knows where it is referred to."""
        kind = "/FENote" if version == "2.0" else "/Note"
        areas = [element for element in elements if self._is_note_area(element)]
        notes = [note for area in areas for note in self._kids(area) if note["S"] in ("/Span", "/Div")]
        for number, note in enumerate(notes, 1):
            note["S"], note["ID"] = kind, self._string(f"note-{number}")
            if version == "2.0":
                note["NS"] = self._root["Namespaces"][0]

    def _is_note_area(self, element: Element) -> bool:
        return bool(element["S"] == "/NonStruct" and self._parent(element)["S"] == "/Document")

    @staticmethod
    def _close_gaps(headings: list[Element]) -> None:
        """Tag headings by their depth, so that no level is left out whatever the author wrote (ISO 14289-1, 7.4.2)."""
        around: list[str] = []
        for heading in headings:
            while around and around[-1] >= heading["S"]:
                around.pop()
            around.append(heading["S"])
            heading["S"] = _HEADINGS[len(around) - 1]

    def _bring_captions_home(self, element: Element) -> None:
        """A caption belongs into what it describes (ISO 32000-2, 14.8.4.8.4)."""
        if element["S"] != "/NonStruct":
            return
        captions = [kid for kid in self._kids(element) if kid["S"] == "/Caption"]
        figure = next((found for found in self._below(element) if found["S"] == "/Figure"), None)
        if not captions or figure is None:
            return
        for caption in captions:
            element["K"].remove(caption.reference)
            figure["K"].append(caption.reference)
            caption["P"] = figure.reference

    def _below(self, element: Element) -> Iterator[Element]:
        for kid in self._kids(element):
            yield kid
            yield from self._below(kid)

    def _make_paragraph(self, element: Element) -> None:
        """Text must not stand in groups of paragraphs: what there is none to, such as code, becomes one."""
        if element["S"] != "/NonStruct" or self._parent(element)["S"] not in _GROUPING:
            return
        if all(found["S"] in _INLINE for found in self._below(element)) and any(self._below(element)):
            element["S"] = "/P"

    def _aim_at_elements(self) -> None:
        """In PDF 2.0, what leads to a place in the document leads to its element too (ISO 14289-2, 8.8)."""
        named = self._pdf.catalog.get("Names", {}).get("Dests", {}).get("Names", [])
        places = {name.string: place for name, place in zip(named[::2], named[1::2], strict=True)}
        for found in self._pdf.objects:
            if isinstance(found, dict) and "Dest" in found:
                place = found.pop("Dest")
                where = places[place.string] if hasattr(place, "string") else place
                found["A"] = self._dictionary({"S": "/GoTo", "D": place, "SD": self._element_at(where)})

    def _element_at(self, place: list[Any]) -> Any:
        """The place with the element that begins there instead of the page."""
        import pydyf

        number = self._pdf.page_references.index(place[0])
        top = self._pages[number].height - place[3] / _POINTS_A_PIXEL
        below = [
            (box.position_y, order, element)
            for order, (box, element) in enumerate(self._texts[number].items())
            if box.position_y + box.height > top + 1
        ]
        element = min(below, key=lambda found: found[:2])[2] if below else self._at(self._root["K"][0])
        while element["S"] in _INLINE:
            element = self._parent(element)
        return pydyf.Array([element.reference, *place[1:]])
