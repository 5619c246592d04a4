"""What a PDF's XMP metadata says beside what the engine writes: the language, and all standards that the file keeps to.

The document's title, author and the like are the engine's.
"""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

from cvbuild.tree.pdf import PdfVariant

_RDF, _DC = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}", "{http://purl.org/dc/elements/1.1/}"
_PDFA, _PDFUA = "{http://www.aiim.org/pdfa/ns/id/}", "{http://www.aiim.org/pdfua/ns/id/}"
_EXTENSION = (
    b'<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    b' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    b'<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    b"<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    b"<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    b"<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    b'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    b"<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    b"<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description></rdf:li>"
    b"</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
"""PDF/A-2 and -3 know no PDF/UA, so the file must describe that property itself (ISO 19005-2, 6.6.2.3)."""


def describe(metadata: Any, lang: str, variant: PdfVariant) -> None:
    """Have the engine's metadata say `dc:language` too (ISO 16684-1, 8.3), and whether a PDF/A is a PDF/UA as well."""
    generate = metadata.generate_rdf_metadata

    def described(*arguments: object) -> bytes:
        rdf = ElementTree.fromstring(generate(*arguments))
        bag = ElementTree.SubElement(ElementTree.SubElement(_described(rdf), f"{_DC}language"), f"{_RDF}Bag")
        ElementTree.SubElement(bag, f"{_RDF}li").text = lang
        if variant.is_archival:
            _name_standards(rdf, variant)
        written: bytes = ElementTree.tostring(rdf, encoding="utf-8")
        # As bytes, since the prefixes themselves are required.
        described_too = _EXTENSION if variant.is_archival and variant.accessible == 1 else b""
        return written.replace(b"</rdf:RDF>", described_too + b"</rdf:RDF>")

    metadata.generate_rdf_metadata = described


def _described(rdf: ElementTree.Element) -> ElementTree.Element:
    return ElementTree.SubElement(rdf, f"{_RDF}Description", {f"{_RDF}about": ""})


def _name_standards(rdf: ElementTree.Element, variant: PdfVariant) -> None:
    if not variant.level:
        # The engine has a level U for PDF/A-4, and the standard none (ISO 19005-4, 6.7.3).
        for element in rdf:
            element.attrib.pop(f"{_PDFA}conformance", None)
    if not variant.accessible:
        return
    claim = _described(rdf)
    ElementTree.SubElement(claim, f"{_PDFUA}part").text = str(variant.accessible)
    if variant.accessible == 2:
        ElementTree.SubElement(claim, f"{_PDFUA}rev").text = "2024"
