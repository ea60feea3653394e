"""What was done, in words: the lines at the end of a session, and those of the log."""

from __future__ import annotations

from backpt.language.en.durations import minutes_and_seconds
from backpt.session.events import CLOSER, SAME, Why
from backpt.session.summary import ItemSummary, Said, Summary


def closing_lines(summary: Summary) -> tuple[str, ...]:
    """Return the summary as it is shown at the end, a line an item, the truth about each."""
    return tuple(
        _closing_line(
            item,
            tuple(one for one in summary.said if one.item == item.item),
            next((one.answer for one in summary.legs if one.item == item.item), ""),
            is_unsure=item.id in summary.unsure,
        )
        for item in summary.items
    )


_LEG = {SAME: "leg the same", CLOSER: "leg closer to the back"}


def _closing_line(
    item: ItemSummary, said: tuple[Said, ...], leg: str, *, is_unsure: bool
) -> str:
    because = _because(item.why, said, _LEG.get(leg, ""), is_unsure=is_unsure)
    if item.contact_s:
        hurt = _because("", said, "")
        return f"{item.name}: on for {minutes_and_seconds(item.contact_s)} in all{hurt}."
    if item.done == item.planned:
        return f"{item.name}: done{because}."
    if not item.done and not item.partial:
        return f"{item.name}: not done{because}."
    begun = f", {item.partial} begun" if item.partial else ""
    return f"{item.name}: {item.done} of {item.planned} done{begun}{because}."


def _because(
    why: str, said: tuple[Said, ...], compared: str, *, is_unsure: bool = False
) -> str:
    """Return the reason in words, how much it hurt, how the leg was after it, and whether it
    was not clear how it is done: " (fewer, because it hurt 4)"."""
    pains = ", then ".join(str(one.pain) for one in said if one.pain is not None)
    hurt = f"it hurt {pains}" if pains else "it hurt"
    leg = "pain further down the leg" if any(one.pain is None for one in said) else ""
    reasons: dict[str, str] = {
        "": hurt if pains else "",
        Why.NEXT: f"skipped, {hurt}" if pains else "skipped",
        Why.HURTS: hurt if pains or not leg else "",
        Why.LEG: "pain further down the leg",
        Why.EASED: f"fewer, because {hurt}",
    }
    reason = reasons.get(why, f"{why}, {hurt}" if pains else why)
    unsure = "not sure how" if is_unsure else ""
    told = ", ".join(dict.fromkeys(filter(None, (reason, leg or compared, unsure))))
    return f" ({told})" if told else ""
