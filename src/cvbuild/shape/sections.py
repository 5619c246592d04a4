"""The sections of a résumé: which level of headings makes them, and what each is about.

What stands inside a section is said in `entries`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from cvbuild.diagnostics import Report
from cvbuild.shape.entries import grouped, with_entries
from cvbuild.shape.periods import find_periods
from cvbuild.shape.stations import Place
from cvbuild.shape.wording import one_line
from cvbuild.tree.nodes import Block, Blocks, Heading, Paragraph, Section, SectionKind, Strong, Text
from cvbuild.tree.walk import plain_text, walk

_WORDS: dict[SectionKind, str] = {
    "volunteer": r"""
        volunteer\w*|community (?:service|work|involvement)|civic|ehrenamt\w*|freiwillig\w*
        |(?:gesellschaftliches )?engagement|bénévol\w*|engagement associatif|voluntari\w*|volontariato
        |vrijwillig\w*|봉사\s*활동|자원\s*봉사|ボランティア\w*|志愿\w*|公益
    """,
    "certificates": r"""
        certifi\w*|licen[sc]es?|licensure|zertifi\w*|zertifikate|bescheinigungen|weiterbildung\w*|fortbildung\w*
        |lehrgänge|formation continue|continuing education|formación complementaria|formação complementar
        |certifica\w*|cursos?|corsi|opleidingen en cursussen|cursussen|자격증?|자격\s*사항|資格\w*|免許\w*|证书
        |资格\w*
    """,
    "awards": r"""
        awards?|honou?rs?|prizes?|scholarships?|grants?|fellowships|achievements|auszeichnung\w*|preise
        |stipendi\w*|ehrungen|distinctions|prix|récompenses|bourses|premios|becas|reconocimientos|prêmios|premi
        |riconoscimenti|prijzen|수상\w*|상훈|受賞\w*|表彰|获奖\w*|荣誉\w*|奖项
    """,
    "publications": r"""
        publications?|papers|articles|patents?|bibliography|exhibitions?|veröffentlichung\w*|publikation\w*
        |patente|brevets|publicaciones|patentes|publicações|pubblicazioni|publicaties|논문\w*|저서|출판|특허
        |論文\w*|著書|発表|特許|发表\w*|论文\w*|出版物|专利
    """,
    "projects": r"""
        projects?|portfolio|open[- ]source\w*|productions|selected works?|side projects?|projekte?|projets?
        |réalisations|proyectos|projetos|progetti|projecten|프로젝트|포트폴리오|プロジェクト\w*|制作実績
        |開発実績|作品|项目\w*|作品集
    """,
    "education": r"""
        education\w*|academic\w*|studies|degrees|schooling|qualifications|training|apprenticeship|ausbildung\w*
        |bildung\w*|studium|schulbildung|schulische\w*|akademisch\w*|werdegang|formations?|études|diplômes?
        |parcours (?:académique|scolaire)|scolarité|educación|formación\w*|estudios|educação|formação\w*
        |istruzione|formazione|studi|opleiding\w*|onderwijs|wykształcenie|utbildning|학력\w*|교육\w*|学歴\w*
        |学\s*歴|教育\w*|学历\w*
    """,
    "work": r"""
        experiences?|employment\w*|work(?: history)?|career\w*|professional (?:background|history)
        |positions?|jobs|internships?|appointments|berufserfahrung\w*|beruflicher werdegang|berufliche\w*
        |berufspraxis|arbeitserfahrung|praxiserfahrung|praktik[au]\w*|werkstudent\w*|tätigkeiten
        |nebentätigkeit\w*|expériences?\w*|parcours professionnel|emplois?|stages?|experiencia\w*|trayectoria\w*
        |historial laboral|empleos?|prácticas|experiência\w*|carreira|esperienz[ae]\w*|carriera|werkervaring
        |loopbaan|ervaring|doświadczenie\w*|arbetslivserfarenhet|erfarenhet|경력\w*|경험\w*|직무\w*|업무\w*
        |인턴\w*|職務経歴\w*|職歴\w*|職\s*歴|経歴\w*|業務経歴|工作\w*|实习\w*|职业\w*
    """,
    "languages": r"""
        (?:foreign |spoken )?languages?|language skills|sprach\w*|fremdsprachen|langues\w*|idiomas|lenguas
        |línguas|lingue\w*|talen|talenkennis|języki|språk|어학\w*|외국어\w*|語学\w*|言語|语言\w*|外语\w*
    """,
    "skills": r"""
        skills?\w*|technolog\w+|tech(?:nical)? stack|stack|tools\w*|competenc\w+|competencies
        |expertise|proficienc\w+|programming languages|strengths|capabilities|kenntnisse|\w*kenntnisse
        |fähigkeiten|fertigkeiten|kompetenzen|stärken|compétences\w*|savoir-faire|outils|informatique
        |habilidades|competencias\w*|conocimientos|aptitudes|competências|habilidades|conhecimentos
        |competenze\w*|capacità|vaardigheden|competenties|umiejętności|kompetenser|기술\w*|스킬\w*|역량\w*
        |보유\s*기술|スキル\w*|技術\w*|活かせる\w*|技能\w*|专业技能|能力
    """,
    "interests": r"""
        (?:personal )?interests?|hobb(?:y|ies)\w*|activities|interessen\w*|hobbys|freizeit
        |centres? d['’]intérêts?|loisirs|intereses|aficiones|interesses|interessi|interesses|hobby['’]s
        |zainteresowania|취미\w*|관심\w*|趣味\w*|兴趣\w*|爱好
    """,
    "references": r"""
        references?|referees|recommendations|testimonials|referenzen|références|referencias|referências
        |referenze|referenties|추천\w*|推薦\w*|推荐\w*
    """,
    "summary": r"""
        summary|profile|about(?: me)?|objective|overview|introduction|personal statement|statement
        |career (?:objective|summary)|(?:professional |executive )(?:summary|profile)|at a glance|bio(?:graphy)?
        |highlights|kurzprofil|profil\w*|über mich|zusammenfassung|persönliches|à propos|résumé|présentation
        |perfil\w*|resumen|sobre (?:mí|mim)|extracto|resumo|objetivo|profilo\w*|sintesi|chi sono|profiel
        |over mij|samenvatting|podsumowanie|소개|자기\s*소개|요약|간단\s*소개|自己PR|自己紹介|職務要約|要約
        |自我评价|个人\w*|简介|求职意向
    """,
}
"""What the headings of each kind say, as patterns of whole words."""
_PATTERNS = tuple(
    (kind, re.compile(rf"(?<!\w)(?:{one_line(words)})(?!\w)", re.IGNORECASE)) for kind, words in _WORDS.items()
)
_GROUPS: frozenset[SectionKind] = frozenset({"skills", "languages", "interests"})
_MOST_CHARACTERS = 60


def with_sections(blocks: Blocks, lang: str, report: Report) -> Blocks:
    """A résumé's blocks in sections with entries; what stands before the first section stays as it is."""
    return tuple(_sections(_with_bold_headings(blocks), lang, report))


def _sections(blocks: Blocks, lang: str, report: Report) -> Iterator[Block]:
    level = _level(blocks)
    if level is None:
        yield from _without_sections(blocks, lang, report)
        return
    name = next((block for number, block in enumerate(blocks) if _is_name(number, blocks, level)), None)
    for heading, inner in grouped(blocks, level):
        if heading is None:
            yield from inner
        elif heading is name:
            yield from (heading, *inner)
        else:
            kind = _kind_of(heading)
            children = with_entries(inner, Place(kind, level, lang, report))
            yield Section(heading, children, kind, span=heading.span)


def _without_sections(blocks: Blocks, lang: str, report: Report) -> Iterator[Block]:
    """The first heading is the document's own; those of lower rank below it may be entries all the same."""
    first = next((number for number, block in enumerate(blocks) if isinstance(block, Heading)), None)
    if first is None:
        yield from blocks
        return
    yield from blocks[: first + 1]
    yield from with_entries(blocks[first + 1 :], Place(None, 2, lang, report))


def section_kind(text: str) -> SectionKind | None:
    """What a heading of these words is about. Of several words, the earliest counts, and the longest of those."""
    text = text.strip()
    if len(text) > _MOST_CHARACTERS:
        return None
    found = ((match.start(), -len(match[0]), kind) for kind, known in _PATTERNS if (match := known.search(text)))
    first: tuple[int, int, SectionKind | None] = min(found, default=(0, 0, None), key=lambda one: one[:2])
    return first[2]


def _kind_of(heading: Heading) -> SectionKind | None:
    """What it is about, if it is the heading of a section rather than of an entry."""
    text = plain_text(heading)
    kind = None if "|" in text else section_kind(text)
    return None if kind and any(find_periods(text)) else kind


def _level(blocks: Blocks) -> int | None:
    """The level of the headings that make sections: the highest that has known ones, else 2, else the highest left.

    Languages and tools alone may be groups of what headings above them name in their own words.
    A single heading of level 1 is the document's own. None where nothing makes sections.
    """
    headings = [block for block in blocks if isinstance(block, Heading)]
    if headings and headings[0].level == 1 and sum(heading.level == 1 for heading in headings) == 1:
        del headings[0]
    if known := [heading.level for heading in headings if _kind_of(heading)]:
        level = min(known)
        above = [heading.level for heading in headings if heading.level < level]
        kinds = {_kind_of(heading) for heading in headings if heading.level == level} - {None}
        return min(above) if len(above) > 1 and kinds <= _GROUPS else level
    if any(heading.level == 2 for heading in headings):
        return 2
    plain = [heading.level for heading in headings if not any(find_periods(plain_text(heading)))]
    return min(plain) if plain and len(headings) > 1 and min(plain) < 3 else None


def _is_name(number: int, blocks: Blocks, level: int) -> bool:
    """Whether the heading at that place is the document's own: the first, which names no section."""
    block = blocks[number]
    if not isinstance(block, Heading) or any(isinstance(other, Heading) for other in blocks[:number]):
        return False
    known = any(isinstance(other, Heading) and other.level == level and _kind_of(other) for other in blocks)
    return known and _kind_of(block) is None


def _with_bold_headings(blocks: Blocks) -> Blocks:
    """Bold lines that name sections made headings of level 2, where no heading does that."""
    if any(isinstance(block, Heading) and _kind_of(block) for block in blocks):
        return blocks
    found = [number for number, block in enumerate(blocks) if _bold_kind(block)]
    if len(found) < 2:
        return blocks
    used = {node.anchor for block in blocks for node in walk(block) if isinstance(node, Heading)}
    changed = list(blocks)
    for number in found:
        changed[number] = _heading(blocks[number], used)
    return tuple(changed)


def _bold_kind(block: Block) -> SectionKind | None:
    """What a paragraph that is one bold run names."""
    if not (isinstance(block, Paragraph) and len(block.children) == 1 and isinstance(block.children[0], Strong)):
        return None
    text = plain_text(block)
    return None if any(find_periods(text)) or text.count(" ") > 4 else section_kind(text)


def _heading(block: Block, used: set[str]) -> Heading:
    assert isinstance(block, Paragraph)
    strong = block.children[0]
    assert isinstance(strong, Strong)
    kind = section_kind(plain_text(block)) or "section"
    numbered = (kind, *(f"{kind}-{number}" for number in range(1, len(used) + 2)))
    anchor = next(name for name in numbered if name not in used)
    used.add(anchor)
    return Heading(2, strong.children or (replace(Text(""), span=block.span),), anchor, span=block.span)
