"""Schemas: valid by JSON Schema's own schema, and of one opinion with the decoder about what is right."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from jsonschema import Draft202012Validator

from cvbuild.cli.options import SchemaName
from cvbuild.cli.schema import SCHEMAS, schema_text
from cvbuild.config import Config
from cvbuild.decode import decode, read_yaml
from cvbuild.diagnostics import Report
from cvbuild.source import Source
from cvbuild.tree.metadata import Metadata, Person, Profile, Recipient
from tests.documents import ROOT, SAMPLES

KINDS: dict[str, type[Metadata] | type[Config] | type[Person]] = {
    "front-matter": Metadata,
    "config": Config,
    "private": Person,
}
VALIDATORS = {name: Draft202012Validator(json.loads(schema_text(name))) for name in SCHEMAS}


def test_every_schema_has_its_name_on_the_command_line() -> None:
    assert len(SCHEMAS) > 2
    assert list(SCHEMAS) == [name.value for name in SchemaName]
    done = subprocess.run([sys.executable, "-m", "cvbuild", "schema", "config"], capture_output=True, check=True)
    assert done.stdout.decode() == schema_text("config")


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_valid_and_names_no_address(name: str) -> None:
    schema = json.loads(schema_text(name))
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "$id" not in schema
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize("name", KINDS)
def test_every_key_is_described(name: str) -> None:
    schema = json.loads(schema_text(name))
    keys = {field.name.replace("_", "-") for field in fields(KINDS[name]) if field.name != "span"}
    assert set(schema["properties"]) == keys
    assert all(len(one["description"]) > 10 for one in schema["properties"].values())


def decoder_accepts(name: str, data: dict[str, Any]) -> list[str]:
    """What the decoder finds wrong: JSON is YAML too."""
    report = Report()
    value = read_yaml(Source("a.yaml", json.dumps(data, ensure_ascii=False)), report)
    if value:
        decode(value, KINDS[name], report)
    return [one.message for one in report]


def agree(name: str, data: dict[str, Any]) -> bool:
    """Whether both accept; fails where they differ."""
    accepted = VALIDATORS[name].is_valid(data)
    found = decoder_accepts(name, data)
    assert accepted == (not found), (data, found)
    return accepted


@pytest.mark.parametrize(
    ("name", "data", "right"),
    [
        ("front-matter", {"author": "Jane"}, True),
        ("front-matter", {"author": ["Jane"]}, False),
        ("front-matter", {"author": None}, False),
        ("front-matter", {"author": {"name": "Jane", "profiles": "GitHub"}}, True),
        ("front-matter", {"author": {"profiles": {"network": "GitHub", "username": "jane"}}}, True),
        ("front-matter", {"author": {"profiles": [{"username": "jane"}]}}, False),
        ("front-matter", {"author": {"adress": "x"}}, False),
        ("front-matter", {"keywords": "backend"}, True),
        ("front-matter", {"keywords": ["backend", 2024, True]}, True),
        ("front-matter", {"keywords": [None]}, False),
        ("front-matter", {"keywords": None}, True),
        ("front-matter", {"keywords": [["a"]]}, False),
        ("front-matter", {"title": 2024, "lang": False}, True),
        ("front-matter", {"title": None}, False),
        ("front-matter", {"kind": "Letter", "paper": "a4", "layout": "DIN5008-A"}, True),
        ("front-matter", {"kind": None}, True),
        ("front-matter", {"kind": "lettre"}, False),
        ("front-matter", {"fold-marks": True}, True),
        ("front-matter", {"fold_marks": "True"}, True),
        ("front-matter", {"fold-marks": "yes"}, False),
        ("front-matter", {"foldmarks": True}, False),
        ("front-matter", {"date": "today"}, True),
        ("front-matter", {"date": "2026-3-5"}, True),
        ("front-matter", {"date": "2024-02-29"}, True),
        ("front-matter", {"date": "2026-02-29"}, False),
        ("front-matter", {"date": " 2026-13-01 "}, False),
        ("front-matter", {"date": "0000-01-01"}, False),
        ("front-matter", {"date": "Spring 2026"}, True),
        ("front-matter", {"date": 2026}, True),
        ("front-matter", {"recipient": "Ms. Berg"}, True),
        ("config", {"formats": "pdf", "base_url": "https://x.example", "private": "Email"}, True),
        ("config", {"private": ["phone", "fax"]}, False),
        ("config", {"author": {"photo": "me.jpg"}}, True),
        ("private", {"phone": 123, "address": "x\ny"}, True),
        ("private", {"author": {"phone": 123}}, False),
    ],
)
def test_schema_and_decoder_agree(name: str, data: dict[str, Any], right: bool) -> None:
    assert agree(name, data) is right


_KEYS = sorted(
    {f.name for kind in (Metadata, Config, Person, Profile, Recipient) for f in fields(kind) if f.name != "span"}
)
_words = st.one_of(
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=6),
    st.sampled_from(["letter", "Page", "a4", "LETTER", "din5008-b", "US", "true", "False", "today", "phone", "Photo"]),
    st.builds("{}-{}-{}".format, st.integers(1995, 2005).map("{:04}".format), st.integers(0, 14), st.integers(0, 33)),
)
_scalars: SearchStrategy[Any] = st.one_of(
    _words, _words, st.none(), st.booleans(), st.integers(-9, 3000), st.floats(-5, 5, width=16)
)
_keys = st.one_of(st.sampled_from(_KEYS), st.sampled_from(_KEYS).map(lambda key: key.replace("_", "-")), _words)


def _mapping(values: SearchStrategy[Any]) -> SearchStrategy[dict[str, Any]]:
    return st.dictionaries(_keys, values, max_size=3)


_values: SearchStrategy[Any] = st.recursive(
    _scalars, lambda inner: st.one_of(st.lists(inner, max_size=3), _mapping(inner)), max_leaves=6
)


@pytest.mark.parametrize("name", KINDS)
@given(data=st.data())
def test_schema_and_decoder_agree_on_whatever_is_written(name: str, data: st.DataObject) -> None:
    """Keys are drawn from those of this mapping, so that most values are looked at."""
    keys = st.sampled_from([f.name.replace("_", "-") for f in fields(KINDS[name]) if f.name != "span"])
    agree(name, data.draw(st.one_of(st.dictionaries(keys, _values, max_size=2), _mapping(_values))))


def test_the_theme_schema_accepts_the_themes_and_finds_mistakes() -> None:
    validator = VALIDATORS["theme"]
    paths = sorted((ROOT / "themes").glob("*/theme.yaml"))
    assert paths
    for path in paths:
        theme = yaml.safe_load(path.read_text("utf-8"))
        assert not list(validator.iter_errors(theme))
        for section, key, wrong in (
            ("page", "paper", "A3"), ("text", "heading-7", {}), ("text", "body", {"size": "11"}),
            ("text", "body", {"weight": 450}), ("text", "body", {"tracking": 0.2}), ("runs", "code", {"scal": 1}),
        ):  # fmt: skip
            changed = {**theme, section: {**theme.get(section, {}), key: wrong}}
            assert not validator.is_valid(changed), (section, key)


@pytest.mark.parametrize("name", SCHEMAS)
def test_patterns_are_those_of_ecma_script(name: str) -> None:
    """Editors run JavaScript: no flags, no named groups as Python writes them, no Python anchors."""
    assert not [sign for sign in ("(?i", "(?P", r"\\A", r"\\Z", "(?>") if sign in schema_text(name)]


@pytest.mark.parametrize("path", [ROOT / "cvbuild.yaml", *SAMPLES], ids=lambda path: path.name)
def test_the_samples_are_right_by_their_schemas(path: Path) -> None:
    """What editors check them by: the file that their first line names must be there."""
    text = path.read_text("utf-8")
    front = text if path.suffix == ".yaml" else text.removeprefix("---\n").partition("\n---\n")[0]
    if path.suffix != ".yaml" and not text.startswith("---\n"):
        pytest.skip("it has no front matter")
    found = re.search(r"^# yaml-language-server: \$schema=(\S+)$", front, re.MULTILINE)
    assert found is None or (path.parent / found[1]).is_file()
    validator = VALIDATORS["config" if path.suffix == ".yaml" else "front-matter"]
    assert not list(validator.iter_errors(yaml.load(front, yaml.BaseLoader)))
