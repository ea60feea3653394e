"""Runs inside the measured environment: many handouts in one process, ours and typst's alone.

python in_handout.py MANY    ->  seconds of ours, seconds of typst alone, MiB at the most
"""

from __future__ import annotations

import json
import resource
import sys
import time

from backpt.library import load
from backpt.paper.document import Document
from backpt.paper.handout import Subject, Wish, compose_handout
from backpt.paper.look import SheetLook
from backpt.paper.pdf import STANDARD, compiler, content_of, pdf
from backpt.paths import builtin_library
from backpt.prescription.model import prescribe
from backpt.safety.answers import Profile
from backpt.safety.precautions import apply

ROUTINE = "classic-six"


def main(many: int) -> None:
    library, profile = load(None, builtin_library(), None), Profile()

    def document(name: str) -> Document:
        routine = prescribe(library, ROUTINE)
        subject = Subject(apply(routine, library, profile), library, profile, 480.0)
        return compose_handout(subject, Wish(full=True, name=name))

    typst = compiler(False)
    names = [f"Patient {number}" for number in range(many)]
    alone = [
        {"data": json.dumps(content_of(document(f"Guest {name}"), SheetLook()))}
        for name in names
    ]
    pdf(document("the first"), SheetLook())
    ours_s = theirs_s = 0.0
    for name, inputs in zip(names, alone, strict=True):
        began = time.perf_counter()
        pdf(document(name), SheetLook())
        between = time.perf_counter()
        typst.compile(format="pdf", sys_inputs=inputs, pdf_standards=[STANDARD], timestamp=0)
        ours_s += between - began
        theirs_s += time.perf_counter() - between
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(ours_s, theirs_s, peak_mib)


if __name__ == "__main__":
    main(int(sys.argv[1]))
