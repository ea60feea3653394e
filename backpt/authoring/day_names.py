"""Days of the week as people write them: "mon,wed,fri", "Mon-Fri", "daily"."""

from backpt.language import plan as words
from backpt.progress.plan import DAYS, WEEK


def named_day(word: str) -> int | None:
    """Return the day of the week that ``word`` names, 0 Monday; ``None`` for what is none.

    Two letters are enough: "mo", "mon", "mondays".
    """
    whole = word.lower().removesuffix("s") if len(word) > 4 else word.lower()
    if len(whole) < 2:
        return None
    names = [one.lower() for one in words.WEEKDAYS]
    return next((at for at, one in enumerate(names) if one.startswith(whole)), None)


def read_days(text: str) -> tuple[int, ...] | None:
    """Return the days of the week that ``text`` lists, Monday first; ``None`` where a part of
    it is no day."""
    if text.strip().lower() in words.EVERY_DAY:
        return DAYS
    found = set[int]()
    for word in text.replace(",", " ").replace("/", " ").replace("&", " ").lower().split():
        if word in (*words.AND, *words.BETWEEN):
            continue
        if word in words.WORK_DAYS:
            found |= set(range(5))
            continue
        days = _from_to(word)
        if days is None:
            return None
        found.update(days)
    return tuple(sorted(found)) or None


def days_and_names(parts: list[str]) -> list[tuple[list[str], list[str]]]:
    """Return days and names that belong together, as in "mon wed fri core starter": days come
    first, or names do, throughout."""
    found: list[tuple[list[str], list[str]]] = []
    days_first = bool(parts) and read_days(parts[0]) is not None
    was_day = not days_first
    for part in parts:
        is_day = read_days(part) is not None or (was_day and part.lower() in words.AND)
        if is_day is not was_day and is_day is days_first:
            found.append(([], []))
        if not found:
            found.append(([], []))
        found[-1][0 if is_day else 1].append(part)
        was_day = is_day
    return found


def _from_to(word: str) -> tuple[int, ...] | None:
    """Return the days of "mon", or of "mon-fri", past Sunday too."""
    first, dash, last = word.replace("\u2013", "-").partition("-")
    begins, ends = named_day(first), named_day(last if dash else first)
    if begins is None or ends is None:
        return None
    return tuple((begins + more) % WEEK for more in range((ends - begins) % WEEK + 1))
