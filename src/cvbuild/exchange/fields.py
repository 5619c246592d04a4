"""What goes where: for each section of JSON Resume, the parts of an entry or of a list and their keys.

Both directions follow this table. How a part is written or read stands in `stations` and `listings`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Label:
    """A key that stands in the body of an entry, in a definition list: its term, other terms for it, one or many."""

    term: str
    also: tuple[str, ...] = ()
    many: bool = False

    def names(self, term: str) -> bool:
        """Whether a definition of that term is meant."""
        return term.rstrip(": ").casefold() in (self.term.casefold(), *(other.casefold() for other in self.also))


@dataclass(frozen=True, slots=True)
class Station:
    """A section of entries: the keys of their parts.

    `schema` has the keys that JSON Resume gives it, in its order. A part whose key is not among them is written all
    the same, as the schema allows. Where `highlights` is empty, lists belong to the summary.
    """

    heading: str
    schema: tuple[str, ...]
    title: str
    organisation: str = "organization"
    place: str = "location"
    date: str = ""
    summary: str = "summary"
    highlights: str = "highlights"
    linked: Literal["title", "organisation"] = "title"
    labels: Mapping[str, Label] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Listing:
    """A section of short items: the keys of an item's name, of what is said of it, and of its terms."""

    heading: str
    columns: Mapping[str, tuple[str, ...]]
    name: str
    quality: str = ""
    terms: str = ""


_URL = Label("URL", ("Link", "Website"))
PARTS: Mapping[str, Label] = {
    "organisation": Label("Organisation", ("Organization", "Company")),
    "place": Label("Place", ("Location",)),
    "period": Label("Period", ("Dates", "Date")),
}
"""How the parts of an entry are labelled where its heading can't tell them."""

STATIONS: Mapping[str, Station] = {
    "work": Station(
        "Experience",
        ("name", "location", "description", "position", "url", "startDate", "endDate", "summary", "highlights"),
        title="position",
        organisation="name",
        linked="organisation",
        labels={"description": Label("Description"), "url": _URL},
    ),
    "volunteer": Station(
        "Volunteering",
        ("organization", "position", "url", "startDate", "endDate", "summary", "highlights"),
        title="position",
        linked="organisation",
        labels={"url": _URL},
    ),
    "education": Station(
        "Education",
        ("institution", "url", "area", "studyType", "startDate", "endDate", "score", "courses"),
        title="area",  # and studyType: see `studies`
        organisation="institution",
        linked="organisation",
        labels={
            "studyType": Label("Degree"),
            "area": Label("Field"),
            "score": Label("Score", ("Grade", "GPA")),
            "courses": Label("Courses", ("Coursework",), many=True),
            "url": _URL,
        },
    ),
    "awards": Station(
        "Awards",
        ("title", "date", "awarder", "summary"),
        title="title",
        organisation="awarder",
        date="date",
        highlights="",
        labels={"url": _URL},
    ),
    "certificates": Station(
        "Certificates",
        ("name", "date", "url", "issuer"),
        title="name",
        organisation="issuer",
        date="date",
        highlights="",
        labels={"url": _URL},
    ),
    "publications": Station(
        "Publications",
        ("name", "publisher", "releaseDate", "url", "summary"),
        title="name",
        organisation="publisher",
        date="releaseDate",
        highlights="",
        labels={"url": _URL},
    ),
    "references": Station(
        "References",
        ("name", "reference"),
        title="name",
        summary="reference",
        highlights="",
        labels={"url": _URL},
    ),
    "projects": Station(
        "Projects",
        ("name", "description", "highlights", "keywords", "startDate", "endDate", "url", "roles", "entity", "type"),
        title="name",
        organisation="entity",
        summary="description",
        labels={
            "keywords": Label("Keywords", ("Technologies", "Tech stack"), many=True),
            "roles": Label("Roles", ("Role",), many=True),
            "type": Label("Type"),
            "url": _URL,
        },
    ),
}

LISTINGS: Mapping[str, Listing] = {
    "skills": Listing(
        "Skills",
        {"name": ("Skill", "Area", "Category", "Skills"), "level": ("Level",), "keywords": ("Keywords", "Details")},
        name="name",
        quality="level",
        terms="keywords",
    ),
    "languages": Listing(
        "Languages",
        {"language": ("Language",), "fluency": ("Fluency", "Level", "Proficiency")},
        name="language",
        quality="fluency",
    ),
    "interests": Listing(
        "Interests", {"name": ("Interest",), "keywords": ("Keywords", "Details")}, name="name", terms="keywords"
    ),
}
SUMMARY_HEADING = "Summary"
ORDER: tuple[str, ...] = (
    "work", "volunteer", "education", "awards", "certificates", "publications", "skills", "languages", "interests",
    "references", "projects",
)  # fmt: skip
"""The sections in the order of the schema."""
