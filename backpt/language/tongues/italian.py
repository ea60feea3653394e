"""Italian, as sheets and patients' notes write it: the words of a dose."""

from backpt.language.tongues import Kind, Tongue

ITALIAN = Tongue(
    words={
        Kind.TIMES: "volte|volta",
        Kind.SET: "serie",
        Kind.REP: "ripetizioni|ripetizione|rip",
        Kind.HOLD: "mantenere|mantieni|tenere|tenuta",
        Kind.REST: "riposo|recupero|pausa",
        Kind.EACH: "ogni|ciascun|ciascuna",
        Kind.LIMB: "lato|lati|gamba|gambe|braccio|braccia",
        Kind.DAY: "giorno|al giorno",
        Kind.WEEK: "settimana|alla settimana",
        Kind.DAILY: "ogni giorno|tutti i giorni",
        Kind.EACH_SIDE: "per lato|ogni lato|per gamba|per parte|entrambi i lati",
        Kind.REPEAT: "ripetere|ripeti",
        Kind.SECOND: "secondi|secondo|sec",
        Kind.MINUTE: "minuti|minuto|min",
    },
    often={},
    numbers={},
    positions=(),
    packs={},
)
