"""What was asked for on the command line, ready to be done. Only a value."""

from backpt.intake.known import Request
from backpt.paths import Paths
from backpt.prescription.model import Library, Routine
from backpt.session.compile import Manner
from backpt.session.sound_choice import SoundChoice
from backpt.session.views import FigureMode
from backpt.values import NamedTuple


class SessionRequest(NamedTuple):
    """What was asked for on the command line, ready to be done."""

    kind: str
    """``SESSION`` or ``ICEPACK`` of the journal."""
    routine: Routine
    manner: Manner
    paths: Paths
    library: Library = Library({}, {}, {}, {})
    """Where easier exercises and other routines are looked up; a pack needs none."""
    files: Library | None = None
    """The same as its files have it, where doses were changed since; ``None``: none was."""
    pain: int | None = None
    """Pain said on the command line, 0-10: then it is not asked for."""
    resume: bool = False
    plain: bool = False
    figures: FigureMode = FigureMode.NO
    """The movement is drawn beside the words, or said in plain lines."""
    shapes: bool = True
    """What is drawn may be more than ASCII."""
    wide: bool = False
    """Ambiguous characters take two cells of this terminal."""
    big: bool = False
    """Digits are for across the room."""
    hearing: SoundChoice = SoundChoice()
    own_words: bool = False
    """The shipped voice may lack words: a library of the user's, or a place that was named."""
    note: str = ""
    """Said before it: why the plan asks for none today. Empty: nothing."""
    speed: float = 1.0
    """Times as fast; anything but 1 is a rehearsal."""

    @property
    def rehearsal(self) -> bool:
        return self.speed != 1.0

    @property
    def written(self) -> Library:
        """The library as its files have it: no dose is changed."""
        return self.library if self.files is None else self.files

    @property
    def request(self) -> Request:
        """What the conversation before the session needs of it."""
        return Request(
            self.kind,
            self.routine,
            self.manner,
            self.library,
            self.pain,
            self.resume,
            self.rehearsal,
        )
