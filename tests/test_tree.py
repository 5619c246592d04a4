"""Tree: JSON keeps everything, a dump is stable and readable, walking and rewriting see every node."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from cvbuild.source import Span
from cvbuild.tree import dump, from_json, plain_text, rewrite, to_json, walk
from cvbuild.tree.metadata import Metadata, Person, Recipient
from cvbuild.tree.node import Node
from cvbuild.tree.nodes import (
    Addressee,
    Block,
    DateLine,
    Document,
    Enclosures,
    Image,
    Inline,
    Paragraph,
    Signature,
    Strong,
    Subject,
    Text,
)
from cvbuild.tree.pdf import PdfSettings
from tests.documents import EVERYTHING, SAMPLES, parsed, shaped

RESUME = "# Ada\n\n## Work\n\n### Engineer | Acme | Rome | 2019 – 2021\n\nDid *things*.\n"
LETTER = "---\nauthor: Ada\n---\nDear Sir or Madam,\n\ntext\n\nSincerely,\n\nAda\n"
UNWRITTEN = (Metadata, PdfSettings, Person, Recipient)
PARTS = Document(
    Metadata(),
    (
        Addressee(((Text("Acme"),), (Text("Rome"),))),
        DateLine((Text("today"),)),
        Subject((Text("Work"),)),
        Signature((Text("Ada"),), Image("name.png", "Ada")),
        Enclosures((Text("Enclosures"),), ((Text("Résumé"),),)),
    ),
)
DOCUMENTS = [parsed(EVERYTHING)[0], shaped(EVERYTHING), shaped(RESUME, "resume"), shaped(LETTER, "letter"), PARTS]


def test_together_the_documents_hold_every_node_type() -> None:
    found = {type(node) for document in DOCUMENTS for node in walk(document)}
    assert {*get_args(Block), *get_args(Inline)} <= found


@pytest.mark.parametrize("document", DOCUMENTS)
def test_json_keeps_everything_places_included(document: Document) -> None:
    again = from_json(to_json(document))
    assert again == document
    assert [node.span for node in walk(again)] == [node.span for node in walk(document)]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"type": "Nope"}', '{"type": "Text", "text": "x", "span": null}', "nonsense"]
)
def test_other_json_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        from_json(text)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_dump_is_the_same_at_each_run(path: object) -> None:
    text = path.read_text("utf-8")  # type: ignore[attr-defined]
    assert dump(parsed(text)[0]) == dump(parsed(text)[0])


def test_a_dump_shows_attributes_and_places() -> None:
    lines = dump(parsed("## Hi *there*\n")[0]).splitlines()
    assert lines == [
        "Document @1",
        "  Heading level=2 anchor='hi-there' @1:1",
        "    Text text='Hi ' @1:4",
        "    Emphasis @1:7",
        "      Text text='there' @1:8",
    ]


def test_a_place_is_no_part_of_equality() -> None:
    assert Text("a", span=Span("x", 1)) == Text("a", span=Span("y", 2))


def test_every_node_below_the_document_knows_its_line() -> None:
    document = parsed(EVERYTHING)[0]
    without = [node for node in walk(document) if node.span is None and not isinstance(node, UNWRITTEN)]
    assert not without


def test_plain_text_has_no_marks() -> None:
    document, _ = parsed("**a** `b` ![c](d.png)\\\n[e](f)")
    assert plain_text(document.children) == "a b c e"


def test_rewriting_shares_what_stays() -> None:
    document, _ = parsed("one\n\n**two**\n")

    def change(node: Node) -> Node:
        return replace(node, text="zwei") if isinstance(node, Text) and node.text == "two" else node

    changed = rewrite(document, change)
    assert changed.children[0] is document.children[0]
    assert changed.children[1] == Paragraph((Strong((Text("zwei"),)),))
    assert rewrite(document, lambda node: node) is document
