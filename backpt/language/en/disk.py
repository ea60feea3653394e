"""Files and folders: why one cannot be read or written, and what to do."""

from __future__ import annotations

from backpt.prescription.quoting import quoted

NOT_ORDINARY = "it is no ordinary file"
READ_ONLY = "it may only be read"
IS_BEING_WRITTEN = "another run of backpt is writing it"
NO_NAME = (
    "A name has letters and digits, and between them blanks, hyphens, dots or apostrophes; at"
    " most 60 of them. For yourself leave --who out."
)
NO_HOME = "There is no home folder; set HOME to a folder of yours."


def is_a_file(path: str) -> str:
    return f"{path} is a file; name a folder with -o FOLDER."


def is_a_folder(path: str) -> str:
    return f"{path} is a folder; name a file with -o FILE."


def is_strange(path: str) -> str:
    return f"{path} is no ordinary file; name another with -o FILE."


def no_space(path: str) -> str:
    return (
        f"There is no space left for {path}: it was not written. Make room, or name"
        " another place with -o."
    )


def no_folder(folder: str) -> str:
    return f"There is no folder {folder}; make it, or name another with -o."


def through_no_folder(path: str) -> str:
    return f"{path} goes through something that is no folder; name another."


def no_write(path: str) -> str:
    return f"{path} may not be written; name another place with -o."


def cannot_be_written(path: str, why: object) -> str:
    return f"{path} cannot be written ({why}); name another with -o."


def not_written(path: str, why: object) -> str:
    where = path or quoted(path)
    return f"{where} cannot be written ({why}); make room, or name another place."


def was_changed(path: str) -> str:
    return f"{path} was changed by another program; try again."


def not_replaced(path: str, why: str) -> str:
    return f"{path} cannot be written ({why}); nothing there was changed."


def name_a_file_in(path: str) -> str:
    return f"{path} is a folder; name the file in it"


def not_yaml_file(path: str) -> str:
    return f"{path} is not a file; name a YAML file"


def not_there(path: str) -> str:
    return f"{path or quoted(path)} does not exist; check its name"


def no_read(path: str) -> str:
    return f"{path} may not be read; change its permissions"


def cannot_be_read(path: str, error: object) -> str:
    return f"{path} cannot be read ({error}); name another file"


def points_nowhere(path: str) -> str:
    what_to_do = "make the file that it names, or take the link away"
    return f"{path} is a link that points nowhere; {what_to_do}"


def too_big(path: str, size_mb: float, most_mb: int) -> str:
    most = f"the most is {most_mb} MB"
    return f"{path} is {size_mb:.1f} MB; {most}, take something out of it"
