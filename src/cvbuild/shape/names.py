"""Which of an entry's names is the title, which the organisation and which the place, as far as their words tell.

Where they don't, the order counts in which they were written. The lists are short on purpose: each word in them is one
that people put on very many résumés, and no list of companies or towns could be complete.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cvbuild.shape.wording import any_of, one_line

_JOBS = one_line(
    r"""
    engineer(?!ing)|develop(?:er|ment lead)|programmer|architect(?!ure)|administrator|analyst|scientist|manager
    |director|consultant|designer|intern\b|internship|lead\b|leader|head of|chief|officer|president|founder
    |owner|assistant|associate|specialist|technician|teacher|lecturer|professor|researcher|instructor|tutor
    |coordinator|supervisor|nurse|physician|surgeon|resident\b|therapist|pharmacist|paramedic|chef|cook\b|baker
    |barista|waiter|waitress|sommelier|clerk|accountant|auditor|controller|bookkeeper|secretary|receptionist
    |cashier|buyer|planner|editor|writer|journalist|reporter|translator|interpreter|librarian|photographer
    |illustrator|artist\b|producer|conductor|violinist|volunteer|mentor|trainer|coach|apprentice|trainee|fellow\b
    |postdoc|advis[eo]r|attorney|lawyer|paralegal|counsel|electrician|carpenter|builder|fitter|painter|mason\b|roofer|tailor|joiner|welder|plumber|mechanic
    |machinist|driver|pilot|captain|operator|foreman|gardener|farmer|representative|agent\b|broker|strategist
    |copywriter|curator|warden|guide\b|freelance|self-employed|sous|server\b|member\b|treasurer|chair\b
    |maintainer|contributor|steward|host\b|c[etfoi]o\b|vp\b|sre\b|tester|ingenieur|entwickler|leiter|leitung
    |berater|fachkraft|kauffrau|kaufmann|mechaniker|mechatroniker|elektroniker|techniker|pfleger|schwester|arzt
    |ärztin|lehrer|lehrkraft|mitarbeiter|werkstudent|praktikant|praktikum|ausbildung|auszubildende|referent
    |sachbearbeiter|assistent|geselle|meister|gestalter|redakteur|ehrenamt|hilfskraft|wart\b|ingénieur
    |développeu[rs]|responsable|chargée? d|chef(?:fe)? d|directeur|directrice|infirmi[eè]re?|professeure?
    |enseignante?|stagiaire|stage\b|alternance|apprentie?|technicien|assistante?|conseill[eè]re?|comptable
    |bénévole|rédact(?:eur|rice)|vendeu(?:r|se)|cuisini[eè]re?|pâtissi[eè]re?|ingenier[oa]\b|desarrollador
    |analista|gerente|jef[ea]\b|encargad[oa]|profesora?|enfermer[oa]|becari[oa]|prácticas|técnic[oa]|diseñador
    |coordinador|voluntari[oa]|maestr[oa]|camarer[oa]|cociner[oa]|engenheir[oa]|desenvolvedor|professora?
    |estagiári[oa]|estágio|gestora?\b|consultora?|ingegnere|sviluppat|insegnante|docente|tirocinio|impiegat[oa]
    |infermier[ea]|progettista|responsabile|restauratore|restauratrice|ontwikkelaar|medewerker|verpleegkundige
    |adviseur|docent|stagiair|vrijwilliger|projectleider|teamleider|beheerder|엔지니어|개발자|개발|연구원|매니저
    |팀장|팀원|과장|대리|사원|주임|부장|인턴|디자이너|기획자|교사|강사|간호사|마케터|분석가|봉사자|봉사단원|エンジニア|開発
    |プログラマ|マネージャ|主任|係長|課長|部長|店長|営業|研究員|デザイナ|看護師|教諭|講師|教員|事務|インターン
    |編集|工程师|开发|经理|主管|总监|助理|研究员|设计师|实习生?|顾问|教师|讲师|护士|分析师|专员|运营|编辑|志愿者
    """
)
"""Words for jobs, roles and offices."""
_DEGREES = one_line(
    r"""
    \bb\.?\s?(?:sc|a|eng|ed|com|ba|tech|mus|s|arch)\b\.?|\bm\.?\s?(?:sc|a|eng|ed|ba|phil|tech|mus|s|d)\b\.?
    |\bph\.?\s?d|\bll\.?\s?[bmd]\b|\b(?:pgce|mphys|mchem|mmath|nvq|btec|hn[cd])\b|\bmba\b|bachelor|master\b|master['’]s|masters|doctor(?:ate)?|diplom|degree|certificate|abitur
    |matura|staatsexamen|promotion\b|reife|licence\b|baccalauréat|maîtrise|doctorat|\bbts\b|\bcap\b|\bdut\b
    |licenciatura|licenciad[oa]|grado\b|bachillerato|graduação|mestrado|laurea|maturità|diploma|vwo\b|havo\b
    |mbo\b|hbo-|studium|minor\b|a-levels|a levels|apprenticeship|학사|석사|박사|수료|전공|학과|学士|修士|博士
    |学科|専攻|研究科|硕士|本科|专业
    """
)
"""Words for degrees and what else one leaves a school with."""
_ORGANISATIONS = one_line(
    r"""
    \b(?:gmbh|ag|kg|e\.\s?v|ohg|ug|inc|llc|llp|ltd|plc|corp(?:oration)?|co\.|s\.a\.?s?|s\.l|srl|s\.r\.l|s\.p\.a
    |sarl|sas|b\.?v|n\.?v|oy|ab|a/s|aps|k\.k|pty|ltda|sa)\b|& (?:co|sons|söhne|fils|partners?)\b|company
    |stiftung|foundation|gruppe\b|group\b|universi|hochschule|college|\bschool\b|schule\b|gymnasium|berufskolleg
    |institut|academy|akademie|acad[eé]mi|polytech|école|lycée|collège\b|escuela|instituto|colegio|scuola|liceo
    |politecnico|faculdade|hogeschool|facult|conservator|hospital|klinik|clinic\b|hôpital|krankenhaus|clínica
    |ospedale|ziekenhuis|\bnhs\b|museum|museo|musée|library\b|bibliothek|\bbank\b|sparkasse|\blabs?\b|laborator
    |studios?\b|agency|agentur|consulting|systems\b|technologies|software\b(?!\s\w+er)|council|ministry
    |ministerium|ministère|department of|verein|associa[tç]|asociación|society|red cross|rotes kreuz|church
    |restaurant|hotel|bakery|bistro|werke?\b|verlag|press\b|publishing|theat(?:er|re)|orchest(?:ra|er)|opera\b
    |gallery|주식회사|\(주\)|㈜|대학|학교|연구소|병원|은행|협회|재단|센터|株式会社|有限会社|合同会社|\(株\)
    |（株）|大学|高等学校|高校|専門学校|小学校|中学校|病院|研究所|銀行|協会|学院|公司|集团|银行|医院|中学|研究院
    """
)
"""Legal forms, and words for institutions."""
_COUNTRIES = any_of(
    """
    germany|deutschland|austria|österreich|switzerland|schweiz|suisse|france|spain|españa|portugal|italy|
    italia|netherlands|nederland|belgium|united kingdom|uk|england|scotland|wales|ireland|usa|united states|
    canada|mexico|méxico|brazil|brasil|argentina|chile|colombia|sweden|norway|denmark|finland|poland|polska|
    turkey|india|japan|china|korea|south korea|taiwan|singapore|australia|new zealand|south africa|kenya|
    nigeria|egypt|israel|morocco|ghana|tunisia|pakistan|bangladesh|indonesia|malaysia|thailand|vietnam|
    philippines|greece|romania|hungary|czechia|ukraine|peru|iceland|luxembourg|belgique|belgië|belgien|
    schweden|polen|italien|spanien|frankreich|allemagne|espagne|alemania|francia|reino unido|perú|u.s.a.|u.k.|
    """
)
_TOWNS = one_line(
    r"""
    remote(?:\s(?:job|work))?|home\s?office|hybrid|worldwide|[\w.' -]+,\s*(?-i:[A-Z]{2})\b|london|manchester|
    edinburgh|glasgow|leeds|bristol|dublin|paris|lyon|marseille|toulouse|nantes|bordeaux|lille|berlin|hamburg|
    münchen|munich|köln|cologne|frankfurt(?: am main)?|stuttgart|düsseldorf|leipzig|dresden|bremen|hannover|
    wien|vienna|graz|zürich|zurich|basel|bern|genève|geneva|madrid|barcelona|valencia|sevilla|seville|bilbao|
    lisbon|lisboa|porto|rome|roma|milan|milano|turin|torino|naples|napoli|bologna|florence|firenze|amsterdam|
    rotterdam|utrecht|den haag|brussels|antwerp|stockholm|oslo|copenhagen|helsinki|warsaw|warszawa|kraków|
    prague|budapest|athens|istanbul|new york|boston|chicago|seattle|san francisco|los angeles|austin|denver|
    portland|toronto|montréal|montreal|vancouver|são paulo|rio de janeiro|buenos aires|santiago|bogotá|lima|
    ciudad de méxico|mexico city|seoul|busan|daejeon|daegu|incheon|tokyo|osaka|kyoto|nagoya|beijing|shanghai|
    shenzhen|hong kong|taipei|bangalore|bengaluru|mumbai|delhi|sydney|melbourne|nairobi|lagos|cairo|서울\w*|
    부산\w*|대전\w*|대구\w*|인천\w*|광주\w*|판교|성남\w*|수원\w*|제주\w*|東京都?\w*|大阪府?\w*|京都府?\w*|名古屋市?|福岡県?\w*|札幌市?|横浜市?|北京市?|
    上海市?|深圳市?|广州市?|杭州市?|成都市?|南京市?|武汉市?|西安市?|香港|台北
    """
)
"""Well-known towns and countries, and words for working from elsewhere."""
_TITLE = re.compile(f"{_JOBS}|{_DEGREES}", re.IGNORECASE)
_DEGREE = re.compile(_DEGREES, re.IGNORECASE)
_ORGANISATION = re.compile(_ORGANISATIONS, re.IGNORECASE)
_PLACE = re.compile(
    rf"(?:(?:{_TOWNS}|{_COUNTRIES})(?:\s*[,/(]\s*[\w .'-]+\)?)*|[\w.' -]+,\s*(?:{_COUNTRIES}))",
    re.IGNORECASE,
)
_FIELDS = any_of(
    """
    sales|marketing|engineering|operations|finance|product|research|human resources|hr|it|logistics|purchasing|legal|
    strategy|design|quality|support|communications|vertrieb|einkauf|forschung|logistik|ventes|compras|backend|frontend|
    infrastructure|platform|security|data
    """
)
"""Parts of a business."""
_FIELD = re.compile(rf"(?:{_FIELDS})(?: (?:and|&|und|et|y|e) \w+)?", re.IGNORECASE)


_REMEMBERED = 1024
"""Answers that are kept: each name is asked for several times while its line is taken apart."""
_LEGAL = re.compile(
    r"(?:s\.?\s?[al]\.?(?:\s?u\.?|\s?s\.?)?|inc|llc|llp|ltd|plc|gmbh|corp|co|lda|ltda|s\.?r\.?l|s\.?p\.?a)\b\.?",
    re.IGNORECASE,
)
"""A legal form that stands behind a comma and belongs to the name in front of it."""


@lru_cache(_REMEMBERED)
def says_title(text: str) -> bool:
    """Whether a word of it names a job, an office or a degree."""
    return bool(_TITLE.search(text))


@lru_cache(_REMEMBERED)
def says_degree(text: str) -> bool:
    """Whether a word of it names a degree; what follows its comma is the subject rather than the school."""
    return bool(_DEGREE.search(text))


@lru_cache(_REMEMBERED)
def says_organisation(text: str) -> bool:
    """Whether a word of it names a legal form, a school or another kind of institution."""
    return bool(_ORGANISATION.search(text))


def says_legal_form(text: str) -> bool:
    """Whether it is nothing but a legal form: the `Inc.` of “Acme, Inc.”."""
    return bool(_LEGAL.fullmatch(text.strip()))


@lru_cache(_REMEMBERED)
def says_place(text: str) -> bool:
    """Whether it is a well-known town or country, `Town, ST`, or a word such as “remote”."""
    return bool(_PLACE.fullmatch(text.strip()))


@lru_cache(_REMEMBERED)
def says_field(text: str) -> bool:
    """Whether it is a part of a business, which belongs to the title in front of it: “Manager, Sales”."""
    return bool(_FIELD.fullmatch(text.strip()))


def in_order(names: list[str]) -> list[int]:
    """The numbers of title, organisation and place among one to three names; -1 for what there is not."""
    titles = [says_title(name) for name in names]
    organisations = [says_organisation(name) and not title for name, title in zip(names, titles, strict=True)]
    places = [says_place(name) for name in names]
    title = _title(titles, organisations, places)
    rest = [number for number in range(len(names)) if number != title]
    if len(rest) == 1 and places[rest[0]]:
        return [title, -1, rest[0]]
    if len(rest) == 2 and _is_place_first(rest, organisations, places):
        rest.reverse()
    return [title, *rest, -1, -1][:3]


def _is_place_first(rest: list[int], organisations: list[bool], places: list[bool]) -> bool:
    first, second = rest
    return not places[second] and (places[first] or (organisations[second] and not organisations[first]))


def _title(titles: list[bool], organisations: list[bool], places: list[bool]) -> int:
    """The first of several that names a job; where none does, the first that is no organisation beside another name."""
    if titles[0] or not any(titles):
        others = [number for number in range(1, len(titles)) if not organisations[number] and not places[number]]
        return others[0] if organisations[0] and not titles[0] and others else 0
    return titles.index(True)
