"""English, as clinics' sheets and patients' notes write it."""

from backpt.language.tongues import Kind, Tongue
from backpt.prescription.model import Position

ENGLISH = Tongue(
    words={
        Kind.X: "x",
        Kind.TIMES: "times|time|repeats|goes|tms",
        Kind.SET: "sets|set|rounds|round|circuits",
        Kind.REP: "reps|rep|repetitions|repetition|repititions|repitition|steps",
        Kind.HOLD: "hold|holding|held|isometric hold|pause and hold",
        Kind.HOLDS: "holds",
        Kind.NO_HOLD: "do not hold|no hold|without holding|don't hold",
        Kind.REST: "rest|rests|pause|pauses|break|breaks|rt|rest time|rest period|resting",
        Kind.RELAX: "relax|relaxing",
        Kind.BREATH: "breaths|breath|breathing cycles|deep breaths|slow breaths",
        Kind.COUNT: "count|counts|count of|count to|counts of|counting to",
        Kind.PER: "per|/",
        Kind.A: "a|an",
        Kind.EACH: "each|ea|ea.|e/a",
        Kind.EVERY: "every|q",
        Kind.LIMB: (
            "side|sides|leg|legs|arm|arms|foot|feet|knee|knees|hip|hips|hand|hands|shoulder"
            "|shoulders|limb|limbs|ankle|elbow|heel|calf"
        ),
        Kind.DIRECTION: "way|ways|direction|directions",
        Kind.DAY: "day|d|the day",
        Kind.DAYS: "days",
        Kind.WEEK: "week|wk|w|weeks",
        Kind.HOUR: "hour|hours|hr|hrs|h",
        Kind.DAILY: "daily",
        Kind.WEEKLY: "weekly",
        Kind.HOURLY: "hourly",
        Kind.SESSION: "session|sessions|workout|bout|bouts",
        Kind.THROUGHOUT: "throughout|through|throughout the|through the|during|during the",
        Kind.REPEAT: "repeat|repeats for|repeating|repeat for|repeat this",
        Kind.DO: "do|perform|complete|performing|aim for|start with|work up to|build up to",
        Kind.OTHER: "other|opposite",
        Kind.SWITCH: (
            "switch|change|swap|switch to|change to|switch to the|then switch|then change"
            "|and switch|then swap"
        ),
        Kind.ALTERNATING: "alternating|alternate|alternately|in turn|alt",
        Kind.LEFT: "left|l|lt",
        Kind.RIGHT: "right|r|rt side",
        Kind.BOTH: "both",
        Kind.TOGETHER: "together|at the same time",
        Kind.EACH_SIDE: (
            "both sides|each side|b/l|bil|bilat|l/r|r/l|l&r|r&l|l+r|r+l|per side|ea side"
            "|on each side|on both sides|to each side|to both sides|either side|on either side"
            "|on the left and right"
        ),
        Kind.UP: "up|lift|raise",
        Kind.DOWN: "down|lower|lowering|eccentric",
        Kind.TEMPO: "tempo",
        Kind.FATIGUE: (
            "to fatigue|until fatigue|until fatigued|to failure|until failure|till fatigue"
            "|till failure|until tired|amrap|as many as possible|as many as you can"
            "|to exhaustion"
            "|until you feel tired|until you are tired|as many reps as possible|max reps"
            "|as tolerated|until muscle fatigue|to muscle fatigue"
        ),
        Kind.OWN_PACE: (
            "own pace|at own pace|at your own pace|your own pace|at my own pace|my own pace"
            "|at their own pace|self paced|self-paced|at his own pace|at her own pace"
        ),
        Kind.OFF: "off",
        Kind.LEFT_ONLY: (
            "left only|right only|only left|only right|only the left|only the right"
            "|left side only|right side only|left leg only|right leg only|left arm only"
            "|right arm only|l only|r only|left knee only|right knee only|left hip only"
            "|right hip only|left foot only|right foot only|left shoulder only"
            "|right shoulder only|left hand only|right hand only"
        ),
        Kind.HOW: (
            "slow|slowly|controlled|slow and controlled|slow & controlled|gentle|gently|smooth"
            "|good|full|easy|quick|fast|small|big|light|quality|deep|pain free|pain-free|slow,"
            " controlled"
        ),
        Kind.BOUND: (
            "at least|minimum|minimum of|min of|a minimum of|at a minimum|up to|at most|maximum"
            "|maximum of|max"
            "|a maximum of|no more than|about|approximately|approx|approx.|around"
            "|roughly|~"
        ),
        Kind.BETWEEN: (
            "between|in between|between each|in between each|between every|after each|after"
            " every|between the|after"
        ),
        Kind.TOTAL: "total|in total|altogether|in all",
        Kind.THING: (
            "it|this|that|position|positions|stretch|exercise|contraction|this position"
            "|the position|this stretch|this exercise|the stretch|the exercise|the contraction"
            "|pose|the pose|movement|the movement|this movement|top position|the top position"
            "|process|sequence|the sequence|the above"
        ),
        Kind.FOR: (
            "for|of|in|with|w/|at|@|to|on|by|into|over|the|your|only|just|then|another|from|all"
        ),
        Kind.AND: "and|&|+",
        Kind.TO: "to|or|-|and up to",
        Kind.SECOND: "seconds|second|secs|sec|s|sec.|secs.|sc",
        Kind.MINUTE: "minutes|minute|mins|min|m|min.|mins.",
        Kind.MEASURE: (
            "kg|kgs|kilo|kilos|lb|lbs|lbs.|lb.|pound|pounds|#|cm|mm|inch|inches|in.|ft|feet|foot"
            "|yards|yard|yds|metres|meters|metre|meter|km|mile|miles|degrees|degree|deg|°|%"
            "|percent|mph|kph|watts|watt|rpm|point|points|pt|way|oz|g|plates"
        ),
        Kind.LEVEL: (
            "level|rpe|grade|phase|setting|stage|incline|resistance|speed|band|weight|load"
            "|intensity|pain|effort|week|no.|number|gear|height|settings"
        ),
        Kind.LABEL: "frequency|freq|duration|dose|dosage|amount|how often|time",
    },
    often={
        "every day": "every day",
        "each day": "every day",
        "every single day": "every day",
        "every other day": "every other day",
        "every second day": "every other day",
        "each other day": "every other day",
        "alternate days": "every other day",
        "on alternate days": "every other day",
        "most days": "most days",
        "on most days": "most days",
        "on any day": "on any day",
        "weekdays": "weekdays",
        "every morning": "every morning",
        "each morning": "every morning",
        "every evening": "every evening",
        "each evening": "every evening",
        "every night": "every night",
        "each night": "every night",
        "in the morning": "in the morning",
        "in the mornings": "in the morning",
        "in the evening": "in the evening",
        "in the evenings": "in the evening",
        "morning and evening": "morning and evening",
        "morning & evening": "morning and evening",
        "morning and night": "morning and night",
        "morning & night": "morning and night",
        "am and pm": "am and pm",
        "am & pm": "am & pm",
        "am / pm": "am/pm",
        "am/pm": "am/pm",
        "at night": "at night",
        "at bedtime": "at bedtime",
        "before bed": "before bed",
        "before bedtime": "before bed",
        "before going to bed": "before bed",
        "qd": "once a day",
        "q.d": "once a day",
        "q.d.": "once a day",
        "bid": "twice a day",
        "b.i.d": "twice a day",
        "b.i.d.": "twice a day",
        "tid": "3 times a day",
        "t.i.d": "3 times a day",
        "t.i.d.": "3 times a day",
        "qid": "4 times a day",
        "q.i.d": "4 times a day",
        "q.i.d.": "4 times a day",
        "several times a day": "several times a day",
        "several times per day": "several times a day",
        "several times daily": "several times a day",
        "multiple times a day": "several times a day",
        "multiple times per day": "several times a day",
        "with a day between": "with a day between",
        "with a day in between": "with a day between",
        "with a rest day between": "with a day between",
        "with a rest day in between": "with a day between",
        "with a day of rest between": "with a day between",
        "with a day of rest in between": "with a day between",
        "with one day between": "with a day between",
        "with two days between": "with 2 days between",
    },
    numbers={
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
        "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
        "fifteen": 15, "sixteen": 16, "eighteen": 18, "twenty": 20, "twenty-five": 25,
        "thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50, "sixty": 60, "ninety": 90,
        "half": 0.5, "half a": 0.5, "a half": 0.5, "one and a half": 1.5, "a couple of": 2,
        "once": 1, "twice": 2, "thrice": 3,
    },
    positions=(
        (r"(?:lying |lie )?on (?:your |my |the )?back|supine", Position.SUPINE),
        (
            r"(?:lying |lie )?on (?:your |my |the )?(?:front|stomach|belly|tummy)|prone"
            r"|(?:lying )?face down",
            Position.PRONE,
        ),
        (
            r"(?:lying |lie )?on (?:your |my |the |one )?side|side[- ]lying|sidelying",
            Position.SIDE_LYING,
        ),
        (r"(?:on )?(?:hands and knees|all[- ]fours)|quadruped", Position.QUADRUPED),
        (r"kneeling on one knee|half[- ]kneeling", Position.HALF_KNEELING),
        (r"kneeling|on (?:your |my )?knees", Position.KNEELING),
        (r"sitting|seated|sit|(?:sitting )?on a chair", Position.SEATED),
        (r"standing|stand", Position.STANDING),
        (r"(?:standing )?(?:at|against) (?:the|a) wall", Position.WALL),
    ),
    packs={
        "ice": "cold", "cold": "cold", "ice pack": "cold", "icepack": "cold",
        "ice packs": "cold", "cold pack": "cold", "cold packs": "cold", "heat": "heat",
        "heat pack": "heat", "moist heat": "heat", "heating pad": "heat", "hot pack": "heat",
        "hot packs": "heat", "heat packs": "heat", "warm pack": "heat", "warmth": "heat",
        "moist heat pack": "heat", "moist hot pack": "heat", "ice massage": "cold",
    },
)  # fmt: skip
