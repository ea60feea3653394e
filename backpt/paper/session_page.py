"""A session as one self-contained page that leads through it on a phone.

The page loads nothing and keeps nothing: pictures, sounds and words are inside, and its policy
lets no other script or style run. Its script knows no rule of a session: it shows a film.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from collections.abc import Mapping

from backpt.language import recording, sheet

FOLDER = os.path.dirname(__file__)
TEMPLATE, SCRIPT, STYLE = "session.html.j2", "session.js", "session.css"


def session_page(
    title: str, opening: tuple[str, ...], kept: str, film: Mapping[str, object]
) -> str:
    """Return the page. ``opening`` is read before it begins, ``kept`` when it is over; ``film``
    is what ``session.js`` shows, and can be JSON."""
    import jinja2

    loader = jinja2.FileSystemLoader(FOLDER)
    template = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True
    ).get_template(TEMPLATE)
    script, style = _content(SCRIPT), _content(STYLE)
    shown = {**film, "said": _on_buttons()}
    return template.render(
        lang=sheet.CODE,
        title=title,
        opening=" ".join(opening),
        kept=kept,
        hurts=recording.hurts(),
        recording=recording,
        # Not to be ended by a text within: as JSON, "<" may be written otherwise.
        data=json.dumps(shown, ensure_ascii=False, separators=(",", ":")).replace(
            "<", "\\u003c"
        ),
        script=script,
        script_hash=_hash(script),
        style=style,
        style_hash=_hash(style),
    )


def _on_buttons() -> dict[str, str]:
    """Return what stands on the button that starts, by what it does."""
    return {
        "start": recording.START,
        "pause": recording.PAUSE,
        "go_on": recording.GO_ON,
        "again": recording.AGAIN,
    }


def _content(name: str) -> str:
    with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
        return file.read()


def _hash(content: str) -> str:
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
