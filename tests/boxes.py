"""What each paragraph looks like in WeasyPrint's boxes and in Chromium's.

A paragraph is found by its first word. The styles of a Word file are resolved in `word_boxes`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

_PX = 0.75
"""Points in a CSS pixel."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A paragraph as it is shown. Lengths are points.

    `left` is from the text area's edge to the text; `above` from the lowest line before to the first line of this one,
    with all that lies between: margins, borders, paddings; `leading` is the height of a line. `pitch` is the tracking.
    """

    family: str
    size: float
    weight: int
    italic: bool
    caps: str
    pitch: float
    color: str
    fill: str
    align: str
    left: float
    above: float
    leading: float


def key(text: str) -> str:
    """By what a paragraph is found: its first word, in small letters as some engines capitalise."""
    return next(iter(text.split()), "").casefold()


# ── WeasyPrint ───────────────────────────────────────────────────────────────────────────────────


def page_paragraphs(layout: Any) -> dict[str, Shown]:
    """The paragraphs of laid-out pages; rules are `rule`."""
    found: dict[str, Shown] = {}
    for page in layout.pages:
        box = page._page_box
        left, lowest = box.content_box_x(), _Lowest(box.content_box_y())
        for block, fill in _filled(box, ""):
            for name, look in _page_paragraph(block, left, lowest):
                found.setdefault(name, replace(look, fill=fill))
    return found


def _filled(box: Any, fill: str) -> Iterator[tuple[Any, str]]:
    """The boxes of a page with the fill that each shows, its own or that of what it lies on."""
    if box.element_tag not in {"html", "body", None}:
        fill = _hex(box.style["background_color"]) or fill
    yield box, fill
    for child in getattr(box, "children", ()):
        yield from _filled(child, fill)


def _page_paragraph(block: Any, left: float, lowest: _Lowest) -> Iterator[tuple[str, Shown]]:
    """The paragraph that a box is, if it is one; lengths of the engine are CSS pixels."""
    if block.element_tag == "hr":
        top, height = block.border_box_y(), block.border_height()
        yield "rule", _page_look(block, block.border_box_x() - left, lowest.above(top, top + height), height)
        return
    lines = [child for child in getattr(block, "children", ()) if type(child).__name__ == "LineBox"]
    if lines and not _is_marker(block) and lines[-1].height:
        first, last = lines[0], lines[-1]
        above = lowest.above(first.position_y, last.position_y + last.height)
        name = key(" ".join("".join(text.text for text in _texts(line)) for line in lines))
        if name:
            yield name, _page_look(block, block.content_box_x() - left, above, first.height)


class _Lowest:
    """The lowest edge of what stands above: blocks beside each other have the same before them."""

    def __init__(self, top: float) -> None:
        self._edges = [(top - 1.0, top)]

    def above(self, top: float, bottom: float) -> float:
        before = max((low for high, low in self._edges if high < top - 0.02), default=top)
        self._edges.append((top, bottom))
        return top - before


def _is_marker(block: Any) -> bool:
    return block.element is not None and block.element.get("class") == "marker"


def _texts(line: Any) -> Iterator[Any]:
    for child in line.children:
        if _is_marker(child) or "marker" in str(child.element_tag):
            continue
        if hasattr(child, "text"):
            yield child
        elif hasattr(child, "children"):
            yield from _texts(child)


def _page_look(block: Any, left: float, above: float, leading: float) -> Shown:
    style = block.style
    tracking = style["letter_spacing"]
    return Shown(
        family=style["font_family"][0],
        size=style["font_size"] * _PX,
        weight=style["font_weight"],
        italic=style["font_style"] == "italic",
        caps=_caps(style["font_variant_caps"], style["text_transform"]),
        pitch=0.0 if tracking == "normal" else tracking * _PX,
        color=_hex(style["border_top_color" if block.element_tag == "hr" else "color"]),
        fill="",
        align=block.style["text_align_all"],
        left=left * _PX,
        above=above * _PX,
        leading=leading * _PX,
    )


def _caps(variant: str, transform: str) -> str:
    return "small" if variant == "small-caps" else "all" if transform == "uppercase" else "none"


def _hex(color: Any) -> str:
    return (
        "#" + "".join(f"{round(channel * 255):02x}" for channel in color.to("srgb").coordinates) if color.alpha else ""
    )


# ── Chromium ─────────────────────────────────────────────────────────────────────────────────────

_LOOK = """() => {
  const inline = style => style.display.startsWith('inline') || style.display === 'contents'
  const blockOf = node => {
    let at = node.nodeType === 1 ? node : node.parentElement
    while (inline(getComputedStyle(at))) at = at.parentElement
    return at
  }
  const clear = color => color.endsWith(', 0)')
  const filled = at => at.tagName === 'MAIN' || !clear(getComputedStyle(at).backgroundColor)
  const fillOf = at => filled(at) ? at : fillOf(at.parentElement)
  const text = document.querySelector('main'), padding = getComputedStyle(text), main = text.getBoundingClientRect()
  const groups = new Map()
  // So that the line of a figure's picture has a box of its own.
  for (const image of document.querySelectorAll('figure > img')) {
    const line = document.createElement('div')
    image.replaceWith(line)
    line.append(image)
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL)
  for (let node; (node = walker.nextNode());) {
    const shown = node.nodeType === 3 ? node.data.trim() && !node.parentElement.closest('.box, script')
      : ['IMG', 'HR'].includes(node.tagName)
    if (!shown) continue
    const block = blockOf(node)
    const last = [...groups.values()].at(-1)
    // Text behind a block inside of its own block is a paragraph of its own.
    const group = last && last.block === block ? last : {block, nodes: []}
    group.nodes.push(node)
    groups.set(group.nodes[0], group)
  }
  return [...groups.values()].map(({block, nodes}) => {
    const style = getComputedStyle(block), first = nodes[0]
    const box = block.getBoundingClientRect(), px = name => parseFloat(style[name])
    let top = box.top + px('borderTopWidth') + px('paddingTop')
    let bottom = box.bottom - px('borderBottomWidth') - px('paddingBottom')
    if (first.tagName === 'HR') [top, bottom] = [box.top, box.bottom]
    else if ([...block.children].some(child => !inline(getComputedStyle(child)) && child.tagName !== 'IMG')) {
      // A line is as far above its glyphs as half of what it is higher, in whole dots as the engine has it.
      const range = document.createRange(), line = px('lineHeight')
      range.setStart(first, 0)
      range.setEndAfter(nodes.at(-1))
      const rects = [...range.getClientRects()]
      const above = rect => rect.top - Math.floor((line - rect.height) / 2 * devicePixelRatio) / devicePixelRatio
      top = above(rects[0]), bottom = above(rects.at(-1)) + line
    }
    const left = box.left + px('borderLeftWidth') + px('paddingLeft') - main.left - parseFloat(padding.paddingLeft)
    return {
      text: first.tagName === 'HR' ? 'rule' : nodes.map(node => node.data ?? '').join(' '),
      top, bottom, left,
      start: main.top + parseFloat(padding.paddingTop), line: px('lineHeight'), align: style.textAlign,
      fill: getComputedStyle(fillOf(block)).backgroundColor, family: style.fontFamily,
      size: parseFloat(style.fontSize), weight: +style.fontWeight,
      italic: style.fontStyle === 'italic', variant: style.fontVariantCaps, transform: style.textTransform,
      tracking: parseFloat(style.letterSpacing) || 0,
      color: first.tagName === 'HR' ? style.borderTopColor : style.color,
    }
  })
}"""


def browser_paragraphs(page: Any, html: bytes) -> dict[str, Shown]:
    """The paragraphs of a web page as the browser's page lays it out; rules are `rule`."""
    # What is written into a page keeps the policy of the one before.
    page.goto("about:blank")
    page.set_content(html.decode())
    found: dict[str, Shown] = {}
    lowest: _Lowest | None = None
    for one in page.evaluate(_LOOK):
        lowest = lowest or _Lowest(one["start"])
        above = lowest.above(one["top"], one["bottom"])
        shown = Shown(
            family=one["family"].split(",")[0].strip('"'),
            size=one["size"] * _PX,
            weight=one["weight"],
            italic=one["italic"],
            caps=_caps(one["variant"], one["transform"]),
            pitch=one["tracking"] * _PX,
            color=_rgb(one["color"]),
            fill=_rgb(one["fill"]),
            align=one["align"],
            left=one["left"] * _PX,
            above=above * _PX,
            leading=(one["bottom"] - one["top"] if one["text"] == "rule" else one["line"]) * _PX,
        )
        if key(one["text"]):
            found.setdefault(key(one["text"]), shown)
    return found


def _rgb(color: str) -> str:
    numbers = [float(number) for number in color[color.index("(") + 1 : -1].split(",")]
    return "#" + "".join(f"{round(number):02x}" for number in numbers[:3]) if numbers[3:] != [0.0] else ""
