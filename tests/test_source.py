"""Source: bytes become text or a located error; offsets become the file's own lines and columns."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvbuild.source import DecodeError, Edit, Source, Span, decode, part

TEXT = "Ünïcode\nand 논문 📄\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
)
def test_encodings_and_line_ends_give_one_text(data: bytes) -> None:
    assert decode(data) == TEXT


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        (b"caf\xe9 au lait", 3),
        (codecs.BOM_UTF8 + b"ab\xff", 5),
        (b"PK\x03\x04\x00\x00", 4),
        (codecs.BOM_UTF16_LE + b"a\x00\x00\xd8", 4),
        (b"\xed\xa0\x80", 0),
    ],
)
def test_other_bytes_are_an_error_at_their_offset(data: bytes, offset: int) -> None:
    with pytest.raises(DecodeError) as caught:
        decode(data)
    assert caught.value.offset == offset


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")))
def test_decoding_loses_nothing(text: str) -> None:
    assert decode(codecs.BOM_UTF8 + text.encode()) == text


def test_places_count_from_one() -> None:
    source = Source("a.md", "one\ntwo\n")
    assert [source.place(offset) for offset in (0, 3, 4, 6, 8)] == [(1, 1), (1, 4), (2, 1), (2, 3), (3, 1)]
    assert source.span(4, 7) == Span("a.md", 2, 1, 2, 4)


def test_places_are_those_of_the_file_when_the_text_was_repaired() -> None:
    # The file has "aXXXbYYc" where the repaired text has "aébüc".
    source = Source("a.md", "-\naébüc", (Edit(3, 4, "XXX"), Edit(5, 6, "YY")))
    assert source.original == "-\naXXXbYYc"
    columns = {source.text[offset]: source.place(offset) for offset in range(2, 7)}
    assert columns == {"a": (2, 1), "é": (2, 2), "b": (2, 5), "ü": (2, 6), "c": (2, 8)}


def test_a_part_of_a_span_is_shifted_only_where_the_column_is_known() -> None:
    assert part(Span("a", 1, 5, 1, 15), 2, 4) == Span("a", 1, 7, 1, 9)
    across_lines = Span("a", 1, 5, 2, 3)
    assert part(across_lines, 2, 4) == across_lines
    assert part(Span("a", 1), 2, 4) == Span("a", 1)
    assert part(None, 0, 1) is None
