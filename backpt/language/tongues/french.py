"""French, as clinics' sheets and patients' notes write it."""

from backpt.language.tongues import Kind, Tongue
from backpt.prescription.model import Position

FRENCH = Tongue(
    words={
        Kind.TIMES: "fois",
        Kind.SET: "séries|série|series|tours",
        Kind.REP: "répétitions|répétition|repetitions|rép|rép.|mouvements",
        Kind.HOLD: (
            "maintenir|tenir|tenez|maintenez|tiens|maintien|maintiens|garder|gardez|tenu"
        ),
        Kind.REST: "repos|pause|récupération|récup",
        Kind.RELAX: "relâcher|relâchez|relâchement",
        Kind.BREATH: "respirations|respiration",
        Kind.PER: "par|/",
        Kind.EACH: "chaque",
        Kind.EVERY: "toutes les|chaque",
        Kind.LIMB: (
            "côté|côtés|cote|jambe|jambes|bras|pied|pieds|genou|genoux|main|mains"
        ),
        Kind.DIRECTION: "sens|direction",
        Kind.DAY: "jour",
        Kind.DAYS: "jours",
        Kind.WEEK: "semaine|la semaine",
        Kind.HOUR: "heure|heures",
        Kind.DAILY: "tous les jours|chaque jour|quotidien|quotidiennement|journalier",
        Kind.SESSION: "séances|séance",
        Kind.THROUGHOUT: "tout au long de la|pendant la|dans la",
        Kind.REPEAT: "répéter|répétez|répète|recommencer|à répéter",
        Kind.DO: "faire|faites|effectuer|réaliser|effectuez",
        Kind.OTHER: "autre|l'autre|l’autre",
        Kind.SWITCH: "changer|changez|changer de|changez de|puis changer",
        Kind.ALTERNATING: "en alternant|alternez|alterner|alterné|en alternance",
        Kind.LEFT: "gauche",
        Kind.RIGHT: "droite|droit",
        Kind.BOTH: "les deux",
        Kind.EACH_SIDE: (
            "chaque côté|par côté|de chaque côté|des deux côtés|de chaque cote|par cote"
            "|pour chaque côté"
        ),
        Kind.FATIGUE: "jusqu'à fatigue|jusqu'à la fatigue|jusqu’à fatigue|jusqu'à l'épuisement",
        Kind.OWN_PACE: "à votre rythme|à ton rythme",
        Kind.HOW: "lent|lents|lentes|lentement|doucement|contrôlé|lentement et doucement",
        Kind.BOUND: "au moins|minimum|environ|au maximum|jusqu'à|jusqu’à",
        Kind.BETWEEN: "entre|entre les|entre chaque",
        Kind.TOTAL: "au total",
        Kind.THING: "position|la position|l'étirement|exercice|l'exercice|posture|la posture",
        Kind.FOR: "de|avec|pendant|en|à|le|la|les|puis|des|du|durant",
        Kind.AND: "et",
        Kind.TO: "à|ou|a",
        Kind.SECOND: "secondes|seconde|sec|sec.",
        Kind.MINUTE: "minutes|minute|min|mn",
        Kind.MEASURE: "kilos|degrés|mètres",
        Kind.LEVEL: "niveau|poids",
        Kind.LABEL: "fréquence|durée|temps",
    },
    often={
        "un jour sur deux": "every other day",
        "tous les deux jours": "every other day",
        "le matin": "in the morning",
        "chaque matin": "every morning",
        "tous les matins": "every morning",
        "le soir": "in the evening",
        "chaque soir": "every evening",
        "tous les soirs": "every evening",
        "matin et soir": "morning and evening",
        "plusieurs fois par jour": "several times a day",
        "avant de dormir": "before bed",
        "avant le coucher": "before bed",
    },
    numbers={
        "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7,
        "huit": 8, "neuf": 9, "dix": 10, "douze": 12, "quinze": 15, "vingt": 20, "trente": 30,
        "quarante": 40, "soixante": 60, "une demi": 0.5, "demi": 0.5,
    },
    positions=(
        (r"(?:allongé(?:e)? )?sur le dos", Position.SUPINE),
        (r"(?:allongé(?:e)? )?sur le ventre", Position.PRONE),
        (r"(?:allongé(?:e)? )?sur le côté", Position.SIDE_LYING),
        (r"à quatre pattes", Position.QUADRUPED),
        (r"à genoux", Position.KNEELING),
        (r"assis(?:e)?", Position.SEATED),
        (r"debout", Position.STANDING),
        (r"(?:contre le|au) mur", Position.WALL),
    ),
    packs={
        "glace": "cold", "froid": "cold", "poche de glace": "cold", "chaleur": "heat",
        "chaud": "heat", "bouillotte": "heat", "poche chaude": "heat",
    },
)  # fmt: skip
