"""The sender's name in two spellings: in letterhead and signature, or in two documents of an application."""

from __future__ import annotations

import unicodedata
from difflib import SequenceMatcher

from cvbuild.diagnostics import Code, Report
from cvbuild.lint.parties import name_words, sender, signature
from cvbuild.lint.rule import Checked
from cvbuild.tree.nodes import Signature

_ALIKE = 0.75
"""Words that share so much are one name in two spellings, unless one is the beginning of the other."""


def check(checked: Checked, report: Report) -> None:
    """Report a signature that is not the letterhead's name, and a name that another document spells otherwise."""
    document = checked.document
    if document.metadata.kind not in {"letter", "resume"}:
        return
    signed, name = signature(document), sender(document).name
    if signed and name and (_is_respelled(signed, name) or _is_another(signed, name)):
        span = next((block.span for block in document.children if isinstance(block, Signature)), None)
        message = f"the letter is signed “{signed}”, and its sender is “{name}”"
        report.add(Code.OTHER_NAME, message, span, "write the name in one way")
    for other in checked.companions:
        theirs = sender(other).name if other.metadata.kind in {"letter", "resume"} else ""
        if name and theirs and _is_respelled(name, theirs):
            path = other.span.path if other.span else "another document"
            span = document.metadata.author.span or document.span
            report.add(Code.OTHER_NAME, f"the name is “{name}” here, and “{theirs}” in {path}", span, "choose one")


def are_alike(name: str, other: str) -> bool:
    """Whether two names may be of one person: all words of one are in the other, or one is a spelling of the other."""
    mine, yours = set(name_words(name)), set(name_words(other))
    return bool(mine and yours) and (mine <= yours or yours <= mine or _is_respelled(name, other))


def _is_respelled(name: str, other: str) -> bool:
    """Whether the words in which they differ are spelled alike, as Schmidt and Schmitt, or have other accents only."""
    mine, yours = name_words(name), name_words(other)
    left, right = [word for word in mine if word not in yours], [word for word in yours if word not in mine]
    if not left or len(left) != len(right) or len(left) == len(mine) > 1:
        return "".join(left) == "".join(right) != "" and left != right
    return all(_are_spellings(one, two) for one, two in zip(left, right, strict=True))


def _are_spellings(one: str, two: str) -> bool:
    if abs(len(one) - len(two)) > 1 and (one.startswith(two) or two.startswith(one)):
        return False  # Alex and Alexander
    return _bare(one) == _bare(two) or SequenceMatcher(None, one, two).ratio() >= _ALIKE


def _bare(word: str) -> str:
    """Without accents and hyphens."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", word) if sign.isalnum())


def _is_another(name: str, other: str) -> bool:
    """Whether two full names in one script have no word in common, not even an initial."""
    mine, yours = name_words(name), name_words(other)
    if len(mine) < 2 or len(yours) < 2 or (mine[0] > "\u2e80") != (yours[0] > "\u2e80"):
        return False
    return not {word[0] for word in mine} & {word[0] for word in yours}
