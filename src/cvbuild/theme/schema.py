"""The JSON Schema of `theme.yaml`: what the decoder takes, and the roles that there are."""

from __future__ import annotations

from cvbuild.schema import Schema, schema_of
from cvbuild.theme.model import Role, RunRole
from cvbuild.theme.written import ThemeFile


def theme_schema(title: str) -> Schema:
    """The schema under this title."""
    schema = schema_of(ThemeFile, title)
    roles: tuple[tuple[str, type[Role] | type[RunRole]], ...] = (("text", Role), ("runs", RunRole))
    for section, kind in roles:
        schema["properties"][section]["propertyNames"] = {"enum": [role.value for role in kind]}
    return schema
