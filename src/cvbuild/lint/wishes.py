"""Where a letter says for which company its author wants to work, in several languages: “join X”, „bei X arbeiten“.

Whether that is the right one is for the rules to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from cvbuild.shape.wording import one_line, words_of

_CAPITAL = r"(?-i:[A-ZÄÖÜÉÈÀ][\w'’&.-]*\w)"
_NAME = rf"(?P<name>{_CAPITAL}(?:\s(?:{_CAPITAL}|&|(?:of|de|und|and)(?=\s(?-i:[A-Z]))))*)"
_LEGAL = r"(?:GmbH|AG|SE|KG|mbH|e\.\s?V\.|Inc|Ltd|S\.?A\.?|SL)\b"
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=\S)[^.!?\n]*)*")
_HOPES = {
    "en": r"""
        \b(?:would|love|like|want|eager|excited|excitement|enthusias\w+|keen|happy|hope|glad|thrilled|delighted|dream
        |opportunity|chance|apply|applying|application|interest(?:ed)?|look(?:ing)? forward|motivated)\b
    """,
    "de": r"\b(?:möchte|würde|freue mich|bewerbe|Bewerbung|künftig|zukünftig)\b",
    "fr": r"\b(?:souhait\w+|aimerais|serais|candidature|postul\w+|envie|désir\w*)\b",
    "es": r"\b(?:gustaría|quiero|quisiera|deseo|ilusión|candidatura|solicit\w+)\b",
    "it": r"\b(?:vorrei|desidero|desidererei|spero|piacerebbe|candidatura|entusias\w+)\b",
    "nl": r"\b(?:wil|graag|zou|hoop|solliciteer|sollicitatie)\b",
    "pt": r"\b(?:gostaria|quero|desejo|espero|candidatura|candidato-me)\b",
    "ko": r"",
}
_WISHES = {
    "en": rf"""
        \b(?:join|joining|work(?:ing)? (?:at|for)|appl(?:y|ying) (?:to|at)|application (?:to|at)
        |(?:position|role|vacancy|opening|job|team|career|opportunity|internship|engineer|manager|designer|developer|analyst)
        (?:\s\w+)? at)(?:\sthe)?\s{_NAME}
    """,
    "de": rf"""
        \b(?:(?:bei|für|Teil)(?: der| dem| die| den)?\s(?P<legal>(?-i:(?:[A-ZÄÖÜ][\w&.-]*\s){{1,4}}{_LEGAL}))
        |bei\s{_NAME}\s(?:zu\s)?(?:arbeiten|anfangen|anzufangen|mitarbeiten|mitzuarbeiten|einsteigen|einzusteigen|bewerben))
    """,
    "fr": rf"""
        \b(?:rejoindre(?: la société| l['’]entreprise| l['’]équipe de| les équipes de| le groupe)?|intégrer
        |candidature à|travailler (?:pour|chez))\s{_NAME}
    """,
    "es": rf"\b(?:unirme a|incorporarme a|formar parte de|trabajar para|el equipo de|candidatura a)\s{_NAME}",
    "it": rf"\b(?:lavorare (?:per|presso|in|da)|far(?:e)? parte di|candidatura (?:a|presso)|unirmi a)\s{_NAME}",
    "nl": rf"\b(?:(?:werken|solliciteer\w*) bij\s{_NAME}|bij\s(?P<legal>(?-i:[A-Z][\w&.-]*))\s(?:te\s|komen\s)?werken)",
    "pt": rf"\b(?:trabalhar (?:n[ao]|para a|para o|com a|em)|fazer parte d[aeo]|juntar-me à|integrar a)\s{_NAME}",
    "ko": rf"(?P<legal>(?:\(주\)|㈜|주식회사\s)[\w]{{2,12}}?)(?:에|의|로)\b|{_NAME}에\s?(?:지원|입사|합류)",
}
_TOLD = re.compile(
    r"\b(?:joined|before|after|since|when|while|previous(?:ly)?|former(?:ly)?|left|was|were|had|worked|until|current(?:ly)?"
    r"|my (?:\w+ ){0,3}(?:role|position|job|team|career|internship|time|work|years)"
    r"|war|habe|hatte|wurde|bisher\w*|zuvor|derzeit\w*|aktuell\w*|seit|nach|arbeitete|avant|après|depuis|ai|étais|où|mon"
    r"|antes|después|desde|trabajé|fui|he|actual(?:mente)?|mi)\b|했|였|동안|재직",
    re.IGNORECASE,
)
"""What tells of former work, or of the present one, rather than of what is wished for."""
_PARTS = words_of(
    "team teams group department division family board community program programme practice unit crew office"
)
"""What makes a part of the recipient's own of the capitals before it: the Data Platform team."""
_NOT_COMPANIES = words_of(
    """
    i you your the a an this that my our we ms mr mrs dr python java english german french spanish korean
    europe germany france spain korea asia africa america january february march april may june july august september
    october november december ihnen ihrem ihrer ihr madame monsieur vous votre ustedes usted monday friday
    """
)


@cache
def _patterns(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What hopes and wishes of a language look like, of English for others; made when it is first asked for."""
    known = lang if lang in _WISHES else "en"
    hopes, wishes = one_line(_HOPES[known]), one_line(_WISHES[known])
    return re.compile(hopes, re.IGNORECASE), re.compile(wishes, re.IGNORECASE)


def wished(text: str, lang: str, *, is_wish: bool = False) -> Iterator[tuple[int, int]]:
    """The places of the names behind a word for joining that follows a word of hope, or where all `is_wish`."""
    hopes, wishes = _patterns(lang)
    for sentence in _SENTENCE.finditer(text):
        for match in wishes.finditer(text, *sentence.span()):
            group = "legal" if match.groupdict().get("legal") else "name"
            start, end = match.span(group)
            before = text[sentence.start() : start]
            told = _TOLD.search(before) or not (is_wish or hopes.search(before))
            if not told and _is_company(text[start:end], text[end:]):
                yield start, end


def _is_company(name: str, behind: str) -> bool:
    """Whether it could be one: no place, job or month, and no part of a company."""
    first, following = re.split(r"[\s'’]", name)[0].casefold(), re.match(r"\s*(\w*)", behind)
    if first in _NOT_COMPANIES or (following and following[1].casefold() in _PARTS):
        return False
    # Imported when a name is there to be judged, since it has long lists.
    from cvbuild.shape.names import says_field, says_place, says_title

    return not (says_place(name) or says_title(name) or says_field(name))
