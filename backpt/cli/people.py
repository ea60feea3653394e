"""Several people on one account: whose folders are used, and who has some."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from backpt.language import people as words
from backpt.paths import PEOPLE, WHO, Paths, paths_of, person_folder, user_paths


@contextmanager
def acting_for(name: str) -> Iterator[None]:
    """Use the folders of the person called ``name`` within the block, in child processes too.

    Says so where nothing is kept for them yet: a slip of a finger would begin a diary. Raises
    ``UsageError`` for what is no name.
    """
    person_folder(name)
    before = os.environ.get(WHO)
    os.environ[WHO] = name
    try:
        paths = user_paths(os.environ)
        if not os.path.isdir(paths.data):
            from backpt.terminal.lines import say_line

            say_line(words.new_person(paths.who, people_of(_account())), sys.stderr)
        yield
    finally:
        if before is None:
            del os.environ[WHO]
        else:
            os.environ[WHO] = before


def say_whose(paths: Paths) -> None:
    """Say for whom this is, where a name was given."""
    if paths.who:
        from backpt.terminal.lines import say_line

        say_line(words.for_whom(paths.who))


def _account() -> Paths:
    return user_paths({key: value for key, value in os.environ.items() if key != WHO})


def every_person() -> tuple[Paths, ...]:
    """Return the folders of everybody who has some, but of the account itself."""
    account = _account()
    return tuple(paths_of(account, name) for name in people_of(account))


def people_of(account: Paths) -> tuple[str, ...]:
    """Return the names of the folders of people, sorted."""
    found = set[str]()
    for folder in (account.data, account.config):
        with suppress(OSError):
            found |= {*os.listdir(os.path.join(folder, PEOPLE))}
    return tuple(sorted(name for name in found if _is_name(name)))


def _is_name(name: str) -> bool:
    from backpt.errors import UsageError

    try:
        person_folder(name)
    except UsageError:
        return False
    return True
