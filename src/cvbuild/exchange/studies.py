"""What somebody studied, and to which degree: `B.Sc. Computer Science` and `Bachelor, Computer Science`.

Where that stands in an entry is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_DEGREE = re.compile(
    r"""(
        (?:B|M|D)\.?\s?(?:Sc|A|Eng|Ed|Mus|Phil|Tech|Des|Arch|F\.?A|B\.?A|S)\b\.?(?:\s?\(?Hons\)?\.?)?
        | (?:LL|Ll)\.?\s?[BMD]\b\.? | Ph\.?\s?D\b\.? | MBA\b | M\.?D\b\.? | Dr\.(?:\s?[a-z.]+\.)?
        | (?:Bachelor|Master|Doctor|Associate)(?:['’]?s)?(?:\s+(?:of|in)\s+(?:Science|Arts|Engineering|Laws|Education|
            Business\s+Administration|Philosophy|Fine\s+Arts|Technology|Applied\s+Science|Architecture|Design))?
        | Bachelor\b | Master\b | Doctorate\b | Diploma?\b | Magister\b | Staatsexamen\b | Licence\b | Abitur\b
        | (?:전문)?학사 | 석사 | 박사 | 学士 | 修士 | 博士
    )(?=[\s,:]|$)""",
    re.VERBOSE,
)
_BETWEEN = re.compile(r"\s*(?:[,:–—-]\s+|\s(?:in|of|en|für)\s+|\s)\s*")


def split_studies(text: str) -> tuple[str, str]:
    """The degree at the beginning and the area behind it, each empty where it is not told."""
    found = _DEGREE.match(text)
    if not found:
        return "", text
    rest = text[found.end() :]
    between = _BETWEEN.match(rest)
    return found[1], rest[between.end() :] if between else rest


def read_studies(title: str, labels: Mapping[str, object]) -> dict[str, str]:
    """The keys of JSON Resume that an entry's title tells. Where labels tell them, the title only repeats one."""
    if "studyType" in labels or "area" in labels:
        repeats = title in (labels.get("studyType"), labels.get("area"))
        return {"area": "" if repeats else title}
    degree, area = split_studies(title)
    return {"studyType": degree, "area": area}


def write_studies(degree: str, area: str) -> tuple[str, dict[str, str]]:
    """The title that is read as these; where none is, also the labels that say it."""
    forms = [f"{degree} {area}"] if degree.endswith(".") else []
    for form in (*forms, f"{degree}, {area}" if degree and area else degree or area):
        if split_studies(form) == (degree, area):
            return form, {}
    return area or degree, {key: value for key, value in (("studyType", degree), ("area", area)) if value}
