"""Who sends a document, in the words of machines: schema.org's Person as JSON-LD.

The letterhead's microformats stand with its elements, in `parts`.
"""

from __future__ import annotations

import json

from markupsafe import Markup

from cvbuild.shape.profiles import one_line, profile_url
from cvbuild.tree.metadata import Person


def json_ld(author: Person) -> Markup:
    """The content of a `script` of type `application/ld+json` (JSON-LD 1.1, section 7); empty without a name."""
    if not author.name:
        return Markup("")
    website = author.website if "://" in author.website or not author.website else f"https://{author.website}"
    found = {
        "@context": "https://schema.org",
        "@type": "Person",
        "name": author.name,
        "jobTitle": author.headline,
        "email": author.email and f"mailto:{author.email}",
        "telephone": author.phone,
        "address": one_line(author.address),
        "url": website,
        "sameAs": [url for profile in author.profiles if (url := profile_url(profile))],
    }
    text = json.dumps({key: value for key, value in found.items() if value}, ensure_ascii=False)
    # What could end the element, or begin a comment in it, is written as JSON writes any character.
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 -- escaped above; an HTML escape would be no JSON
