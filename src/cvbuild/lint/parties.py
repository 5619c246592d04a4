"""Who sends a document and whom it is for, as it says itself: names, e-mail addresses, phone numbers, companies.

Where they do not agree is for the rules to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from cvbuild.shape.wording import words_of
from cvbuild.tree.node import Node
from cvbuild.tree.nodes import (
    Addressee,
    Block,
    Code,
    Document,
    Entry,
    Heading,
    Letterhead,
    Link,
    Paragraph,
    Salutation,
    Section,
    Signature,
    Text,
)
from cvbuild.tree.walk import plain_text, walk

EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}")
"""Bounded (RFC 5321, 4.5.3.1), so that it takes no long time over a long word."""
_YEARS = re.compile(r"(?:19|20)\d\d\W{1,3}(?:19|20)\d\d")
PHONE = re.compile(r"(?<![\w.+/-])(?:\+|00|\(\+?\d|\d)[\d\s().\-‐‑–/·]{5,20}\d(?![\w/-])")
_FEWEST_DIGITS, _MOST_DIGITS = 8, 15
_COMPARED_DIGITS = 7
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SIGNED = re.compile(r"\s*(?:드림|올림|배상|拝|拜上|敬上)\s*$")
_PARTICLES = words_of("van von der den de di da del della dos la le el bin al ten ter zu y i e")
_HAS_NAME = re.compile(
    r"[^\W\d_a-z][\w'’-]+\.? (?:[a-z]{1,5} ){0,2}[^\W\d_a-z][\w'’.-]+|[\u3040-\u9fff\uac00-\ud7a3]{2}"
)
_TITLES = words_of(
    "dr prof professor mr mrs ms mx herr frau dipl ing msc bsc ma ba mba phd rn cpa m.sc b.sc ph.d md jr sr ii iii"
)


@dataclass(frozen=True)
class Sender:
    """What a document tells of its sender; phones by their last digits, as country codes come and go."""

    name: str
    emails: frozenset[str]
    phones: dict[str, str]


def sender(document: Document) -> Sender:
    """By its metadata, its letterhead and what stands before its first section or greeting."""
    author = document.metadata.author
    head = list(_head(document))
    said = [author.email, author.phone, *(text for block in head for text in texts(block))]
    emails = frozenset(found.casefold() for text in said for found in EMAIL.findall(text))
    phones = {digits[-_COMPARED_DIGITS:]: number for text in said for number, digits in phones_in(text)}
    return Sender(author.name or _headed_name(document, head), emails, phones)


def phones_in(text: str) -> Iterator[tuple[str, str]]:
    """The phone numbers in a text, as they are written and by their digits; periods and dates are none."""
    for match in PHONE.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS and not _is_period(match[0]):
            yield match[0].strip(), digits


def _is_period(text: str) -> bool:
    if _YEARS.fullmatch(text.strip()):
        return True
    # Imported when a number is there to be judged, since it has long patterns.
    from cvbuild.shape.periods import read_period

    return read_period(text) is not None


def _head(document: Document) -> Iterator[Block]:
    """What stands before a résumé's first section, or a letter's greeting."""
    ends = (Section, Salutation)
    return (
        block
        for block in takewhile(lambda block: not isinstance(block, ends), document.children)
        if not isinstance(block, Addressee)
    )


def texts(block: Node) -> Iterator[str]:
    """The runs of text in it and what its links call or write to, each for itself: contacts have nothing between."""
    for node in walk(block):
        if isinstance(node, Text | Code):
            yield node.text
        if isinstance(node, Link) and node.target.startswith(("mailto:", "tel:")):
            yield re.sub(r"^\w+:|\?.*", "", node.target)


def _headed_name(document: Document, head: list[Block]) -> str:
    """The name in the letterhead; of a résumé the title, of a letter the signature, where they could be a name."""
    for block in head:
        if isinstance(block, Letterhead):
            return block.name
        if isinstance(block, Heading) and document.metadata.kind == "resume" and is_name(plain_text(block)):
            return plain_text(block).strip()
    return signature(document)


def signature(document: Document) -> str:
    """The name under a letter, without what stands below it or signs it."""
    for block in document.children:
        if isinstance(block, Signature):
            lines = plain_text(block.name).strip().splitlines()
            return _SIGNED.sub("", lines[0]) if lines else ""
    return ""


def is_signed_somehow(document: Document) -> bool:
    """Whether a line before a résumé's first section or a letter's greeting, or a letter's last, could hold a name."""
    last = [block for block in document.children[-1:] if isinstance(block, Paragraph)]
    blocks = [*_head(document), *(last if document.metadata.kind == "letter" else ())]
    lines = [re.split(r"[,|·:：\n]", plain_text(node)) for block in blocks for node in walk(block)]
    return any(_HAS_NAME.search(part) for parts in lines for part in parts)


def is_name(text: str) -> bool:
    """Whether it could be the name of a person: two to four words, each with a capital if its script has them."""
    words = text.split()
    written = [word for word in words if word not in _PARTICLES]
    return 1 < len(words) <= 5 and not re.search(r"[\d@:/|]", text) and all(map(_is_capital, written))


def _is_capital(word: str) -> bool:
    return (word[0].isalpha() and not word[0].islower()) or word[0] > "\u2e80"


def name_words(text: str) -> list[str]:
    """The words of a name in small letters, without titles and degrees."""
    words = (word.casefold().rstrip(".") for word in _WORD.findall(text.partition(",")[0]))
    return [word for word in words if word not in _TITLES]


def recipient_lines(document: Document) -> list[str]:
    """Whom a letter is for: the lines of its address, and what the front matter says."""
    recipient = document.metadata.recipient
    lines = [recipient.name, recipient.organisation, recipient.department, *recipient.address.splitlines()]
    for node in document.children:
        if isinstance(node, Addressee):
            lines += [plain_text(line) for line in node.lines]
    return [line.strip() for line in lines if line.strip()]


def organisation(document: Document) -> str:
    """The company or institution that a letter is for; empty where nobody says it."""
    if document.metadata.recipient.organisation:
        return document.metadata.recipient.organisation
    return next(filter(_is_organisation, recipient_lines(document)), "")


def _is_organisation(line: str) -> bool:
    # Imported when a line is there to be judged, since it has long lists.
    from cvbuild.shape.names import says_organisation

    return says_organisation(line)


def body(document: Document) -> list[Block]:
    """A letter's text: what is neither head nor foot."""
    return [
        block for block in document.children if not isinstance(block, Letterhead | Addressee | Signature | Salutation)
    ]


def employers(documents: tuple[Document, ...]) -> Iterator[str]:
    """The organisations that résumés tell of, and all else that their entries name."""
    for document in documents:
        for node in walk(document):
            if isinstance(node, Entry):
                yield plain_text(node.organisation) or plain_text(node.title)
            elif isinstance(node, Paragraph | Heading) and document.metadata.kind == "resume":
                yield plain_text(node)
