"""A sender whom nobody can answer, or of whom two documents tell different things."""

from __future__ import annotations

from cvbuild.diagnostics import Code, Report
from cvbuild.lint.names import are_alike
from cvbuild.lint.parties import EMAIL, Sender, is_signed_somehow, phones_in, sender, texts
from cvbuild.lint.rule import Checked
from cvbuild.source import Span
from cvbuild.tree.nodes import Document, Link
from cvbuild.tree.walk import plain_text, walk

_SENT = ("letter", "resume")


def check(checked: Checked, report: Report) -> None:
    """Report what is missing in a letter or résumé, and where it does not agree with those that go with it."""
    document = checked.document
    if document.metadata.kind not in _SENT:
        return
    own = sender(document)
    _check_missing(document, own, report)
    if own.emails or own.phones:
        for other in checked.companions:
            if other.metadata.kind in _SENT:
                _check_agreement(checked, own, other, report)


def _check_missing(document: Document, own: Sender, report: Report) -> None:
    kind = "letter" if document.metadata.kind == "letter" else "résumé"
    said = [plain_text(document), *texts(document)]
    targets = [node.target for node in walk(document) if isinstance(node, Link)]
    email = own.emails or any(map(EMAIL.search, said)) or any(target.startswith("mailto:") for target in targets)
    phone = own.phones or any(any(phones_in(text)) for text in said) or any(one.startswith("tel:") for one in targets)
    start, hint = document.span, "set `author` in front matter, or in cvbuild.yaml for all documents"
    if not (email or phone):
        report.add(Code.MISSING_CONTACT, f"the {kind} has neither e-mail address nor phone number", start, hint)
    elif not phone:
        report.add(Code.MISSING_PHONE, f"the {kind} has no phone number", start, hint)
    if not own.name and not is_signed_somehow(document):
        report.add(Code.MISSING_CONTACT, f"the {kind} does not say who sends it", start, hint)


def _check_agreement(checked: Checked, own: Sender, other: Document, report: Report) -> None:
    """Report where each has a value that the other lacks; who has two addresses may name one of them."""
    theirs = sender(other)
    if not are_alike(own.name, theirs.name):
        return
    path = other.span.path if other.span else "another document"
    place = checked.document.metadata.author.span or checked.document.span
    fields = (
        ("e-mail address", {one: one for one in own.emails}, {one: one for one in theirs.emails}),
        ("phone number", own.phones, theirs.phones),
    )
    for field, mine, yours in fields:
        here, there = sorted(set(mine) - set(yours)), sorted(set(yours) - set(mine))
        if here and there:
            values = "" if checked.redacted else f": {mine[here[0]]} here, {yours[there[0]]} there"
            _differ(f"the {field} is another one than in {path}{values}", place, report)


def _differ(message: str, place: Span | None, report: Report) -> None:
    report.add(Code.OTHER_CONTACT, message, place, "set it in cvbuild.yaml, once for all documents")
