"""Words that say little, and a text that says “I” too often; on demand, since style is the author's."""

from __future__ import annotations

import re

from cvbuild.diagnostics import Code, Report
from cvbuild.lint.rule import Checked
from cvbuild.tree.nodes import Paragraph

_EMPTY = {
    "en": "team player|hard[- ]working|results?[- ]driven|results?[- ]oriented|detail[- ]oriented|go[- ]getter|"
    "self[- ]starter|think(?:ing)? outside the box|synerg(?:y|ies)|leverag(?:e|ed|ing)|proven track record|dynamic|"
    "passionate about|highly motivated|fast[- ]paced|best[- ]of[- ]breed|game[- ]changer|value[- ]add(?:ed)?|"
    "cutting[- ]edge|world[- ]class|rock ?star|ninja|guru|seasoned professional|strategic thinker|utili[sz]ed?",
    "de": "teamfähig(?:keit)?|teamplayer(?:in)?|belastbar(?:keit)?|hochmotiviert|ergebnisorientiert|zielorientiert|"
    "dynamisch(?:es|en|er)?|hands[- ]on[- ]mentalität|kommunikationsstark|querdenker(?:in)?|synergien?|ganzheitlich|"
    "lösungsorientiert|proaktiv",
    "fr": "esprit d['’]équipe|dynamique|motivée?|rigoureu(?:x|se)|force de proposition|polyvalente?|proactif|proactive|"
    "orientée? résultats?|synergies?|passionnée? par|sens du relationnel",
    "es": "trabajo en equipo|proactiv[oa]|dinámic[oa]|orientad[oa] a resultados|motivad[oa]|polivalente|sinergias?|"
    "apasionad[oa] por|don de gentes|gran capacidad de trabajo",
    "ko": "성실한|열정적인|책임감 있는|글로벌 인재|시너지|도전적인 자세|소통하는 인재",
}
"""By language, what is written in every second application and tells nothing of its author."""
_FIRST_PERSON = {
    "en": "I|I['’](?:m|ve|d|ll)",
    "de": "Ich",
    "fr": "Je|J['’]\\w+",
    "es": "Yo",
    "ko": "저는|제가|나는",
}
_FEWEST_SENTENCES = 6
_MOST_OF_THEM = 0.5


def check(checked: Checked, report: Report) -> None:
    """Report each phrase that says little, and once that too many sentences begin with their author."""
    if words := _EMPTY.get(checked.lang):
        empty = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
        for passage in checked.passages:
            for found in empty.finditer(passage.text):
                message = f"“{found[0]}” tells nothing of you"
                report.add(Code.EMPTY_PHRASE, message, passage.span(*found.span()), "say what you did instead")
    if first := _FIRST_PERSON.get(checked.lang):
        _first_person(checked, report, re.compile(rf"(?:{first})(?!\w)"))


def _first_person(checked: Checked, report: Report, first: re.Pattern[str]) -> None:
    begun = total = 0
    for passage in checked.passages:
        if isinstance(passage.node, Paragraph):
            sentences = [one for one in re.split(r"(?<=[.!?])\s+", passage.text.strip()) if one]
            total += len(sentences)
            begun += sum(bool(first.match(one)) for one in sentences)
    if total >= _FEWEST_SENTENCES and begun > total * _MOST_OF_THEM:
        message = f"{begun} of {total} sentences begin with their author"
        report.add(Code.FIRST_PERSON, message, checked.written.span, "begin some with what was done, or for whom")
