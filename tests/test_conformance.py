"""Conformance: no rule of PDF/UA or PDF/A is broken, whatever the sample, the theme, the language and the variant.

What is judged, and how, stands in `conformance`; `make conformance` prints its figures.
"""

from __future__ import annotations

import pytest

from cvbuild.theme import theme_names
from cvbuild.tree.pdf import VARIANTS
from tests.conformance import DIRECTIONS, RICH, by_theme, by_variant, documents, drawn, flavours, judged
from tests.documents import SAMPLES, classic
from tests.languages import LANGUAGES
from tests.specimens import SPECIMENS


@pytest.mark.parametrize("name", theme_names())
def test_no_rule_is_broken_in_any_theme(name: str) -> None:
    found = by_theme(name)
    assert found.failures == ()
    assert found.files == len(SAMPLES) + len(SPECIMENS) + len(LANGUAGES) + len(DIRECTIONS)
    assert found.rules > 50 * found.files


@pytest.mark.parametrize("variant", VARIANTS)
def test_no_rule_is_broken_in_any_variant(variant: str) -> None:
    found = by_variant(variant)
    assert found.failures == ()
    assert found.files == len(RICH)
    assert found.rules > 50 * found.files


def test_a_file_is_held_against_all_that_it_claims() -> None:
    assert {variant: list(flavours(variant)) for variant in ("pdf/ua-2", "pdf/a-1b", "pdf/a-3u", "pdf/a-4")} == {
        "pdf/ua-2": ["ua2"],
        "pdf/a-1b": ["1b"],
        "pdf/a-3u": ["3u", "ua1"],
        "pdf/a-4": ["4", "ua2"],
    }


def test_judges_say_no_to_what_keeps_to_another_standard() -> None:
    pdf = drawn(documents()["letter en"], classic(), "pdf/ua-1")
    assert any("2b 6.6.4" in failure for failure in judged({"letter": pdf}, "pdf/a-2b").failures)
