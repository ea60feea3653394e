"""Dutch, as sheets and patients' notes write it: the words of a dose."""

from backpt.language.tongues import Kind, Tongue

DUTCH = Tongue(
    words={
        Kind.TIMES: "keer|maal",
        Kind.SET: "sets|reeksen|series",
        Kind.REP: "herhalingen|herhaling|herh",
        Kind.HOLD: "vasthouden|houd vast|aanhouden|volhouden",
        Kind.REST: "rust|rusten",
        Kind.EACH: "elke|elk|ieder|iedere",
        Kind.LIMB: "kant|kanten|zijde|zijden|been|benen|arm|armen",
        Kind.DAY: "dag",
        Kind.DAYS: "dagen",
        Kind.DAILY: "dagelijks|elke dag|per dag",
        Kind.EACH_SIDE: "per kant|per zijde|elke kant|beide kanten|per been|per arm",
        Kind.HOUR: "uur",
        Kind.REPEAT: "herhaal|herhalen",
        Kind.SECOND: "seconden|seconde|sec",
        Kind.MINUTE: "minuten|minuut|min",
    },
    often={},
    numbers={},
    positions=(),
    packs={},
)
