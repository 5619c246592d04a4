"""The language in a PDF's XMP metadata, where the engine writes the other properties."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

_RDF, _DC = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}", "{http://purl.org/dc/elements/1.1/}"


def add_language(metadata: Any, lang: str) -> None:
    """Have the engine's metadata say `dc:language` too (ISO 16684-1, 8.3)."""
    generate = metadata.generate_rdf_metadata

    def with_language(*arguments: object) -> bytes:
        rdf = ElementTree.fromstring(generate(*arguments))
        described = ElementTree.SubElement(rdf, f"{_RDF}Description", {f"{_RDF}about": ""})
        bag = ElementTree.SubElement(ElementTree.SubElement(described, f"{_DC}language"), f"{_RDF}Bag")
        ElementTree.SubElement(bag, f"{_RDF}li").text = lang
        written: bytes = ElementTree.tostring(rdf, encoding="utf-8")
        return written

    metadata.generate_rdf_metadata = with_language
