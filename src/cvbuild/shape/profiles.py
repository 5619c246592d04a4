"""How the sender is reached: the address of a profile from the site's name and the name there, and what is shown."""

from __future__ import annotations

import re
from typing import Final

from cvbuild.tree.metadata import Profile

_ADDRESSES: Final = {
    "bandcamp": "{}.bandcamp.com",
    "behance": "www.behance.net/{}",
    "bitbucket": "bitbucket.org/{}",
    "bluesky": "bsky.app/profile/{}",
    "codeberg": "codeberg.org/{}",
    "codepen": "codepen.io/{}",
    "devto": "dev.to/{}",
    "dribbble": "dribbble.com/{}",
    "facebook": "www.facebook.com/{}",
    "flickr": "www.flickr.com/people/{}",
    "github": "github.com/{}",
    "gitlab": "gitlab.com/{}",
    "googlescholar": "scholar.google.com/citations?user={}",
    "huggingface": "huggingface.co/{}",
    "imdb": "www.imdb.com/name/{}",
    "instagram": "www.instagram.com/{}",
    "kaggle": "www.kaggle.com/{}",
    "leetcode": "leetcode.com/u/{}",
    "linkedin": "www.linkedin.com/in/{}",
    "medium": "medium.com/@{}",
    "orcid": "orcid.org/{}",
    "pinterest": "www.pinterest.com/{}",
    "reddit": "www.reddit.com/user/{}",
    "researchgate": "www.researchgate.net/profile/{}",
    "soundcloud": "soundcloud.com/{}",
    "stackoverflow": "stackoverflow.com/users/{}",
    "substack": "{}.substack.com",
    "telegram": "t.me/{}",
    "threads": "www.threads.net/@{}",
    "tiktok": "www.tiktok.com/@{}",
    "twitter": "x.com/{}",
    "vimeo": "vimeo.com/{}",
    "x": "x.com/{}",
    "xing": "www.xing.com/profile/{}",
    "youtube": "www.youtube.com/@{}",
}
"""By the site's name in small letters and digits."""
_MASTODON = re.compile(r"@?([\w.-]+)@([\w.-]+\.\w+)")


def profile_url(profile: Profile) -> str:
    """The address of the page, with its scheme; empty where only the author could know it."""
    if profile.url:
        return profile.url if "://" in profile.url else f"https://{profile.url}"
    if found := _MASTODON.fullmatch(profile.username):  # every server of the Fediverse has its own
        return f"https://{found[2]}/@{found[1]}"
    pattern = _ADDRESSES.get("".join(filter(str.isalnum, profile.network.lower())))
    name = profile.username.removeprefix("@")
    return "https://" + pattern.format(name) if pattern and name else ""


def shown_url(url: str) -> str:
    """An address as people read it: without its scheme, `www.` and the last slash."""
    return re.sub(r"^https?://(?:www\.)?", "", url).rstrip("/")


def one_line(address: str) -> str:
    """The lines of a postal address behind each other, with commas."""
    lines = (line.strip().rstrip(",") for line in address.splitlines())
    return ", ".join(line for line in lines if line)
