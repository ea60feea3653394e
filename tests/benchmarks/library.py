"""What reading the library costs, beside PyYAML alone, and how hostile files are answered."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.processes import environment, run
from tests.benchmarks.table import Row, ratio
from tests.benchmarks.venv import Venv

MIB = 1 << 20
_EXERCISE = """\
  move-{n:04d}:
    name: Movement {words}
    aliases: [movement number {n}, "the {n}th one"]
    category: {category}
    area: [low-back, hips]
    position: {position}
    needs: []
    optional: [mat, pillow]
    phase: {phase}
    dose: {{sets: 2, reps: {reps}, out: 2s, hold: {hold}s, back: 3s, relax: 1s, rest: 30s}}
    range: up to 3 sets of 10 once a day; hold a few seconds, 5-10s later on
    frequency: 3-7 days a week
    cue: "Draw the belly in a little. Move slowly, and only as far as is easy."
    words: {{out: Up, back: Slowly down}}
    steps:
      - Lie on your back with one knee bent and the other leg straight.
      - Tighten the front of the straight thigh and brace.
      - Lift the straight leg a little, no higher than the other knee.
      - Hold a few seconds and lower it slowly.
    form:
      - the knee stays locked straight
      - the low back stays still
    mistakes:
      - lifting both legs
      - arching the back
      - dropping the leg
    stop-if:
      - your back hurts
      - you feel tingling down the leg
    avoid: [OSTEO_FLEX, HIP_REPL]
    strains: [leg]
    sources: [S1, S2]
"""
_REST = """\
routines:
  some:
    name: Some
    goal: Move a little.
    phase: 1
    frequency: daily
    progress: never
    exercises: [move-0000, rest: 1 min, move-0001: {reps: 6}]
precautions:
  OSTEO_FLEX: {level: block, why: Avoid bending far.}
  HIP_REPL: {level: warn, why: A new hip., do: Keep to what you were shown.}
sources:
  S1: {title: A book, address: "", tier: S}
  S2: {title: Another book, address: "", tier: K}
"""


SIZES = {79: 5, 1_000: 1, 10_000: 1}
"""Exercises -> how often as many rounds are taken: what is short is less exact."""
_MOST_ROUNDS = {10_000: 3}
"""Of what takes long."""


def rows(venv: Venv, folder: Path, rounds: int) -> Iterator[Row]:
    folder.mkdir()
    for many, times in SIZES.items():
        yield from _size(venv, folder, many, min(rounds * times, _MOST_ROUNDS.get(many, 99)))
    yield from _warm(venv, folder / "warm", rounds)
    yield from _hostile(venv, folder / "hostile")


def generated(many: int) -> str:
    """Return a library of ``many`` complete exercises, about 1.3 kB each."""
    categories = ("mobility", "strength", "core", "posture")
    positions = ("supine", "prone", "quadruped", "seated", "standing")
    parts = ["version: 1\nexercises:\n"]
    for n in range(many):
        words = f"{n // 26} {chr(65 + n % 26)}"
        category, position = categories[n % 4], positions[n % 5]
        parts.append(
            _EXERCISE.format(
                n=n,
                words=words,
                category=category,
                position=position,
                phase=n % 3 + 1,
                reps=n % 12 + 1,
                hold=n % 9 + 1,
            )
        )
    return "".join((*parts, _REST))


def _size(venv: Venv, folder: Path, many: int, rounds: int) -> Iterator[Row]:
    path = folder / "generated.yaml"
    path.write_text(generated(many))
    ways = ("read", "lint", "load")
    ms: dict[str, list[float]] = {what: [] for what in ways}
    mib: dict[str, list[float]] = {what: [] for what in ways}
    for _ in range(rounds):
        for what in ways:
            said = venv.check("in_yaml.py", what, path, home=folder).split()
            ms[what].append(float(said[0]))
            mib[what].append(float(said[1]))
    done = (("read", "read and checked", 0.5), ("lint", "with every rule", 0.8))
    for what, words, most in done:
        name = f"{many:,} exercises {words} / CSafeLoader alone"
        for kind, taken, unit, goal in (
            ("time", ms, "ms", most),
            ("memory", mib, "MiB", 1 / 3),
        ):
            ours, theirs = (statistics.median(taken[one]) for one in (what, "load"))
            note = f"{ours:.1f} / {theirs:.1f} {unit}"
            yield Row(f"{name}, {kind}", ratio(taken[what], taken["load"]), "x", goal, note)


def _warm(venv: Venv, folder: Path, rounds: int) -> Iterator[Row]:
    """What the shipped library adds to a session that has it compiled."""
    folder.mkdir()
    venv.check("in_yaml.py", "warm", folder, home=folder)
    bare = ([venv.python, "-c", "pass"], environment(folder))
    run(*bare)
    starts, ms = [], []
    for _ in range(rounds * 3):
        starts.append(run(*bare).wall_s * 1000)
        ms.append(float(venv.check("in_yaml.py", "warm", folder, home=folder)))
    note = f"{statistics.median(ms):.2f} / {statistics.median(starts):.1f} ms"
    yield Row("the library, kept compiled / python -c pass", ratio(ms, starts), "x", 0.2, note)


def _hostile(venv: Venv, folder: Path) -> Iterator[Row]:
    folder.mkdir()
    for name, data in hostile_files():
        (folder / name).write_bytes(data)
    for line in venv.check("in_yaml.py", "hostile", folder, home=folder.parent).splitlines():
        ms, name, answer = line.split(" ", 2)
        yield Row(f"hostile file: {name}", float(ms), "ms", 50, answer[:60])


def hostile_files() -> Iterator[tuple[str, bytes]]:
    """Yield what crashes or hangs ordinary readers, and what fills memory."""
    nine = [f"[{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    lol = "".join(f"a{n}: &a{n} {nine[n - 1]}\n" for n in range(1, 10))
    yield "aliases", f"a0: &a0 [lol]\n{lol}".encode()
    merges = "".join(f"a{n}: &a{n}\n  <<: {nine[n - 1]}\n  k{n}: 1\n" for n in range(1, 10))
    yield "merges", f"a0: &a0 {{x: lol}}\n{merges}".encode()
    yield "alias-a-million", b"version: 1\nexercises:\n- &e {name: a}\n" + b"- *e\n" * 1_000_000
    yield "cycle", b"a: &a [*a]\n"
    yield "brackets", b"[" * 100_000 + b"]" * 100_000
    yield "braces", b"{" * 100_000
    yield "indented", "".join(f"{' ' * n}a:\n" for n in range(3_000)).encode()
    yield "keys-200000", ("{" + ",\n".join(f"k{n}: 1" for n in range(200_000)) + "}").encode()
    yield "same-key", b"a: 1\na: 2\n"
    yield "tag", b"!!python/object/apply:os.system ['echo hi']\n"
    yield "numeral", b"version: " + b"9" * 20_000 + b"\n"
    yield "control-character", b"version: 1\nexercises:\n  a: {name: \x1b]0;hi\x07}\n"
    yield "escaped-control", b'version: 1\nexercises:\n  a: {name: "\\e]0;hi\\a"}\n'
    yield "not-utf-8", b"version: 1\nexercises: \xff\xfe\xfa\n"
    yield "utf-16", "version: 1\n".encode("utf-16")
    yield "nul", b"\0" * MIB
    yield "documents", b"---\na: 1\n" * 100_000
    for mib in (3, 7, 15):
        yield f"one-scalar-{mib}mb", b"version: '" + b"a" * (mib * MIB) + b"'\n"
        yield f"comment-{mib}mb", b"#" + b"a" * (mib * MIB) + b"\n"
        yield f"list-{mib}mb", b"- a\n" * (mib * MIB // 4)
    yield "too-big-50mb", b"- a\n" * (50 * MIB // 4)
    wrong = "".join(f"  m{n}: {{nmae: x, dsoe: 1, psition: suppine}}\n" for n in range(1_000))
    yield "mistakes-3000", f"version: 1\nexercises:\n{wrong}".encode()
    easier = "".join(f"  m{n}: {{name: M, easier: m{n + 1}}}\n" for n in range(1_000))
    yield "ladder-1000", f"version: 1\nexercises:\n{easier}".encode()
