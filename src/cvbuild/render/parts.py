"""The parts of letters and résumés as elements: letterhead, lines, entries, signature.

What any Markdown document may hold stands in `elements`. Class names with a prefix are those of h-resume, h-card and
h-event (microformats.org).
"""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup, escape

from cvbuild.theme.model import EntryLayout
from cvbuild.tree.nodes import Entry, Image, Inlines, Letterhead, Link, Period, SectionKind, Signature

Written = Callable[[Inlines], str]
"""Makes phrasing content of inlines."""


def letterhead(
    block: Letterhead, written: Written, picture: Callable[[Image], str], name_tag: str, tag: str, between: str
) -> str:
    """Who sends this, an h-card in an element of that tag; `name_tag` is `h1` where nothing else is the title.

    `between` stands between two contacts.
    """
    anchor = f' id="{escape(block.anchor)}"' if block.anchor else ""
    parts = [f'<{name_tag} class="name p-name"{anchor}>{escape(block.name)}</{name_tag}>'] if block.name else []
    if block.headline:
        parts.append(f'<p class="headline p-job-title">{escape(block.headline)}</p>')
    if block.contacts:
        contacts = between.join(_contact(contact, written) for contact in block.contacts)
        parts.append(f'<p class="contact">{contacts}</p>')
    content = chr(10).join(parts)
    if block.photo:
        photo = f'<div class="photo u-photo">{picture(block.photo)}</div>'
        content = f'<div class="sender">\n{content}\n</div>\n{photo}'
    return f'<{tag} class="letterhead p-contact h-card">\n{content}\n</{tag}>'


_CARD = {"mailto:": "u-email", "tel:": "p-tel", "https:": "u-url", "http:": "u-url"}


def _contact(contact: Inlines, written: Written) -> str:
    """A contact, as the property of an h-card that its address shows it to be."""
    link = contact[0] if len(contact) == 1 and isinstance(contact[0], Link) else None
    name = next((name for scheme, name in _CARD.items() if link and link.target.startswith(scheme)), "")
    content = written(contact)
    return content.replace("<a ", f'<a class="{name}" ', 1) if name else content


def entry_title(entry: Entry, layout: EntryLayout, written: Written) -> str:
    """An entry's heading: title, organisation, place, and the period at the other margin, in this order."""
    title = f'<span class="p-name">{written(entry.title)}</span>'
    details = escape(layout.separator).join(
        Markup(f'<span class="{name}">{written(part)}</span>')  # noqa: S704 -- escaped where it was written
        for name, part in (("p-organization", entry.organisation), ("p-location", entry.place))
        if part
    )
    period = f' <span class="meta period">{_timed(written(entry.period), entry.dates)}</span>' if entry.period else ""
    stacked = layout.layout == "stacked" and details
    if stacked:
        head = f'{title} <span class="details"><span class="meta">{details}</span>{period}</span>'
    else:
        meta = f'<span class="meta">{escape(layout.separator)}{details}</span>' if details else ""
        head = f"<span>{title}{meta}</span>{period}"
    anchor = f' id="{escape(entry.anchor)}"' if entry.anchor else ""
    return f'<h{entry.level} class="entry{" stacked" if stacked else ""}"{anchor}>{head}</h{entry.level}>'


def _timed(content: str, dates: Period | None) -> str:
    """What an author wrote of a period, with what it means."""
    for name, date in (("dt-end", dates and dates.end), ("dt-start", dates and dates.start)):
        if date:
            content = f'<time class="{name}" datetime="{date}">{content}</time>'
    return content


MICROFORMATS: dict[SectionKind | None, str] = {
    "work": "p-experience h-event",
    "volunteer": "p-experience h-event",
    "projects": "p-experience h-event",
    "education": "p-education h-event",
    "skills": "p-skill",
    "summary": "p-summary",
}
"""The properties of an h-resume: of the entries in a section of that kind, or of all that it says."""


def signature(block: Signature, written: Written, picture: Callable[[Image], str]) -> str:
    """The picture of a signature, if there is one, and the name below."""
    parts = [picture(block.image)] if block.image else []
    parts += [written(block.name)] if block.name else []
    return "\n".join(f'<p class="signature">{part}</p>' for part in parts)
