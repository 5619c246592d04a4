"""`cvbuild schema`: JSON Schemas by which editors complete and check what people write."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import typer

from cvbuild.config import Config
from cvbuild.schema import Schema, schema_of
from cvbuild.theme import theme_schema
from cvbuild.tree.metadata import Metadata, Person

SCHEMAS: Mapping[str, tuple[str, Callable[[], Schema]]] = {
    "front-matter": (
        "front-matter.schema.json",
        lambda: schema_of(Metadata, "The front matter of a cvbuild document"),
    ),
    "config": ("cvbuild.schema.json", lambda: schema_of(Config, "cvbuild.yaml: settings of a cvbuild project")),
    "private": ("private.schema.json", lambda: schema_of(Person, "private.yaml: what is private of the author")),
    "theme": ("theme.schema.json", lambda: theme_schema("theme.yaml: a theme for cvbuild")),
}
"""By the name on the command line: the file that it is kept in, and the schema."""


def schema_text(name: str) -> str:
    """The schema of that name as indented JSON."""
    return json.dumps(SCHEMAS[name][1](), ensure_ascii=False, indent=2) + "\n"


def run_schema(name: str) -> None:
    """Print a schema to standard output."""
    typer.echo(schema_text(name), nl=False)
