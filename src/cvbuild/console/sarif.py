"""Diagnostics as a log in the Static Analysis Results Interchange Format (SARIF 2.1.0), as code hosts show it.

Nothing here prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from cvbuild import __version__
from cvbuild.console.repository import path_in_repository
from cvbuild.diagnostics import Code, Diagnostic, Replacement
from cvbuild.source import Span

_PAGE = "https://pypi.org/project/cvbuild/"


def sarif(diagnostics: Sequence[Diagnostic]) -> dict[str, Any]:
    """The log of one run: the rules that found something, and what they found, in its order."""
    used = sorted({diagnostic.code for diagnostic in diagnostics}, key=lambda code: code.slug)
    driver = {
        "name": "cvbuild",
        "semanticVersion": __version__,
        "informationUri": _PAGE,
        "rules": [_rule(code) for code in used],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, used) for diagnostic in diagnostics],
    }
    return {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}


def _rule(code: Code) -> dict[str, Any]:
    """A rule (3.49)."""
    first = code.explanation.partition(". ")[0].rstrip(".") + "."
    return {
        "id": code.slug,
        "shortDescription": {"text": first},
        "fullDescription": {"text": code.explanation},
        "help": _help(code),
        "defaultConfiguration": {"level": code.severity.value},
    }


def _help(code: Code) -> dict[str, str]:
    """What to do, with what causes it and what does not where there are examples."""
    examples = (("Instead of", code.value.bad), ("write", code.value.good))
    shown = [f"{label}\n\n````markdown\n{text}\n````" for label, text in examples if text]
    return {"text": code.explanation, "markdown": "\n\n".join([code.explanation, *shown])}


def _result(diagnostic: Diagnostic, rules: Sequence[Code]) -> dict[str, Any]:
    """A result (3.27). A hint goes into the message, as there is no other place that hosts show."""
    text = f"{diagnostic.message} ({diagnostic.hint})" if diagnostic.hint else diagnostic.message
    result: dict[str, Any] = {
        "ruleId": diagnostic.code.slug,
        "ruleIndex": rules.index(diagnostic.code),
        "level": diagnostic.severity.value,
        "message": {"text": text[:1].upper() + text[1:] + "."},
    }
    if span := diagnostic.span:
        physical = {"artifactLocation": _artifact(span.path), "region": _region(span)}
        result["locations"] = [{"physicalLocation": physical}]
    if diagnostic.fix:
        result["fixes"] = [_fix(diagnostic.fix)]
    return result


def _region(span: Span) -> dict[str, int]:
    """A region (3.30); its end column is that behind the last character, as a Span's is."""
    ends = {"endLine": span.end_line, "endColumn": span.end_column}
    places = {"startLine": span.line, "startColumn": span.column, **(ends if span.column else {})}
    return {name: place for name, place in places.items() if place}


def _fix(replacements: Iterable[Replacement]) -> dict[str, Any]:
    """What repairs it (3.55), all together."""
    changes: dict[str, list[dict[str, Any]]] = {}
    for one in replacements:
        change = {"deletedRegion": _region(one.span), "insertedContent": {"text": one.text}}
        changes.setdefault(one.span.path, []).append(change)
    return {
        "description": {"text": "What `cvbuild check --fix` writes."},
        "artifactChanges": [
            {"artifactLocation": _artifact(path), "replacements": edits} for path, edits in changes.items()
        ],
    }


def _artifact(path: str) -> dict[str, str]:
    """Where a file is, as a URI reference (3.4.3): relative to the repository or the working folder, or of its own."""
    path = path_in_repository(path)
    return {"uri": PurePath(path).as_uri() if PurePath(path).is_absolute() else quote(path)}
