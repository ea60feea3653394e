"""What is wrong in a figure: what it says or shows that cannot be, and what to do about it.

A fault is two texts: what is wrong, and what to do, each without a full stop.
"""

from __future__ import annotations

OTHER_SIDE = "say or show the other side"
TURN_BODY = "turn the body"
CHANGE_ONE = "change one of them"
THE_CUE = "the cue"
BEND_AS_SAID = "bend the joint as the words say, or say what is shown"
NO_POSES = "there are no poses"
WRITE_POSES = "write 'poses:' and under it 'start: {base: ...}'"
FIRST_NOT_PASSED = "the first pose cannot be passed through"
TAKE_PASSING_OUT = "take 'passing' out there"
WRITE_GREATER = "write it like 'knee_l > knee_r'"
TWO_ANGLES = "a camera has two angles"
WRITE_ANGLES = "write [azimuth, elevation], like [-35, 14]"
NO_BASE = "the first pose has no base"
SAYS_NOTHING = "the pose says nothing"
ADD_SAYS = "add 'says:' and what to do, in one short sentence"
FIRST_CANNOT_LEAN = "the first pose cannot lean by itself"
WRITE_DEGREES = "write degrees"
PLANT_ABOVE = "take it out here, or plant it above"
NO_PLACE = "this is no place"
WRITE_PLACE = "write a part of the body, or {knee_r: [0, 5]}"
POINT_HAS = "a point has two or three numbers"
WRITE_POINT = "write [x, y] or [x, y, z]"
IS_A_LIST = "this is a list"
WRITE_PROPS = "write [floor] or [floor, {wall: behind}]"
ONE_SIDE_ONLY = "it goes round one side only"
NAME_BOTH = "name both, as in {around: knees}"
NO_THING = "this is no thing"
WRITE_THING = "write one name, or {name: place}"
TWO_ENDS = "a line has two ends"
WRITE_ENDS = "write [hand_l, hand_r] or [hand_r, [60, 46]]"
NO_FIELDS = "this has no fields"
WRITE_FIELDS = "write 'name: value' lines under it, indented"
ONE_WORD = "one word belongs here"
WRITE_NAME = "write a name without brackets"
NAMES_BELONG = "names belong here"
WRITE_NAMES = "write one, or several in brackets: [one, two]"
NUMBER_BELONGS = "a number belongs here"
WRITE_NUMBER = "write digits, like 45 or -12.5"
YES_OR_NO = "this is yes or no"
WRITE_YES = "write 'yes', or take it out"
TAKE_OUT = "take it out"
SHORT_OF = "short of"
TOO_NEAR = "too near to"
MOVE_LIMB = "move the body or the joint"
LIFT_IT = "lift it, or add 'ground: yes'"
MOVE_OUT = "move it out"
PART_LEGS = "part the legs"
ADD_PRESS = "add 'press:' or 'tighten:', or leave it out"
NOTHING_ACTIVE = "nothing is active"
WRITE_BOTH = "write hands, feet or knees"
MOVE_CAMERA = "move the camera, or add 'second:' with another one"
LOOK_AT_FRONT = "turn the camera to the front, back or top of the body, or add 'second:' there"
BAND_SEEN_ASLANT = "the band is seen aslant: it may come from the side or from in front"
LOOK_ACROSS = "turn the camera across the band, or add 'second: top'"
TWO_LEGS_LOOK_LIKE_ONE = "both legs are in the air and look like one"
MOVE_SECOND = "take the second camera from the same side"
TURN_LESS = "turn it less, or mark the pose 'aside: yes'"
LEGS_LOOK_CROSSED = "the legs look crossed and are not"
FACES_OTHER_SIDE = "the second camera shows the body facing the other side"
INSET_NOWHERE = "an inset is of a place"
WRITE_INSET = "write 'of:' and parts of the body, like {of: [heels, toes], view: top}"
PUT_HAND = "put the hand there with 'reach:', or move the thing"
LIFT_FOOT = "lift the whole foot, toes and heel"
PUT_HEEL = "bring the heel to the toes"
ADD_INSET = "add 'inset:' of the place, or 'focus:'"
NAME_PLACE = "name the place in 'says:', for those who see no inset"
SMALLER_INSET = "make 'margin:' or 'zoom:' less"
LOOK_FROM_BEHIND = "add 'inset:' or 'second:' with a camera that sees them"
INSET_NOT_NAMED = "no pose names what the inset shows"
BUTTOCKS_UNSEEN = "the buttocks tighten and no camera sees them"
ADD_ACTIVE = "add 'active: [leg_r]' with what moves"


def shows_other_side(said: str) -> str:
    return f"it says '{said}' and the picture shows the other side"


def other_limb_moves(word: str, limb: str) -> str:
    return f"it says {word} and the other {limb} moves"


def body_is(words: str, how: str) -> str:
    return f"it says '{words}' and the body is {how}"


def picture_begins(words: str, base: str) -> str:
    return f"it begins '{words}' and the picture {base}"


def side_words(side: str) -> str:
    return f"side-words {side}"


def called_not_active(called: str) -> str:
    return f"'{called}' is called and not active"


def add_to_active(limb: str) -> str:
    return f"add {limb}-r to active"


def right_said(limb: str) -> str:
    return f"'Right' is said and the left {limb} moves"


def joint_is_at(said: str, joint: str, degrees: float) -> str:
    return f"it says '{said}' and the {joint} is at {degrees:.0f} degrees"


def foot_goes_up(said: str, rise: float) -> str:
    return f"it says '{said}' and the foot goes up by {rise:.0f}"


def too_many_poses(poses: int) -> str:
    return f"{poses} poses are too many"


def keep_poses(most: int) -> str:
    return f"keep the {most} that matter"


def two_points(name: str) -> str:
    return f"'{name}' is two points"


def write_one_or_both(name: str) -> str:
    return f"write '{name}' or both in a list"


def no_greater(name: str) -> str:
    return f"'{name}' has no '>'"


def add_base(postures: str) -> str:
    return f"add 'base:' and one of {postures}"


def too_many_words(words: int) -> str:
    return f"{words} words are too many"


def use_words(most: int) -> str:
    return f"use {most} at most"


def not_planted(limb: str) -> str:
    return f"{limb} is not planted"


def thing_has_no_place(thing: str) -> str:
    return f"the {thing} has no place"


def not_known(name: str) -> str:
    return f"'{name}' is not known"


def beyond(number: object, size: str) -> str:
    return f"{number} is too {size}"


def write_between(most: float) -> str:
    return f"write one between -{most} and {most}"


def did_you_mean(name: str) -> str:
    return f"did you mean '{name}'?"


def one_of(names: str) -> str:
    return f"write one of {names}"


def beyond_joint(joint: str, word: str, angle: float) -> str:
    return f"{joint} {word} {angle:g} is more than a joint does"


def keep_between(low: float, high: float) -> str:
    return f"keep it from {low:g} to {high:g}"


def off_place(limb: str, by: float, far: str) -> str:
    return f"{limb} is {by:.1f} {far} its place"


def below_floor(part: str, by: float) -> str:
    return f"{part} is {by:.1f} below the floor"


def inside_wall(part: str, by: float) -> str:
    return f"{part} is {by:.1f} inside the wall"


def bone_goes_through(a: str, side: str, b: str, part: str) -> str:
    return f"{a}_{side} to {b}_{side} goes through the {part}"


def bone_through_leg(a: str, side: str, b: str) -> str:
    return f"{a}_{side} to {b}_{side} goes through the other leg"


def looks_like_before(pose: str) -> str:
    return f"pose {pose} looks like the one before"


def begins_other(base: str, position: str) -> str:
    return f"the picture begins {base} and the exercise is {position}"


def not_drawn(need: str) -> str:
    return f"the exercise needs {need} and it is not drawn"


def add_to_props(prop: str) -> str:
    return f"add {prop} to props"


def on_the_way(what: str) -> str:
    return f"on the way there, {what}"


def inset_zooms(zoom: float) -> str:
    return f"an inset {zoom:g} times as large shows nothing more"


def zoom_between(low: float, high: float) -> str:
    return f"write a zoom from {low:g} to {high:g}"


def hand_is_off(said: str, gap: float) -> str:
    """``gap`` in per cent of body height."""
    return f"it says '{said}' and the hand is {gap:.1f} off"


def foot_is_down(said: str, rise: float) -> str:
    return f"it says '{said}' and a part of the foot goes up by {rise:.1f} only"


def feet_do_not_touch(said: str, gap: float) -> str:
    return f"it says '{said}' and they are {gap:.1f} apart"


def moves_too_little(part: float) -> str:
    """``part`` of the picture's size, 0 to 1."""
    return f"what moves goes {part:.1%} of the picture's size"


def inset_is_large(part: float) -> str:
    """``part`` of the area of the picture beside it."""
    return f"the inset has {part:.0%} of the area of the picture beside it"


def limb_is_hidden(limb: str, seen: float) -> str:
    """``seen`` is a part of it, 0 to 1."""
    return f"{limb} moves and only {seen:.0%} of it is seen"


def sideways_seen_aslant(limb: str) -> str:
    return f"{limb} goes to the side and is seen aslant, as if it went forward or back"


def hands_are_hidden(hands: list[str]) -> str:
    return f"where {' and '.join(hands)} hold the body is hidden"


def foot_not_across(foot: str) -> str:
    return f"{foot} rests on the other leg and does not look so"


def bend_looks_straight(joint: str, bend: float, looks: float) -> str:
    """Both in degrees."""
    return f"{joint} is bent {bend:.0f} degrees and looks like {looks:.0f}"


def feet_are_apart(how: str, wide: float) -> str:
    """``wide`` in per cent of body height."""
    return f"it says {how} width and the feet are {wide:.1f} apart"


def stand_apart(low: float, high: float) -> str:
    return f"keep the ankles {low:.0f} to {high:.0f} apart"


def body_is_turned(by: float) -> str:
    """``by`` in degrees."""
    return f"the body is turned {by:.0f} degrees from the panel before"


def has_no_side(part: str) -> str:
    return f"{part} is neither left nor right"
