"""The page that leads through a session on a phone: complete, shut off, and in time.

What needs a browser is left out where there is no Chromium (CHROMIUM=PROGRAM), the rules of
accessibility where axe-core is not named (AXE=axe.min.js).
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import html5lib
import pytest

from backpt.language import recording as said
from backpt.paths import Paths
from backpt.prescription.model import Routine, Work
from backpt.run.take_along import TakenAlong
from backpt.session.compile import Manner
from backpt.session.sound_choice import SoundLevel
from tests.builders import exercise, home_basics, routine, work

from .test_browser import AXE, CHROMIUM, probed, run

pytestmark = pytest.mark.slow
FIRST = said.read_first(date(2026, 12, 3), ())


def taken(of: Routine | None = None, folder: str = os.devnull) -> TakenAlong:
    """``folder`` is for sentences that have to be made; the shipped voice has all others."""
    return TakenAlong(
        of or home_basics(),
        Manner(),
        said.opening(date(2026, 12, 3), ()),
        level=SoundLevel.VOICE,
        paths=Paths(folder, folder, folder),
        now=lambda: 0.0,
    )


@cache
def page() -> str:
    return taken().page(FIRST)


@cache
def film() -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="film">(.*?)</script>', page(), re.S)
    assert found
    read: dict[str, Any] = json.loads(found[1])
    return read


def test_it_is_html_and_at_most_eight_megabytes() -> None:
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(page())
    assert len(page().encode()) < 8e6


def test_its_policy_lets_nothing_in_but_its_own_script_and_style() -> None:
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', page())
    script = re.findall(r"<script>(.*?)</script>", page(), re.S)[0]
    style = re.findall(r"<style>(.*?)</style>", page(), re.S)[0]
    hashes = [
        base64.b64encode(hashlib.sha256(one.encode()).digest()).decode()
        for one in (script, style)
    ]
    assert policy.replace("&#39;", "'") == (
        f"default-src 'none'; script-src 'sha256-{hashes[0]}'; style-src 'sha256-{hashes[1]}'"
    )
    assert not re.search(r"""(?:src|href)\s*=|https?://(?!www\.w3\.org)|\sstyle=""", page())


def test_names_of_users_are_text_and_end_no_script(tmp_path: Path) -> None:
    wicked = "</script><script>alert(1)</script>\"'&"
    named = exercise(wicked)
    made = taken(routine(work(named), name=wicked), str(tmp_path)).page((wicked,))
    assert "<script>alert" not in made
    html5lib.HTMLParser(strict=True).parse(made)


def test_sounds_and_pictures_are_those_of_the_recording() -> None:
    recording = taken().recording
    starts = {round(first / 24000, 4) for first, _ in recording.stretches}
    assert starts <= {sound[0] for sound in film()["sounds"]}
    assert film()["seconds"] == round(recording.seconds, 3)
    works = [item for item in home_basics().items if isinstance(item, Work)]
    assert len(film()["stops"]) == len(works)
    for stop, item in zip(film()["stops"], works, strict=True):
        (shot,) = (shot for shot in film()["shots"] if shot[0] == stop)
        assert film()["texts"][shot[1]] == item.exercise.name
    used = {number for _, number, *_ in film()["sounds"]}
    assert used == set(range(len(film()["clips"])))
    shown = {number for _, number in film()["poses"] if number >= 0}
    assert shown == set(range(len(film()["pictures"])))


_FAKE = """<script>
class FakeContext {
  constructor() {
    this.currentTime = 0; this.destination = {}; this.held = false; window.fake = this;
  }
  createBuffer(channels, count, rate) {
    return {seconds: count / rate, copyToChannel(made) {
      this.loud = Math.max(...[...made].slice(0, 4000).map(Math.abs));
    }};
  }
  createBufferSource() {
    return {connect(to) { return to; }, stop() {}, start(at) {
      window.started.push([at, this.buffer.seconds, this.buffer.loud]);
    }};
  }
  createGain() {
    const gain = {setValueAtTime() {}, linearRampToValueAtTime() {}};
    return {gain, connect(to) { return to; }};
  }
  suspend() { this.held = true; }
  resume() { this.held = false; }
}
window.started = []; window.AudioContext = FakeContext;
</script>"""
_LED = """<script>
const of = id => document.getElementById(id), text = id => of(id).textContent;
const press = id => of(id).click();
const read = () => [document.documentElement.dataset.at, text("heading"), text("side"),
  text("action"), text("digits"), text("play"), of("after").hidden];
const told = {moments: []};
press("play");
for (let at = 0; at <= SECONDS + 1; at += 0.5) {
  fake.currentTime = at + 0.1; place(); show(); told.moments.push(read());
}
told.started = [...window.started]; told.ended = read();
press("play"); told.again = read();
press("next"); told.next = read();
press("next"); told.second = read();
press("back"); told.back = read();
press("play"); told.paused = [fake.held, text("play")];
press("play"); press("hurts"); told.hurts = [fake.held, of("pain").open];
press("leave"); told.left = [fake.held, of("pain").open, ...read()];
document.dispatchEvent(new KeyboardEvent("keydown", {key: " "})); told.key = fake.held;
press("hurts"); press("go-on"); told.rested = fake.held;
press("play"); for (let more = 0; more < 9; more++) press("next");
told.over = read();
press("hurts"); press("leave"); told.left_when_over = [fake.held, ...read()];
press("play"); for (let more = 0; more < STOPS; more++) press("next");
told.last = read();
press("hurts"); press("leave"); told.left_last = [fake.held, ...read()];
press("hurts"); press("go-on"); told.on_when_over = [fake.held, ...read()];
const out = document.createElement("pre");
out.id = "found"; out.textContent = JSON.stringify(told);
document.body.append(out);
</script>"""


@pytest.mark.terminal
@pytest.mark.skipif(not CHROMIUM, reason="no Chromium here; name one with CHROMIUM=PROGRAM")
def test_a_browser_shows_and_plays_it_in_time(tmp_path: Path) -> None:
    import html as escapes

    made = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page())
    made = made.replace("<script type=", f"{_FAKE}<script type=", 1)
    led = _LED.replace("SECONDS", str(film()["seconds"]))
    led = led.replace("STOPS", str(len(film()["stops"])))
    shown = run(tmp_path, made.replace("</body>", f"{led}</body>"), "--dump-dom")
    found = re.search(r'<pre id="found">(.*?)</pre>', shown, re.S)
    assert found, shown[-800:]
    told = json.loads(escapes.unescape(found[1]))

    texts, shots = film()["texts"], film()["shots"]
    for at, heading, side, action, digits, _, _ in told["moments"]:
        seen = [shot for shot in shots if shot[0] <= float(at) + 0.001]
        if not seen or float(at) >= film()["seconds"]:
            continue
        named = [texts[number] for number in seen[-1][1:]]
        assert (heading, side, action, digits) == (named[0], named[2], named[4], named[5]), at
    planned = [(at, film()["clips"][clip]) for at, clip, *_ in film()["sounds"]]
    assert len(told["started"]) == len(planned)
    for (begins, seconds, loud), (at, (_, rate, count, _)) in zip(
        told["started"], planned, strict=True
    ):
        assert abs(begins - 0.1 - at) < 0.001
        assert abs(seconds - count / rate) < 1e-6
        assert loud <= 1.0
    assert max(loud for _, _, loud in told["started"]) > 0.1
    assert told["ended"][-1] is False  # "Finished." is shown
    stops = film()["stops"]
    assert float(told["again"][0]) == 0.0
    assert [float(told[one][0]) for one in ("next", "second", "back")] == [
        stops[0],
        stops[1],
        stops[0],
    ]
    assert told["paused"] == [True, said.GO_ON]
    assert told["hurts"] == [True, True]
    assert told["left"][:2] == [False, False]
    assert float(told["left"][2]) == stops[1]
    assert told["key"] is True
    assert told["rested"] is True  # what was paused stays so
    ended = str(f"{film()['seconds']:.3f}")
    assert told["over"][0] == ended
    assert float(told["last"][0]) == stops[-1]
    for name in ("left_when_over", "left_last", "on_when_over"):  # nothing begins again
        assert told[name][0] is True, name
        assert told[name][1] == ended, name
        assert told[name][-1] is False, name


@pytest.mark.terminal
@pytest.mark.skipif(not CHROMIUM, reason="no Chromium here; name one with CHROMIUM=PROGRAM")
@pytest.mark.skipif(not AXE, reason="no axe-core here; name it with AXE=axe.min.js")
@pytest.mark.parametrize("moment", ["before", "during", "pain"])
@pytest.mark.parametrize("dark", [True, False])
def test_axe_finds_nothing(tmp_path: Path, moment: str, dark: bool) -> None:
    does = {
        "before": "",
        "during": "document.getElementById('play').click(); fake.currentTime = 200; show();",
        "pain": "document.getElementById('hurts').click();",
    }[moment]
    made = page().replace("<script type=", f"{_FAKE}<script type=", 1)
    made = made.replace("</body>", f"<script>{does}</script></body>")
    options = ["--force-dark-mode"] if dark else []
    found = probed(tmp_path, made, "--window-size=412,860", *options, axe=AXE)
    assert found["violations"] == []
    assert found["passes"] > 10
    assert found["wide"] <= found["room"]
