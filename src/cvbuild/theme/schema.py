"""The JSON Schema of `theme.yaml`: what the decoder takes, and the roles that there are."""

from __future__ import annotations

from collections.abc import Mapping

from cvbuild.schema import Schema, schema_of
from cvbuild.theme.model import Role, RunRole
from cvbuild.theme.roles import RUN_ROLES, TEXT_ROLES
from cvbuild.theme.written import ThemeFile


def theme_schema(title: str) -> Schema:
    """The schema under this title."""
    schema = schema_of(ThemeFile, title)
    sections: tuple[tuple[str, Mapping[Role, str] | Mapping[RunRole, str]], ...] = (
        ("text", TEXT_ROLES),
        ("runs", RUN_ROLES),
    )
    for name, roles in sections:
        section = schema["properties"][name]
        style = section["additionalProperties"]
        section["properties"] = {role.value: {"description": text, **style} for role, text in roles.items()}
        section["additionalProperties"] = False
    return schema
