"""Periods as people write them: read into dates, found in lines, and not seen where there are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvbuild.shape.calendar import _LANGUAGES, _names
from cvbuild.shape.period_words import MONTH_BEGINNINGS
from cvbuild.shape.periods import find_periods, read_period
from cvbuild.tree.nodes import Period


def written(period: Period) -> str:
    """As ISO 8601-2 writes it: `2019-03/2021-02`, `2019/..`, `../2020`, `2019`."""
    if period.start == period.end:
        return period.start or "…"
    return f"{period.start or '..'}/{period.end or '..'}"


PERIODS = """
    2020                            2020
    2019 – 2021                     2019/2021
    2019-2021                       2019/2021
    2019—2021                       2019/2021
    2019 -- 2021                    2019/2021
    2019 --- now                    2019/..
    2019→2021                       2019/2021
    2019–20                         2019/2020
    2019/20                         2019/2020
    2011–12                         2011/2012
    1999 - 2001                     1999/2001
    2019 – present                  2019/..
    2019 – Present                  2019/..
    2019 to date                    2019/..
    2019 –                          2019/..
    Nov 2019-                       2019-11/..
    since 2019                      2019/..
    from 2019 to 2021               2019/2021
    between March 2019 and May 2020 2019-03/2020-05
    until 2020                      ../2020
    Jan 2019 – Mar 2021             2019-01/2021-03
    January 2019 through March 2021 2019-01/2021-03
    Sept. 2019 — Dec. 2020          2019-09/2020-12
    Oct '19 – Mar ’21               2019-10/2021-03
    Jan-2019 – Mar-2021             2019-01/2021-03
    2019 Jan – 2019 Mar             2019-01/2019-03
    Jan–Mar 2020                    2020-01/2020-03
    Dec – Feb 2020                  2019-12/2020-02
    03/2019-02/2021                 2019-03/2021-02
    3/2019 – 2/2021                 2019-03/2021-02
    03.2019–heute                   2019-03/..
    03/21 – 05/22                   2021-03/2022-05
    2019/03 – 2021/02               2019-03/2021-02
    2019-03 – 2020-04               2019-03/2020-04
    2019-03-01 to 2020-01-31        2019-03-01/2020-01-31
    2019.03 ~ 2021.02               2019-03/2021-02
    2019.3 ~ 2021.2                 2019-03/2021-02
    2019. 3. ~ 2021. 2.             2019-03/2021-02
    2019. 3. 2. ~ 2021. 2. 28.      2019-03-02/2021-02-28
    2019.03–05                      2019-03/2019-05
    06/15/2019 – 09/01/2019         2019-06-15/2019-09-01
    15.06.2019 – 01.09.2019         2019-06-15/2019-09-01
    March 3, 2020                   2020-03-03
    3 March 2020                    2020-03-03
    3rd of March 2020               2020-03-03
    3–5 May 2020                    2020-05-03/2020-05-05
    Summer 2020                     2020
    Fall '19                        2019
    WS 2019/20                      2019/2020
    SoSe 2020                       2020
    Q2 2024                         2024-04/2024-06
    2024 Q4 – 2025 Q1               2024-10/2025-03
    2013 - 2017 (expected)          2013/2017
    Expected May 2027               2027-05
    Class of 2020                   2020
    ca. 2019                        2019
    2019 – 2021 (2 yrs 3 mos)       2019/2021
    Jan 2020 - Jun 2020 · 6 mos     2020-01/2020-06
    2017, 2018                      2017/2018
    2014–2016, 2018–2020            2014/2020
    2014–2016, 2018 – now           2014/..
    seit 2019                       2019/..
    seit März 2019                  2019-03/..
    bis 2020                        ../2020
    von 2019 bis 2021               2019/2021
    Okt. 2018 – heute               2018-10/..
    2018 – 2020 (Teilzeit)          2018/2020
    depuis janvier 2019             2019-01/..
    de 2019 à 2021                  2019/2021
    1er mars 2019 au 31 août 2020   2019-03-01/2020-08-31
    févr. 2019 – aujourd’hui        2019-02/..
    desde 2019                      2019/..
    mayo de 2012 hasta abril de 2014 2012-05/2014-04
    enero 2020 – actualidad         2020-01/..
    2012 a 2016                     2012/2016
    fevereiro de 2016 – atualmente  2016-02/..
    gennaio 2019 – oggi             2019-01/..
    da marzo 2017                   2017-03/..
    maart 2018 – heden              2018-03/..
    t/m                             -
    od 2019                         2019/..
    2019년 3월 ~ 현재               2019-03/..
    2019년 ~ 2021년                 2019/2021
    2019년 3월 ~ 5월                2019-03/2019-05
    2019년 3월부터                  2019-03/..
    2021.02 졸업                    2021-02
    2020.03 ~ 2024.02 (졸업예정)    2020-03/2024-02
    2019年3月～2021年2月            2019-03/2021-02
    2019年4月〜現在                 2019-04/..
    2019年4月から2021年3月まで      2019-04/2021-03
    2019年4月1日                    2019-04-01
    令和3年4月～令和5年3月          2021-04/2023-03
    平成元年                        1989
    平成24年4月～現在               2012-04/..
    昭和63年度                      1988
    2014.09 - 2018.06               2014-09/2018-06
    2019年3月 - 至今                2019-03/..
    2019年8月至2020年1月            2019-08/2020-01
    2019至今                        2019/..
    自2019年3月                     2019-03/..
    (2019 – 2021)                   2019/2021
    （2019年～現在）                2019/..
    present                         …
"""
"""What is written, and what it means; `-` where it is no period."""
CASES = [line.strip().rsplit(None, 1) for line in PERIODS.strip().splitlines()]


@pytest.mark.parametrize(("text", "meaning"), CASES)
def test_a_period_is_read(text: str, meaning: str) -> None:
    found = read_period(text)
    assert (written(found.period) if found and found.period else "-") == meaning
    assert found is None or found.period is None or found.period.ongoing == meaning.endswith(("/..", "…"))


def test_a_beginning_is_not_always_now() -> None:
    found = read_period("ab 2027")
    assert found
    assert found.period == Period("2027", "")


def test_americans_write_the_month_first() -> None:
    for lang, start in (("en", "2020-03-04"), ("en-US", "2020-03-04"), ("en-GB", "2020-04-03"), ("fr", "2020-04-03")):
        found = read_period("03/04/2020", lang)
        assert found
        assert found.period == Period(start, start)


@pytest.mark.parametrize(
    "text",
    [
        "10,000+ streams",
        "ISO 9001",
        "top 2000 list",
        "+1 555 2019 2020",
        "010-0000-2019",
        "2019.0.1",
        "v2020.1",
        "#2021",
        "$2000",
        "2000er Jahre",
        "2019 %",
        "RFC 2019-compliant",
        "12 – 14",
        "Engineer to present",
        "",
        "–",
        "May",
        "March on",
        "99/2019/3",
    ],
)
def test_a_number_is_no_period(text: str) -> None:
    assert read_period(text) is None
    assert not [found for found in find_periods(text) if not found.lone]


@pytest.mark.parametrize(
    ("text", "wrong", "message"),
    [
        ("2019.13", "13", "no calendar has a month 13"),
        ("13/2020", "13", "no calendar has a month 13"),
        ("2019-13", "13", "no calendar has a month 13"),
        ("00/2020 – 03/2021", "00", "no calendar has a month 0"),
        ("Jan 2019 – 14/2020", "14", "no calendar has a month 14"),
        ("2019-02-30", "2019-02-30", "no calendar has a day 2019-02-30"),
        ("31 June 2019 – now", "31 June 2019", "no calendar has a day 2019-06-31"),
        ("2019年13月～現在", "13", "no calendar has a month 13"),
    ],
)
def test_what_no_calendar_has_is_told(text: str, wrong: str, message: str) -> None:
    found = read_period(text)
    assert found
    assert found.period is None
    assert found.mistake
    start, end, told = found.mistake
    assert (text[start:end], told) == (wrong, message)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Engineer, Acme, 2019 – 2021", ["2019 – 2021"]),
        ("Engineer (Jan 2019 – now)", ["Jan 2019 – now"]),
        ("2019–2021: Engineer", ["2019–2021"]),
        ("From 2019 to 2021 and again since 2023", ["From 2019 to 2021", "since 2023"]),
        ("Acme, 2019, Rome, 2021", ["2019", "2021"]),
        ("Acme2019 – 2021", ["2021"]),
        ("May I say 2019 was a March", ["2019"]),
    ],
)
def test_periods_are_found_in_a_line(text: str, found: list[str]) -> None:
    assert [text[one.start : one.end] for one in find_periods(text)] == found


def test_a_lone_year_says_little() -> None:
    assert [found.lone for found in find_periods("2019, Rome, 2019 – 2021, Rome, May 2019")] == [True, False, False]


def test_every_month_of_the_calendar_is_looked_up() -> None:
    names = {name for language in _LANGUAGES for name in _names(language)}
    assert len(names) > 200
    assert {name[:3] for name in names if name[0].isalpha()} <= MONTH_BEGINNINGS


@given(st.text(st.sampled_from("0123456789 .-/–~'(),年月日년월현재至今MayJantobisQsince"), max_size=30))
def test_whatever_is_written_is_read_or_not(text: str) -> None:
    found = read_period(text)
    for one in [*([found] if found else []), *find_periods(text)]:
        assert 0 <= one.start < one.end <= len(text)
        assert (one.period is None) == (one.mistake is not None)
        if one.period and one.period.start and one.period.end:
            assert one.period.start[:4].isdigit()
            assert not one.period.ongoing
