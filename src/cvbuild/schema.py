"""JSON Schemas (draft 2020-12) of what `decode` takes for a dataclass, for editors that complete and check.

They say the same as the decoder, in its generosity too: a list of one without brackets, a record by its first field.
What the keys mean stands at the dataclasses.
"""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"

_TEXT: Schema = {"type": ["string", "number", "boolean"]}
"""Any scalar is a text (`title: 2024`)."""
_WHOLE = r"^\s*[+-]?[0-9]+(?:_[0-9]+)*\s*$"
_DECIMAL = r"^\s*[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?\s*$"


def schema_of(kind: type, title: str) -> Schema:
    """The schema of a mapping that is decoded as this dataclass; other dataclasses in it are its `$defs`."""
    definitions: dict[str, Schema] = {}
    root = _record(kind, definitions)
    named = {name: definitions[name] for name in sorted(definitions)}
    return {"$schema": DIALECT, "title": title, **root, **({"$defs": named} if named else {})}


def _record(kind: Any, definitions: dict[str, Schema]) -> Schema:
    properties: dict[str, Schema] = {}
    patterns: dict[str, Schema] = {}
    hints = get_type_hints(kind, include_extras=True)
    own = [field for field in fields(kind) if field.name != "span"]
    for field in own:
        key = field.name.replace("_", "-")
        properties[key] = _property(hints[field.name], definitions)
        if "_" in field.name:
            # The decoder takes `fold_marks` too; editors complete the one with hyphens.
            patterns[f"^{field.name.replace('_', '[-_]')}$"] = _value(_bare(hints[field.name]), definitions)
    required = [field.name.replace("_", "-") for field in own if _is_required(field)]
    schema: Schema = {"type": "object", "properties": properties}
    schema |= {"patternProperties": patterns} if patterns else {}
    schema |= {"required": required} if required else {}
    return {**schema, "additionalProperties": False}


def _property(hint: Any, definitions: dict[str, Schema]) -> Schema:
    described = {"description": get_args(hint)[1]} if get_origin(hint) is Annotated else {}
    return {**described, **_value(_bare(hint), definitions)}


def _bare(hint: Any) -> Any:
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def _is_required(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _value(kind: Any, definitions: dict[str, Schema]) -> Schema:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        (inner,) = (part for part in get_args(kind) if part is not types.NoneType)
        return _any_of(_value(inner, definitions), {"type": "null"})
    if origin is Literal:
        return _choice([str(choice) for choice in get_args(kind)])
    if origin is tuple:
        one = _value(get_args(kind)[0], definitions)
        return _any_of({"type": "array", "items": one}, one, {"type": "null"})
    if origin is dict:
        return {"type": "object", "additionalProperties": _value(get_args(kind)[1], definitions)}
    if is_dataclass(kind) and not hasattr(kind, "schema"):
        return _reference(kind, definitions)
    return _scalar(kind, definitions)


def _reference(kind: Any, definitions: dict[str, Schema]) -> Schema:
    """A mapping, or only the value of its first field."""
    name = kind.__name__.strip("_").removesuffix("File")
    if name not in definitions:
        definitions[name] = {}  # reserved, for a dataclass that holds itself
        first = next(field for field in fields(kind) if field.name != "span")
        short = _shorthand(_value(_bare(get_type_hints(kind, include_extras=True)[first.name]), definitions))
        definitions[name] = {"anyOf": [_record(kind, definitions), *short]}
    return {"$ref": f"#/$defs/{name}"}


def _shorthand(first: Schema) -> list[Schema]:
    """What of the first field's schema is a scalar: only that can stand for the whole."""
    parts = first.get("anyOf", [first])
    return [part for part in parts if part.get("type") not in ("array", "object", "null")]


def _scalar(kind: Any, definitions: dict[str, Schema]) -> Schema:
    if own := getattr(kind, "schema", None):
        found: Schema = own()
        return found
    if kind is bool:
        return _any_of({"type": "boolean"}, *_in_any_case(["true", "false"]))
    if kind is int:
        return _any_of({"type": "integer"}, {"type": "string", "pattern": _WHOLE})
    if kind is float:
        return _any_of({"type": "number"}, {"type": "string", "pattern": _DECIMAL})
    definitions["text"] = _TEXT
    return {"$ref": "#/$defs/text"}


def _choice(choices: list[str]) -> Schema:
    return _any_of({"enum": choices}, *_in_any_case(choices))


def _in_any_case(choices: list[str]) -> Iterator[Schema]:
    """The choices in any mixture of small and capital letters; JSON Schema's patterns have no flag for it."""
    any_case = ("".join(_letter(character) for character in choice) for choice in choices)
    yield {"type": "string", "pattern": f"^(?:{'|'.join(any_case)})$"}


def _letter(character: str) -> str:
    return f"[{character.upper()}{character.lower()}]" if character.isalpha() else character


def _any_of(*schemas: Schema) -> Schema:
    """One of the schemas; those that are a choice themselves are laid open."""
    return {"anyOf": [part for schema in schemas for part in schema.get("anyOf", [schema])]}
