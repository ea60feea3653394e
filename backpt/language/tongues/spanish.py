"""Spanish, as clinics' sheets and patients' notes write it."""

from backpt.language.tongues import Kind, Tongue
from backpt.prescription.model import Position

SPANISH = Tongue(
    words={
        Kind.TIMES: "veces|vez|v.",
        Kind.SET: "series|serie|tandas|rondas",
        Kind.REP: "repeticiones|repetición|repeticion|movimientos|repet|rep.",
        Kind.HOLD: "mantener|mantén|manten|mantenga|mantenido|sostener|sostén|aguantar|aguanta",
        Kind.REST: "descanso|descansa|descansar|pausa",
        Kind.RELAX: "relajar|relaja|relaje",
        Kind.BREATH: "respiraciones|respiración",
        Kind.PER: "por|/",
        Kind.EACH: "cada",
        Kind.EVERY: "cada",
        Kind.LIMB: (
            "lado|lados|pierna|piernas|brazo|brazos|pie|pies|rodilla|rodillas|mano|manos"
        ),
        Kind.DIRECTION: "dirección|direcciones|sentido",
        Kind.DAY: "día|dia|al día|al dia",
        Kind.DAYS: "días|dias",
        Kind.WEEK: "semana|a la semana",
        Kind.HOUR: "hora|horas",
        Kind.DAILY: (
            "diario|diaria|diariamente|todos los días|todos los dias|cada día|a diario|diarias"
        ),
        Kind.SESSION: "sesiones|sesión",
        Kind.THROUGHOUT: "durante el|a lo largo del",
        Kind.REPEAT: "repite|repetir|repita|repetirlo|repítelo",
        Kind.DO: "hacer|haz|realizar|realiza|realice|haga",
        Kind.OTHER: "otro|otra|lado contrario|contrario",
        Kind.SWITCH: "cambia|cambiar|cambie|cambiar de|cambia de",
        Kind.ALTERNATING: "alternando|alternar|alterno|alternos",
        Kind.LEFT: "izquierda|izquierdo|izq|izq.",
        Kind.RIGHT: "derecha|derecho|dcha|dcha.|der.",
        Kind.BOTH: "ambos|ambas",
        Kind.EACH_SIDE: (
            "cada lado|por lado|ambos lados|a cada lado|de cada lado|en cada lado|a ambos lados"
            "|con cada lado|por cada lado"
        ),
        Kind.FATIGUE: "hasta la fatiga|hasta el fallo|hasta fatiga",
        Kind.OWN_PACE: "a tu ritmo|a su ritmo",
        Kind.HOW: "lento|lentas|lentamente|despacio|suave|lentos|controlado|suavemente",
        Kind.BOUND: "al menos|mínimo|minimo|hasta|máximo|unos|aproximadamente|como mínimo",
        Kind.BETWEEN: "entre|entre series|entre cada",
        Kind.TOTAL: "en total",
        Kind.THING: "posición|la posición|el estiramiento|ejercicio|postura|la postura",
        Kind.FOR: "de|con|durante|en|a|la|el|los|las|luego|del",
        Kind.AND: "y|e",
        Kind.TO: "a|o|y|hasta",
        Kind.SECOND: "segundos|segundo|seg|seg.|segs",
        Kind.MINUTE: "minutos|minuto|min",
        Kind.MEASURE: "kilos|grados|metros",
        Kind.LEVEL: "nivel|peso",
        Kind.LABEL: "frecuencia|duración|tiempo",
    },
    often={
        "un día sí y otro no": "every other day",
        "días alternos": "every other day",
        "en días alternos": "every other day",
        "por la mañana": "in the morning",
        "cada mañana": "every morning",
        "por la noche": "at night",
        "cada noche": "every night",
        "mañana y noche": "morning and night",
        "mañana y tarde": "morning and evening",
        "varias veces al día": "several times a day",
        "antes de dormir": "before bed",
    },
    numbers={
        "un": 1, "una": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6,
        "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "doce": 12, "quince": 15, "veinte": 20,
        "treinta": 30, "cuarenta": 40, "sesenta": 60, "medio": 0.5,
    },
    positions=(
        (r"(?:tumbado |acostado )?boca arriba", Position.SUPINE),
        (r"(?:tumbado |acostado )?boca abajo", Position.PRONE),
        (r"(?:tumbado |acostado )?de lado", Position.SIDE_LYING),
        (r"(?:a )?cuatro patas|en cuadrupedia", Position.QUADRUPED),
        (r"de rodillas", Position.KNEELING),
        (r"sentad[oa]", Position.SEATED),
        (r"de pie", Position.STANDING),
        (r"(?:contra|en) la pared", Position.WALL),
    ),
    packs={
        "hielo": "cold", "frío": "cold", "frio": "cold", "compresa fría": "cold",
        "calor": "heat", "compresa caliente": "heat", "manta eléctrica": "heat",
    },
)  # fmt: skip
