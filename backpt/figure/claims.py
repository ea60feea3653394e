"""What words beside a picture claim of left, right and the position, and whether it is shown.

Knows the turns of phrase that the library uses: a knee that is bent, a foot in front, the side
that is lain on. What cannot be told from the joints is let pass: a claim is only refused where
the picture clearly shows the contrary.
"""

import re
from collections.abc import Callable, Iterator

from backpt.figure import facts
from backpt.figure.facts import Claim, Shown
from backpt.figure.parts import Figure
from backpt.language import figure_faults, figures
from backpt.values import NamedTuple

Said = tuple[str, str]
"""What is wrong, and what to do."""

_LEGS = "legs?|knee|foot|heel|hip|thigh|ankle|toes?|calf|shin|buttock"
_ARMS = "arms?|hand|elbow|shoulder|forearm|wrist|palm"
_MOVES = "lift|raise|lower|open|slide|stretch|press|reach|move|bring|step|straighten|draw"


def contradictions(figure: Figure, index: int, text: str) -> Iterator[Said]:
    """Return what ``text`` says of the pose ``index`` and the picture shows otherwise."""
    shown = Shown(figure, index)
    covered = {found.span("side") for found in _RESTS.finditer(text)}
    for pattern, is_wrong in _RULES:
        for found in pattern.finditer(text):
            covered.add(found.span("side"))
            if is_wrong(shown, _claim(found)):
                yield figure_faults.shows_other_side(found[0]), figure_faults.OTHER_SIDE
    mentions = {found.span("side"): _claim(found) for found in _NAMED.finditer(text)}
    named = {(claim.side, claim.limb) for claim in mentions.values()}
    verbs = {found.span("side") for found in _MOVED.finditer(text)}
    for at, claim in mentions.items():
        alone = at not in covered and (claim.other, claim.limb) not in named
        does = at in verbs
        if (does or alone) and facts.is_the_other(shown, claim, does=does):
            word = "left" if claim.side == "l" else "right"
            yield figure_faults.other_limb_moves(word, claim.limb), figure_faults.OTHER_SIDE


def _claim(found: re.Match[str]) -> Claim:
    side = found["side"][0].lower()
    part = found.groupdict().get("part") or ""
    limb = "leg" if re.fullmatch(_LEGS, part, re.IGNORECASE) else "arm" if part else ""
    return Claim(side, "r" if side == "l" else "l", limb, part.lower())


def _pattern(text: str) -> re.Pattern[str]:
    """Return a pattern in which SIDE, LEG, ARM and PART are groups, and YOUR articles."""
    for word, stands_for in (
        ("SIDE", "(?P<side>left|right)"),
        ("PART", f"(?P<part>{_LEGS}|{_ARMS})"),
        ("LEG", f"(?P<part>{_LEGS})"),
        ("ARM", f"(?P<part>{_ARMS})"),
        ("YOUR ", "(?:(?:the|your|that|whole|straight|only) )*"),
    ):
        text = text.replace(word, stands_for)
    return re.compile(rf"\b(?:{text})\b", re.IGNORECASE)


_RULES: tuple[tuple[re.Pattern[str], Callable[[Shown, Claim], bool]], ...] = (
    (_pattern(r"on YOUR SIDE side"), facts.is_lain_on_the_other),
    (_pattern(r"SIDE side to YOUR fixed end"), facts.is_fixed_at_the_other),
    (_pattern(r"SIDE PART bent"), facts.is_straighter),
    (_pattern(r"bend YOUR SIDE PART"), facts.is_straighter),
    (_pattern(r"SIDE PART straight"), facts.is_bent_more),
    (_pattern(r"straighten YOUR SIDE PART"), facts.is_bent_more),
    (_pattern(r"straight SIDE PART"), facts.is_bent_more),
    (_pattern(r"SIDE LEG (?:flat )?(?:in front|forward)"), facts.is_behind),
    (_pattern(r"SIDE LEG back"), facts.is_ahead),
    (_pattern(r"kneel on YOUR SIDE LEG"), facts.is_higher),
    (_pattern(r"SIDE ARM (?:under|down)"), facts.is_higher),
    (_pattern(r"SIDE PART on top"), facts.is_lower),
    (_pattern(r"SIDE LEG on (?:a|the) (?:low )?step"), facts.is_lower),
    (_pattern(r"(?:weight on|push through|stand on|than) YOUR SIDE LEG"), facts.does_not_rest),
    (_pattern(r"SIDE LEG across YOUR (?:left|right) thigh"), facts.lies_across_the_other),
    (_pattern(rf"to (?:the|your) SIDE\b(?! (?:{_LEGS}|{_ARMS}))"), facts.goes_the_other_way),
    (_pattern(r"(?:with|in) YOUR SIDE hand"), facts.holds_it_in_the_other),
)
"""A turn of phrase, and whether the picture shows the contrary of it."""

_NAMED = _pattern(r"SIDE PART")
_RESTS = _pattern(r"SIDE PART (?:on|against|by|in|stays|rests|still)")
"""A limb that is said to be somewhere need not be the one that moves."""
_MOVED = _pattern(rf"(?:{_MOVES}|step \w+ \w+ \w+ with) YOUR SIDE PART")

_LYING = {
    "on your back": facts.BACK,
    "on your front": facts.FRONT,
    "face down": facts.FRONT,
    "on hands and knees": facts.FRONT,
    "on your forearms": facts.FRONT,
    "on your left side": facts.SIDE,
    "on your right side": facts.SIDE,
    "on your side": facts.SIDE,
}
_POSTURES = {
    "stand": ("standing",),
    "sit": ("sitting", "long_sitting"),
    "kneel": ("kneeling", "half_kneeling", "all_fours"),
    "on hands and knees": ("all_fours", "kneeling"),
    "on your back": ("supine", "hook_lying"),
    "on your front": ("prone",),
}
"""How the words of a first pose may begin -> postures that look so."""


def misplaced(figure: Figure, index: int) -> Iterator[Said]:
    """Return where a pose says another position than it shows."""
    pose = figure.poses[index]
    says = pose.says.lower()
    lies = facts.lain_on(Shown(figure, index))
    for words, how in _LYING.items():
        if words in says and how != lies:
            yield figure_faults.body_is(words, lies or "upright"), figure_faults.TURN_BODY
    for words, postures in _POSTURES.items():
        if index == 0 and says.startswith(words) and pose.base not in postures:
            yield figure_faults.picture_begins(words, pose.base), figure_faults.CHANGE_ONE


class Named(NamedTuple):
    """What an exercise says of its sides, beside its picture."""

    cue: str
    """With ``{side}`` for the side that is worked and ``{other}`` for the one that is not."""
    side_words: tuple[str, str] | None
    """For the left and for the right."""


def unlike(figure: Figure, named: Named) -> Iterator[Said]:
    """Return where the words for the right side, and for the left one turned round, name
    another limb than the picture shows: a picture is that of the right side.

    A limb that is called out with every rep ("Right arm") must be active. Where no words name
    one, "Right" alone is said, so that the right one must move.
    """
    cue = _filled(named.cue)
    for pose in (0, figure.held_index):
        yield from _prefixed(figure_faults.THE_CUE, contradictions(figure, pose, cue))
    left, right = named.side_words or ("", "")
    for what, words in (("right", right), ("left", figures.side_swapped(left))):
        yield from _prefixed(figure_faults.side_words(what), contradictions(figure, 0, words))
    called = _NAMED.fullmatch(right)
    if called and f"{_claim(called).limb}_r" not in figure.active:
        limb = _claim(called).limb
        yield figure_faults.called_not_active(right), figure_faults.add_to_active(limb)
    if not _NAMED.search(f"{cue} {right}") and figure.held_index:
        for limb in ("leg", "arm"):
            if facts.moves_more(Shown(figure, figure.held_index), limb, "l", "r"):
                yield figure_faults.right_said(limb), figure_faults.OTHER_SIDE


def _filled(cue: str) -> str:
    """Return a cue as it is said for the right side."""
    for word, side in (("{side}", "right"), ("{other}", "left")):
        cue = cue.replace(word, side).replace(word.title(), side.title())
    return cue


def _prefixed(where: str, said: Iterator[Said]) -> Iterator[Said]:
    for what, do in said:
        yield f"{where}: {what}", do
