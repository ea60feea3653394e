"""What a page plays: the film and the sounds of a recording, as values that can be JSON.

Sounds are kept as they are shipped, a quarter of their size, and each once.
"""

from __future__ import annotations

import base64
from array import array
from collections.abc import Iterator

from backpt.figure.in_words import alt_text
from backpt.figure.read import figure_of
from backpt.figure.svg import moving
from backpt.run.film import Film, FilmPose, film
from backpt.session.steps import Compiled
from backpt.sound.output.placing import little_endian
from backpt.sound.score import motifs
from backpt.sound.score.recording import Recording
from backpt.sound.score.stretch import MOTIF, RATE, Sound
from backpt.sound.voice.adpcm import CLIMB, STEPS
from backpt.sound.voice.clips import JOIN_S
from backpt.sound.voice.resampling import PACK_RATE
from backpt.sound.voice.session_voice import Voice

_Clip = tuple[str, int, int, str]
"""How it is kept, its rate, how many samples it has, and itself in base64."""


def reel(compiled: Compiled, recording: Recording, voice: Voice) -> dict[str, object]:
    """Return what ``session.js`` shows; every moment is in seconds of the recording."""
    seen = film(compiled)
    texts = tuple(dict.fromkeys(text for _, words in seen.words for text in words))
    number = {text: at for at, text in enumerate(texts)}
    poses = tuple(dict.fromkeys(pose for _, pose in seen.poses if pose is not None))
    clips = _Clips(voice)
    begins = recording.opening_s
    return {
        "seconds": round(recording.seconds, 3),
        "opening": begins,
        "texts": texts,
        "shots": [
            [round(begins + at, 3), *(number[text] for text in words)]
            for at, words in seen.words
        ],
        "pictures": [_picture(pose, at) for at, pose in enumerate(poses)],
        "poses": list(_track(seen, poses, begins)),
        "stops": [round(chapter.begins_s, 3) for chapter in recording.chapters[1:]],
        "sounds": sorted(clips.placed(recording), key=lambda sound: sound[0]),
        "clips": clips.kept,
        "steps": STEPS,
        "climb": CLIMB,
    }


def _track(
    seen: Film, poses: tuple[FilmPose, ...], begins: float
) -> Iterator[tuple[float, int]]:
    numbers = {pose: number for number, pose in enumerate(poses)}
    for at, pose in seen.poses:
        yield round(begins + at, 3), -1 if pose is None else numbers[pose]


def _picture(pose: FilmPose, number: int) -> tuple[str, bool, str]:
    """Return the drawing, whether it stands still, and the words for it."""
    figure = figure_of(pose.figure)
    assert figure is not None  # the film has no others
    words = alt_text(figure, mirrored=pose.mirrored)
    ids = f"p{number}"
    svg = moving(figure, pose.at, mirrored=pose.mirrored, title="", ids=ids)
    return svg, pose.at.tick == 0, words


class _Clips:
    """The sounds of a recording, each kept once."""

    def __init__(self, voice: Voice) -> None:
        self.kept: list[_Clip] = []
        self._voice = voice
        self._numbers: dict[tuple[str, str], tuple[tuple[int, float], ...]] = {}
        """Of each sound the clips that it is made of, and how long after its beginning each
        begins."""

    def placed(self, recording: Recording) -> Iterator[tuple[float, int, float, float | None]]:
        """Yield when which clip is heard, how loud, and when it is cut."""
        for first, stretch in recording.stretches:
            begins = first / RATE
            for sound in stretch.sounds:
                cut = None if sound.until_s is None else begins + sound.until_s
                for number, after_s in self._of(sound):
                    at = begins + sound.at_s + after_s
                    if cut is None or at < cut:
                        yield (
                            round(at, 4),
                            number,
                            round(sound.gain, 3),
                            None if cut is None else round(cut, 4),
                        )

    def _of(self, sound: Sound) -> tuple[tuple[int, float], ...]:
        name = sound.kind, sound.name
        if name not in self._numbers:
            self._numbers[name] = tuple(self._taken_in(sound))
        return self._numbers[name]

    def _taken_in(self, sound: Sound) -> Iterator[tuple[int, float]]:
        after_s = 0.0
        packed = self._voice.packed(sound.name) if sound.kind != MOTIF else ()
        for data, many in packed:
            self.kept.append(("adpcm", PACK_RATE, many, base64.b64encode(data).decode()))
            yield len(self.kept) - 1, after_s
            after_s += many / PACK_RATE + JOIN_S
        if packed:
            return
        made: array[int] | None
        if sound.kind == MOTIF:
            made = motifs.samples(sound.name)
        else:
            made = self._voice.samples(sound.name)
        if made:
            data = little_endian(made)
            self.kept.append(("pcm", RATE, len(made), base64.b64encode(data).decode()))
            yield len(self.kept) - 1, 0.0
