"""Documents for measuring: every role of the style table in an ordinary place, and blocks in all that hold blocks.

Each paragraph begins with a word of its own, by which `boxes` finds it.
"""

from __future__ import annotations

PAGE = """# Title

Opening.

## Second

### Third

#### Fourth

##### Fifth

###### Sixth

Under.

Twolines of text that is long enough to be broken, as it has many more words than any line of any theme has room for,
and so goes on for a while.

Introduces:

- tightfirst
- tightsecond
  - innerfirst
  - innersecond
    1. innermost

       innerparagraph
  - innerlast

Between.

1. numberedfirst
2. numberedsecond

Highnumbers:

99. ninetynine
100. hundred

Before.

- loosefirst

  loosesecond
- loosethird

  - inloosefirst
  - inloosesecond

  1. innumberedloosefirst

  2. innumberedloosesecond

After.

- [ ] taskopen
- [x] taskdone

Aftertasks.

> quotefirst
>
> quotesecond
>
> - quoteitem
> - quoteitemsecond
>
> > quoteinner
>
> ## Quoteheading

Afterquote.

> - quotelist
> - quotelistsecond

Afterquotelist.

> ### Quotehead
>
> Quoteunder.

Afterquotehead.

> > innerquote

Afterinnerquote.

> ```
> quotecode
> ```

Afterquotecode.

- itemwithquote

  > itemquote

- itemwithcode

  ```
  itemcode
  ```
- itemlast

Afteritems.

- tightwithquote
  > tightquote
- tightwithcode
  ```
  tightcode
  ```
- tightwithheading
  #### Tightheading
- tightlast

Aftertight.

```
codeblock
```

Aftercode.

***

Afterrule.

| Headcell | Headsecond |
| -------- | ---------- |
| Cell     | Cellsecond |
| Lastcell | Lastsecond |

Aftertable.

# Another

Term
: Description

Secondterm
: Seconddescription
: Thirddescription

Afterdefinitions.

Looseterm

: Loosedescription

  Loosesecondparagraph

  - definitionitem
  - definitionitemsecond

Listterm
: - describeditem
  - describedsecond

Afterloose.

![A pixel](pixel.png "Caption of the pixel")

Aftercaption.

### Before-a-list

- headedfirst

### Before-a-quote

> headedquote

### Before-a-code

```
headedcode
```

Referring to one[^one] and two[^two].

[^one]: Notefirst.
[^two]: Notesecond.

    Noteparagraph.
"""

LETTER = """---
kind: letter
author: {name: Ada, headline: Headline, email: ada@example.com, phone: +1 555 0100}
recipient: {name: Recipient, organisation: Acme}
place: Rome
date: 2026-03-05
subject: Subject
salutation: Salutation
enclosures: [one, two]
---

Firstparagraph.

Secondparagraph.

- letteritem
- letteritemsecond

Lastparagraph.

Sincerely,

Signer
"""

RESUME = """---
kind: resume
author: {name: Ada, headline: Headline, email: ada@example.com}
---

Intro.

## Experience

### Engineer | Acme | Rome | 2019 – 2020

Introduction.

- firstitem
- seconditem

### Cook | Inn | Paris | 2018 – 2019

- thirditem

#### Lower | Inn | 2017 – 2018

Lowertext.

## Education

### Student | School | 2010 – 2012

## Skills

Skillstext.
"""

BARE = """---
kind: resume
title: Bare
---

## Experience

### Engineer | Acme | Rome | 2019 – 2020

- firstitem

| Headcell | Headsecond |
| -------- | ---------- |
| Cell     | Cellsecond |

## Skills

- skill
- other
"""

TABLED = """| Headcell | Headsecond |
| -------- | ---------- |
| Cell     | Cellsecond |

Aftertable.
"""

NESTED = """Begins.

> Quotedterm
> : quoteddescription
>
> quotedafter

Between.

> | Quotedhead | Quotedsecond |
> | ---------- | ------------ |
> | quotedcell | quotedother  |

Afterquotedtable.

> ***
>
> underrule

Listed.

> one
>
> two
>
> 1. three
>
>    four
>
>    - five
>
> six

Code.

```
firstcode
```

```
secondcode
```

![dot](pixel.png)

![dot](pixel.png "Caption")

Referring to one[^one].

- item

  Definedterm
  : defineddescription

[^one]: Notefirst.

    - noteitem
    - noteother

    > notequote

    noteparagraph
[^two]: Unreferred.
"""

DEEP = "".join("> " * depth + f"quoted{depth}\n" + "> " * depth + "\n" for depth in range(1, 7)) + "".join(
    "  " * depth + f"- listed{depth}\n" for depth in range(4)
)
"""As deep as there is room for on a phone."""

LISTED = "- firstlisted\n- secondlisted\n"

SPECIMENS = {
    "page": PAGE,
    "letter": LETTER,
    "resume": RESUME,
    "bare": BARE,
    "listed": LISTED,
    "tabled": TABLED,
    "nested": NESTED,
    "deep": DEEP,
}
"""By name; the last five show what begins a page, what containers hold, and how deep."""
