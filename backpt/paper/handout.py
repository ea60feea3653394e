"""Routine + what was asked for -> Document. Pure: dates are arguments, nothing is read.

Decides what stands on the sheet and in which order: what may be an emergency first, then what
was changed for this person, then the exercises in the order of the routine.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from backpt.language import clearance, doses, how_often, sheet, words
from backpt.paper.document import (
    BLANK,
    NOT_PLANNED,
    Block,
    Document,
    Facts,
    Grid,
    GridRow,
    Labelled,
    Notes,
    Pause,
    SheetCard,
    SheetPicture,
    Urgent,
    Weight,
)
from backpt.paper.pictures import drawn_side, picture_of
from backpt.prescription.model import (
    Exercise,
    Frequency,
    Library,
    Rest,
    Routine,
    ThermalPlan,
    Work,
    needs,
    works,
)
from backpt.safety.answers import Profile
from backpt.safety.clearance import flagged_rule
from backpt.safety.packs import verdict
from backpt.safety.precautions import (
    Adapted,
    Effect,
    Note,
    unchecked_names,
    why_blocked,
)
from backpt.safety.rows import Verdict
from backpt.safety.tables import PACKS_A_DAY, ROWS
from backpt.session.compile import first_side
from backpt.values import NamedTuple

WEEK = 7
ALL_DAYS = tuple(range(WEEK))
MOST_WEEKS = 12
"""More than these is a new plan, and a new sheet."""


class Wish(NamedTuple):
    """What was asked for; an empty text is left off the sheet."""

    full: bool = False
    weeks: int = 2
    """1 to ``MOST_WEEKS``."""
    start: date | None = None
    """The first day to tick; ``None`` leaves room to write it."""
    name: str = ""
    by: str = ""
    phone: str = ""
    figures: bool = True
    planned: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """Ids of the routines that are planned, each with its days of the week, 0 Monday; there
    are boxes on these days only. A routine that is not planned has them every day."""


class Subject(NamedTuple):
    """What is printed, and for whom it was adapted."""

    adapted: Adapted
    library: Library
    profile: Profile = Profile()
    length_s: float = 0.0
    """Of the whole routine, as a session would take."""
    left_out: tuple[str, ...] = ()
    """A sentence for every kind of pack that is not for this user."""
    is_unknown: bool = False
    """The user's answers are there and cannot be read: nothing was adapted."""
    since: Mapping[int, str] = {}
    """Since when the items that were changed are what they are, by their numbers: "from 8 since
    3 Dec"."""

    @property
    def routine(self) -> Routine:
        return self.adapted.routine


def compose_handout(subject: Subject, wish: Wish) -> Document:
    """Return the handout of a routine. Raises ``ValueError`` where nothing is left to print."""
    routine = subject.routine
    if not any(_columns(subject)):
        raise ValueError(sheet.nothing_left(subject.left_out))
    blocks = _full(subject, wish) if wish.full else _brief(subject, wish)
    return Document(
        id=routine.id,
        title=routine.name,
        who=sheet.who(wish.name, wish.by, wish.start),
        blocks=tuple(blocks),
        phone=wish.phone or BLANK,
        footer=f"{sheet.FOOTER} {sheet.UNREVIEWED}",
        brief=not wish.full,
    )


# --- one side --------------------------------------------------------------------------


def _brief(subject: Subject, wish: Wish) -> Iterator[Block]:
    yield Urgent(
        sheet.EMERGENCY_TITLE, sheet.EMERGENCY_BRIEF, (f"{sheet.PAIN_SCALE} {sheet.STOP_RULE}",)
    )
    yield from _for_you(subject, subject.adapted.notes)
    yield Facts(tuple(facts_about(subject.routine, subject.length_s, _days(subject, wish))))
    number, flags = 0, subject.profile.flags
    for place, item in enumerate(subject.routine.items):
        match item:
            case Work():
                number += 1
                yield _small_card(subject, place, item, number, wish)
            case ThermalPlan():
                yield _pack_card(item, flags, full=False)
            case _:
                pass
    many = boxes_a_day(subject.routine)
    only = len(tuple(_columns(subject))) == 1
    yield week_grid(many, wish.weeks, wish.start, only=only, days=_days(subject, wish))


def _days(subject: Subject, wish: Wish) -> tuple[int, ...]:
    """Return the days of the week that have boxes."""
    return dict(wish.planned).get(subject.routine.id, ALL_DAYS)


def _small_card(subject: Subject, place: int, work: Work, number: int, wish: Wish) -> SheetCard:
    picture = _picture(work, wish)
    return SheetCard(
        work.exercise.name,
        _dose(subject, place, work),
        number,
        words.text((_cue(work, picture), *words.care_phrase(work.care))),
        picture,
        title=_title(subject, work),
    )


def _pack_card(plan: ThermalPlan, flags: frozenset[str], *, full: bool) -> SheetCard:
    """Return a pack as it stands on the sheet of a user with these flags, who may use it; in
    full, also who must not."""
    said = " ".join(clearance.beside_pack(flagged_rule(flags, plan.mode)))
    careful = ((sheet.CAREFUL, said),) if said else ()
    blocking = (row.text for row in ROWS if verdict(row, plan.mode) is Verdict.BLOCK)
    return SheetCard(
        words.item_name(plan),
        sheet.sentence(sheet.pack_times(plan)),
        safety=(*careful, *sheet.pack_lines(plan, tuple(blocking) if full else ())),
    )


def _dose(subject: Subject, place: int, work: Work) -> str:
    """Return the dose of an item, and since when it is so; what precautions put in its place
    was never changed."""
    said = doses.dose_words(work.exercise, work.dose)
    is_other = any(
        note.item == place and note.effect is Effect.REPLACED for note in subject.adapted.notes
    )
    since = "" if is_other else subject.since.get(place, "")
    return sheet.sentence(f"{said}, {since}" if since else said)


# --- in full ---------------------------------------------------------------------------


def _full(subject: Subject, wish: Wish) -> Iterator[Block]:
    yield Urgent(sheet.EMERGENCY_TITLE, sheet.EMERGENCY, (sheet.EMERGENCY_DO,))
    notes = subject.adapted.notes
    yield from _for_you(subject, tuple(n for n in notes if n.effect is not Effect.WARNED))
    yield Facts(tuple(facts_about(subject.routine, subject.length_s, _days(subject, wish))))
    yield Notes(sheet.HOW_MUCH_PAIN, (sheet.PAIN_SCALE, sheet.STOP_RULE))
    yield from _items(subject, wish)
    days = _days(subject, wish)
    yield diary_grid(tuple(_columns(subject)), wish.weeks, wish.start, days)
    yield Notes(sheet.QUESTIONS_FOR, sheet.QUESTIONS)
    yield Notes(sheet.WHERE_FROM, _sources(subject), Weight.FINE)


def _items(subject: Subject, wish: Wish) -> Iterator[Block]:
    number, flags = 0, subject.profile.flags
    for place, item in enumerate(subject.routine.items):
        match item:
            case Work():
                number += 1
                yield _card(subject, place, item, number, wish)
            case ThermalPlan():
                yield _pack_card(item, flags, full=True)
            case Rest(rest_s=seconds) if seconds > 0:
                yield Pause(sheet.rest_for(seconds))


def _card(subject: Subject, place: int, work: Work, number: int, wish: Wish) -> SheetCard:
    exercise = work.exercise
    picture = _picture(work, wish)
    return SheetCard(
        exercise.name,
        _dose(subject, place, work),
        number,
        "" if exercise.steps else _cue(work, picture),
        picture,
        tuple(_card_facts(work)),
        exercise.steps,
        tuple(_safety(subject, place, exercise)),
        tuple(_card_notes(work, grows=subject.routine.asks_to_grow)),
        _title(subject, work),
    )


def _card_facts(work: Work) -> Iterator[Labelled]:
    if pace := sheet.pace_words(work.exercise, work.dose):
        yield sheet.PACE, sheet.sentence(pace)
    if work.dose.sets > 1 and work.dose.rest_s:
        yield sheet.BETWEEN_SETS, sheet.rest_between(work.dose.rest_s)
    if work.exercise.needs:
        yield sheet.NEED, sheet.sentence(words.equipment(work.exercise.needs))


def _card_notes(work: Work, *, grows: bool) -> Iterator[Labelled]:
    """``grows``: steps up are offered, so the sheet says how far they go."""
    if grows and (later := doses.growth_words(work.dose, work.grow)):
        yield sheet.LATER, sheet.in_small_steps(later)
    if work.exercise.note:
        yield sheet.NOTE, work.exercise.note


def _safety(subject: Subject, place: int, exercise: Exercise) -> Iterator[Labelled]:
    for note in subject.adapted.notes:
        if note.item == place and note.effect is Effect.WARNED:
            yield sheet.CAREFUL, clearance.note_words(note)
    if watch := (*exercise.form, *exercise.mistakes)[:1]:
        yield sheet.WATCH, sheet.sentence(watch[0])
    if exercise.stop_if:
        yield sheet.STOP_IF, f"{'; '.join(exercise.stop_if)}."
    for label, id_ in ((sheet.EASIER, exercise.easier), (sheet.HARDER, exercise.harder)):
        other = subject.library.exercises.get(id_ or "")
        if other and not why_blocked(other, subject.library, subject.profile):
            yield label, sheet.sentence(other.name)


def _sources(subject: Subject) -> tuple[str, ...]:
    exercises = (work.exercise for work in works(subject.routine))
    return (*source_lines(exercises, subject.library), sheet.UNREVIEWED)


def _columns(subject: Subject) -> Iterator[tuple[str, int]]:
    """Yield what there is to tick, and how often on a day; a pack never oftener than it may."""
    number, many = 0, boxes_a_day(subject.routine)
    alone = len(works(subject.routine)) == 1
    for item in subject.routine.items:
        match item:
            case Work():
                number += 1
                name = item.exercise.name
                yield name if alone else f"{number}. {name}", many
            case ThermalPlan():
                yield words.item_name(item), min(many, PACKS_A_DAY)
            case _:
                pass


# --- both ------------------------------------------------------------------------------


def _for_you(subject: Subject, told: tuple[Note, ...]) -> Iterator[Notes]:
    """Yield what is said of this user and these exercises, under a heading that is true."""
    packs, unknown = subject.left_out, (sheet.UNKNOWN,) if subject.is_unknown else ()
    changes = [note for note in subject.adapted.notes if note.effect is not Effect.WARNED]
    title = sheet.CHANGED if changes or packs else sheet.TAKE_CARE
    checked = tuple(note for note in told if not note.is_unchecked)
    if lines := (
        *unknown,
        *clearance.notes_together(checked),
        *_unchecked(subject.routine),
        *packs,
    ):
        yield Notes(title, lines, Weight.IMPORTANT)


def _unchecked(routine: Routine) -> Iterator[str]:
    """Yield what to do about the user's own exercises of which no safety is known."""
    if names := unchecked_names(routine):
        yield sheet.unchecked(names)


def _title(subject: Subject, work: Work) -> str:
    """Return what stands over the only exercise: no number, nor the sheet's own title."""
    if len(works(subject.routine)) > 1:
        return ""
    name = work.exercise.name
    return sheet.HOW_TO if name == subject.routine.name else name


def _cue(work: Work, picture: SheetPicture | None) -> str:
    """Return the cue for the side that the picture shows; without one, for the first side."""
    side = first_side(work.dose)
    if side and picture:
        side = drawn_side(picture) or side
    return words.text(words.cue_phrase(work.exercise, side))


def _picture(work: Work, wish: Wish) -> SheetPicture | None:
    return picture_of(work.exercise, work.dose) if wish.figures else None


# --- the routine as a whole: what for, how often, how long, with what ------------------


def facts_about(
    routine: Routine, length_s: float, days: Sequence[int] = ALL_DAYS
) -> Iterator[Labelled]:
    """Yield labels and what they say; 0 seconds are a length that is not known.

    ``days``: of the week, on which it is planned.
    """
    if goal := _purpose(routine):
        yield sheet.GOAL, goal
    planned = sheet.planned_on(days) if len(days) < WEEK else ""
    if often := " ".join(filter(None, (frequency(routine), planned))):
        yield sheet.HOW_OFTEN, often
    if length_s:
        minutes = max(1, round(length_s / 60))
        yield sheet.TAKES, sheet.about(minutes)
    gear = needs(routine)
    yield sheet.NEED, sheet.sentence(words.equipment(gear)) if gear else sheet.NOTHING_TO_FETCH


def frequency(routine: Routine) -> str:
    """Return how often a routine is done, in sentences, with what there is to know of it; for
    a single exercise, how often that is."""
    often = _frequency_of(routine)
    said = "" if often is None else sheet.sentence(how_often.words(often))
    return " ".join(filter(None, (said, routine.note)))


def boxes_a_day(routine: Routine) -> int:
    return sheet.boxes_a_day(_frequency_of(routine), routine.note)


def _frequency_of(routine: Routine) -> Frequency | None:
    own = works(routine)
    if routine.frequency is None and not routine.note and len(own) == 1:
        return own[0].exercise.frequency
    return routine.frequency


def _purpose(routine: Routine) -> str:
    """Return the goal without a sentence that only says again what stands under "You need"."""
    listed = frozenset(re.findall(r"\w+", words.equipment(needs(routine)).casefold()))
    sentences = re.split(r"(?<=\.) +", routine.goal)
    return " ".join(one for one in sentences if not sheet.only_lists(one, listed))


# --- where the doses come from ---------------------------------------------------------

GENERAL = "GK"
"""The id under which the library says that a dose has no source."""


def source_lines(exercises: Iterable[Exercise], library: Library) -> Iterator[str]:
    """Yield a line for every source, in the order of the exercises, then what has none.

    The numbers are those of the sheet, from 1; where there is only one exercise they are left
    out.
    """
    used: dict[str, list[int]] = {}
    missing: list[int] = []
    number = 0
    for number, exercise in enumerate(exercises, 1):
        for id_ in dict.fromkeys(exercise.sources):
            used.setdefault(id_, []).append(number)
        if not exercise.sources:
            missing.append(number)
    general = used.pop(GENERAL, [])
    only = number == 1
    for id_, numbers in used.items():
        said = _named(id_, library)
        yield sheet.source_of(said, () if only else numbers)
    for said, numbers in ((sheet.FROM_GENERAL, general), (sheet.NO_SOURCE, missing)):
        if numbers:
            yield sheet.without_source(said, () if only else numbers)


def _named(id_: str, library: Library) -> str:
    known = library.sources.get(id_)
    title = known.title if known else id_
    return f"{title} ({known.address})" if known and known.address else title


# --- tables to fill in: a week a row for the fridge, a day a row for the diary ---------


def week_grid(
    boxes: int,
    weeks: int,
    start: date | None,
    *,
    only: bool = False,
    days: Sequence[int] = ALL_DAYS,
) -> Grid:
    """Return a row a week and a column a day, with ``boxes`` for the whole routine on ``days``
    of the week; ``only`` if that is a single exercise or pack."""
    first = start.weekday() if start else 0
    weekdays = tuple((first + day) % WEEK for day in range(WEEK))
    heads = tuple(sheet.DAYS[day] for day in weekdays)
    cells = tuple(boxes if day in days else NOT_PLANNED for day in weekdays)
    rows = tuple(GridRow(_week(number, start), cells) for number in range(weeks))
    return Grid(sheet.tick_done(only=only), sheet.WEEK, heads, rows)


def diary_grid(
    columns: Sequence[tuple[str, int]],
    weeks: int,
    start: date | None,
    days: Sequence[int] = ALL_DAYS,
) -> Grid:
    """Return a row a day, a column for each of ``columns`` (name, boxes), one for the pain;
    there are boxes on ``days`` of the week, and room for the pain on each."""
    heads, boxes = zip(*columns, strict=True)
    first, none = start.weekday() if start else 0, (NOT_PLANNED,) * len(boxes)
    rows = tuple(
        GridRow(_day(day, start), (*(boxes if (first + day) % WEEK in days else none), 0))
        for day in range(WEEK * weeks)
    )
    return Grid(sheet.TICK, sheet.DAY, (*heads, sheet.PAIN_COLUMN), rows)


def _week(number: int, start: date | None) -> str:
    if start is None:
        return sheet.week(number + 1)
    return sheet.week_from(start + timedelta(days=WEEK * number))


def _day(day: int, start: date | None) -> str:
    if start is None:
        return sheet.day_of_week(day // WEEK + 1, day % WEEK)
    return sheet.short_date(start + timedelta(days=day))
