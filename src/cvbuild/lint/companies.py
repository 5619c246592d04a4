"""A letter that names another company than the one it is for, or does not name that one at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from cvbuild.diagnostics import Code, Report
from cvbuild.lint.parties import body, employers, organisation, recipient_lines
from cvbuild.lint.prose import Passage
from cvbuild.lint.rule import Checked
from cvbuild.lint.wishes import wished
from cvbuild.shape.wording import words_of
from cvbuild.tree.nodes import Document, Salutation
from cvbuild.tree.walk import plain_text

_WORD = re.compile(r"[^\W_]+")
_COMMON = words_of(
    """
    gmbh ag kg se ohg ug co inc llc llp ltd plc corp corporation company sa sas sarl sl srl spa bv nv oy ab as group
    gruppe groupe grupo holding the and und et y e of der die das den dem für for de la le les du del des von van di
    da do international services service solutions systems technologies technology university universität université
    universidad school schule hospital klinik institute institut foundation stiftung department studios studio labs
    lab bank verlag press media city stadt hospital clinic klinik klinikum clinique clínica clinica museum museo musée
    주식회사 株式会社 대학교
    """
)
"""Words that many companies have in their names."""
_FEWEST_LETTERS = 3


def check(checked: Checked, report: Report) -> None:
    """Report whom the text means to join, and whom another letter is for, if that is not the recipient."""
    document = checked.document
    own = organisation(document)
    if document.metadata.kind != "letter" or not own:
        return
    known = " ".join((own, *recipient_lines(document)))
    found = list(_wished(checked, known))
    for passage, start, end in found:
        message = f"the text names “{passage.text[start:end]}”, and the letter is for “{own}”"
        _tell(message, passage, start, end, report)
    for other in checked.companions:
        _check_other_letter(checked, other, known, report)
    if words(own) and not _is_named(own, document):
        message = f"the text does not name “{own}”"
        report.add(Code.UNNAMED_COMPANY, message, document.span, "say what draws you to them")


def _is_named(company: str, document: Document) -> bool:
    """Whether greeting or text have a word of its name or its initials; in Korean, particles follow without a space."""
    greeting = [block for block in document.children if isinstance(block, Salutation)]
    text = " ".join(plain_text(block) for block in (*greeting, *body(document)))
    east = any(word > "\u2e80" and word in text for word in words(company))
    return bool(words(company) & words(text)) or _initials(company) in _WORD.findall(text) or east


def words(name: str) -> set[str]:
    """The words of a company's name that are its own."""
    return {word for word in map(str.casefold, _WORD.findall(name)) if word not in _COMMON and len(word) > 1}


def _initials(name: str) -> str:
    return "".join(word[0] for word in _WORD.findall(name) if word[0].isupper())


def _wished(checked: Checked, known: str) -> Iterator[tuple[Passage, int, int]]:
    """The companies that the text says its author wants to work for, without those known and former employers."""
    former = words(" ".join(employers(checked.companions)))
    initials = {_initials(line) for line in recipient_lines(checked.document)}
    mine, sender = words(known), words(checked.document.metadata.author.name)
    for passage in checked.texts:
        if passage.key and passage.key not in {"subject", "title"}:
            continue
        for start, end in wished(passage.text, checked.lang, is_wish=bool(passage.key)):
            named = words(passage.text[start:end])
            if named and not named & (mine | former | sender) and passage.text[start:end] not in initials:
                yield passage, start, end


def _check_other_letter(checked: Checked, other: Document, known: str, report: Report) -> None:
    """Report the name of the company that another letter of the folder is for."""
    theirs = organisation(other) if other.metadata.kind == "letter" else ""
    name = words(theirs) - words(known)
    if not theirs or words(theirs) & words(known) or max(map(len, name), default=0) < _FEWEST_LETTERS:
        return
    path = other.span.path if other.span else "another letter"
    if name & words(Path(checked.source.path).stem):
        message = f"the file is named after “{theirs}”, for whom {path} is, and not this letter"
        report.add(Code.OTHER_RECIPIENT, message, checked.document.span, "rename it, or correct the recipient")
    pattern = re.compile(_as_written(theirs))
    for passage in checked.texts:
        if passage.key.partition(".")[0] in {"author", "keywords"} or isinstance(passage.node, Salutation):
            continue
        if match := pattern.search(passage.text):
            message = f"the text names “{match[0]}”, for whom {path} is, and not this letter"
            _tell(message, passage, match.start(), match.end(), report)


def _as_written(company: str) -> str:
    """The company's name without what many have in theirs, in its own capitals, as a pattern."""
    kept = [word for word in _WORD.findall(company) if word.casefold() not in _COMMON]
    return r"\b" + r"[\W_]+".join(map(re.escape, kept)) + r"\b"


def _tell(message: str, passage: Passage, start: int, end: int, report: Report) -> None:
    report.add(Code.OTHER_RECIPIENT, message, passage.span(start, end), "name the company that the letter is for")
