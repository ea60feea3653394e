"""The rows of ``safety.yaml``. Do not edit: see ``tools/build_safety.py``."""

from __future__ import annotations

from backpt.safety.rows import (
    AdviceLevel,
    Question,
    Row,
    Sign,
    Tick,
    Urgency,
    Verdict,
    WeekRule,
)

# fmt: off

SIGNS = (
    Sign(
        id="E1",
        urgency=Urgency.EMERGENCY,
        trigger="New numbness, tingling or changed feeling around the genitals, back passage, buttocks or inner thighs",
        sources=("CES", "NHSBP"),
        is_of_nerves=True,
    ),
    Sign(
        id="E2",
        urgency=Urgency.EMERGENCY,
        trigger="New difficulty starting, stopping or feeling urine; not knowing if the bladder is full; leaking; loss of control",
        sources=("CES", "NHSBP"),
        is_of_nerves=True,
    ),
    Sign(
        id="E3",
        urgency=Urgency.EMERGENCY,
        trigger="New loss of bowel control, or of feeling when passing stool",
        sources=("CES",),
        is_of_nerves=True,
    ),
    Sign(
        id="E4",
        urgency=Urgency.EMERGENCY,
        trigger="New loss of genital sensation, or change of erection or ejaculation",
        sources=("CES",),
        is_of_nerves=True,
    ),
    Sign(
        id="E5",
        urgency=Urgency.EMERGENCY,
        trigger="Pain, tingling, weakness or numbness in both legs, new or worsening",
        sources=("NHSBP", "NTHSC", "NHSSCI"),
        is_of_nerves=True,
    ),
    Sign(
        id="E6",
        urgency=Urgency.EMERGENCY,
        trigger="Leg weakness that is getting worse, a foot that suddenly drops, or suddenly unsteady or unable to walk",
        sources=("CES", "NHSBP", "GK"),
        is_of_nerves=True,
    ),
    Sign(
        id="E7",
        urgency=Urgency.EMERGENCY,
        trigger="Chest pain, or breathless with back pain",
        sources=("NHSBP",),
    ),
    Sign(
        id="E8",
        urgency=Urgency.EMERGENCY,
        trigger="Began after a serious accident or a fall from height",
        sources=("NHSBP", "NTHSC"),
    ),
    Sign(
        id="E9",
        urgency=Urgency.EMERGENCY,
        trigger="Began after a small fall or strain, if older, with osteoporosis or long-term steroids",
        sources=("NTHSC",),
    ),
    Sign(
        id="E10",
        urgency=Urgency.EMERGENCY,
        trigger="Sudden severe constant pain in back and belly, faint, clammy; more so over 60 or with a known aneurysm or a pulsing belly",
        sources=("AAA",),
    ),
    Sign(
        id="E11",
        urgency=Urgency.EMERGENCY,
        trigger="Back pain with fever and feeling very unwell, confused, fast breathing",
        sources=("NHSBP", "GK"),
    ),
    Sign(
        id="U1",
        urgency=Urgency.URGENT,
        trigger="Temperature of 38 C or more, chills or night sweats with back pain",
        sources=("CHCP", "NHSBP", "CLINB"),
    ),
    Sign(
        id="U2",
        urgency=Urgency.URGENT,
        trigger="Weight loss without trying (5 % or 4-5 kg in 6 months)",
        sources=("NHSBP", "CLINB", "D", "GK"),
    ),
    Sign(
        id="U3",
        urgency=Urgency.URGENT,
        trigger="Cancer now or before, with new or different back pain",
        sources=("CLINB", "DOWNIE"),
    ),
    Sign(
        id="U4",
        urgency=Urgency.URGENT,
        trigger="Lump, swelling or change of shape in the back",
        sources=("NHSBP",),
    ),
    Sign(
        id="U5",
        urgency=Urgency.URGENT,
        trigger="Pain no better at rest, or worse at night",
        sources=("NHSBP",),
    ),
    Sign(
        id="U6",
        urgency=Urgency.URGENT,
        trigger="Worse with sneezing, coughing or opening the bowels; or pain between the shoulder blades or like a band round the trunk",
        sources=("NHSBP", "NTHSC"),
    ),
    Sign(
        id="U7",
        urgency=Urgency.URGENT,
        trigger="New numbness or weakness in one leg, not E5 or E6",
        sources=("MIV", "GK"),
    ),
    Sign(
        id="U8",
        urgency=Urgency.URGENT,
        trigger="Weak immune system, drug injection, recent serious infection, tuberculosis",
        sources=("CLINB",),
    ),
    Sign(
        id="U9",
        urgency=Urgency.URGENT,
        trigger="Known osteoporosis or steroids for 3 months or more, with sudden new pain, no injury",
        sources=("CLINB", "DOWNIE", "D"),
    ),
    Sign(
        id="U10",
        urgency=Urgency.URGENT,
        trigger="Pain of 9 or 10 that does not drop with rest for more than 24 hours; cannot sleep, move or wash",
        sources=("NHSBP", "D"),
    ),
    Sign(
        id="U11",
        urgency=Urgency.URGENT,
        trigger="Knee: cannot take weight, locked or very swollen, or hot and red with fever",
        sources=("KNEE-RF",),
    ),
    Sign(
        id="DVT",
        urgency=Urgency.URGENT,
        trigger="A hot, swollen, painful calf",
        sources=("GK",),
    ),
)
QUESTIONS = (
    Question(
        key="1",
        card="emergency",
        press="1",
        text="Numb, tingling or strange feeling between the legs, around the genitals or back passage?",
        signs=("E1",),
        again=True,
    ),
    Question(
        key="2",
        card="emergency",
        press="2",
        text="New trouble with passing, holding or feeling urine, or with bowel control?",
        signs=("E2", "E3"),
        again=True,
    ),
    Question(
        key="3",
        card="emergency",
        press="3",
        text="New or worsening pain, numbness or weakness in both legs, or one leg getting weaker?",
        signs=("E5", "E6"),
        again=True,
    ),
    Question(
        key="4",
        card="emergency",
        press="4",
        text="Did this start with a serious accident or fall, or a small fall while you have thin bones or take steroids, and nobody has examined you since?",
        signs=("E8", "E9"),
    ),
    Question(
        key="5",
        card="emergency",
        press="5",
        text="Chest pain, fainting, or sudden tearing pain in the back and belly?",
        signs=("E7", "E10"),
    ),
    Question(
        key="6",
        card="urgent",
        press="6",
        text="Fever, chills, or feeling very unwell with the back pain?",
        signs=("U1",),
    ),
    Question(
        key="7",
        card="urgent",
        press="7",
        text="Cancer now or before, and this pain is new or different; or weight loss without trying?",
        signs=("U2", "U3"),
    ),
    Question(
        key="8",
        card="urgent",
        press="8",
        text="Constant pain that no position eases, day and night?",
        signs=("U5",),
    ),
    Question(
        key="9",
        card="urgent",
        press="9",
        text="New numbness or weakness in one leg, not already checked?",
        signs=("U7",),
        again=True,
    ),
    Question(
        key="10",
        card="urgent",
        press="t",
        text="A hot, swollen, painful calf?",
        signs=("DVT",),
        codes=("DVT",),
        flags=("clot",),
    ),
    Question(
        key="23",
        card="none",
        press="n",
        text="Pain of 9 or 10 for more than a day, that does not drop when you rest?",
        signs=("U10",),
    ),
)
TICKS = (
    Tick(
        key="bones",
        part="Bones and joints",
        number=11,
        text="Osteoporosis, a spinal fracture, or long-term steroid tablets",
        sets="Exercises that bend or twist your back far, or under load, are left out.",
        codes=("OSTEO_FLEX",),
    ),
    Tick(
        key="pregnant",
        part="Heart, head and you",
        number=12,
        text="Pregnant (ask your midwife or doctor first)",
        sets="Exercises on your back or on your front are left out.",
        codes=("PREG_SUPINE", "PREG_PRONE"),
        flags=("pregnant",),
        ask_first=True,
        sources=("PARQ",),
    ),
    Tick(
        key="birth",
        part="Heart, head and you",
        number=13,
        text="Gave birth in the last 6 weeks",
        ask_first=True,
        sources=("PARQ",),
    ),
    Tick(
        key="surgery",
        part="Bones and joints",
        number=14,
        text="Surgery on back or belly, or a broken bone, in the last 12 weeks",
        sets="All exercises are left out until you are cleared (then: backpt safety --cleared today).",
        codes=("POSTOP",),
        ask_first=True,
        sources=("PARQ",),
    ),
    Tick(
        key="hip",
        part="Bones and joints",
        number=15,
        text="hip",
        sets="Exercises that bend or cross the hip far are left out.",
        group="Replaced:",
        codes=("HIP_REPL",),
    ),
    Tick(
        key="knee-joint",
        part="Bones and joints",
        number=15,
        text="knee",
        group="Replaced:",
        ask_first=True,
        sources=("PARQ",),
    ),
    Tick(
        key="heart",
        part="Heart, head and you",
        number=16,
        text="Heart disease, uncontrolled blood pressure, dizzy spells, glaucoma, or told to limit activity",
        sets="Positions with the head low are left out; long hard holds carry a warning.",
        codes=("BP_ISO", "BP_HEADDOWN"),
        flags=("heart",),
        ask_first=True,
        sources=("PARQ",),
    ),
    Tick(
        key="wrist",
        part="Bones and joints",
        number=17,
        text="wrists",
        sets="Exercises on your hands carry a warning.",
        group="Trouble with:",
        codes=("WRIST",),
    ),
    Tick(
        key="kneeling",
        part="Bones and joints",
        number=17,
        text="kneeling",
        sets="Exercises on your knees carry a warning.",
        group="Trouble with:",
        codes=("KNEE_KNEEL",),
    ),
    Tick(
        key="knee-bend",
        part="Bones and joints",
        number=17,
        text="deep knee bend",
        sets="Exercises that bend the knee far carry a warning.",
        group="Trouble with:",
        codes=("KNEE_BEND",),
    ),
    Tick(
        key="shoulder",
        part="Bones and joints",
        number=17,
        text="shoulder",
        sets="Exercises that load the shoulder carry a warning.",
        group="Trouble with:",
        codes=("SHOULDER",),
    ),
    Tick(
        key="neck",
        part="Bones and joints",
        number=17,
        text="neck",
        sets="Exercises that load the neck carry a warning.",
        group="Trouble with:",
        codes=("NECK",),
    ),
    Tick(
        key="balance",
        part="Heart, head and you",
        number=18,
        text="Falls or poor balance",
        sets="Exercises on your feet carry a warning.",
        codes=("BALANCE",),
    ),
    Tick(
        key="latex",
        part="Skin",
        number=19,
        text="Latex allergy",
        sets="Exercises with a band carry a warning.",
        codes=("LATEX",),
    ),
    Tick(
        key="leg-pain",
        part="Leg",
        number=20,
        text="severe",
        sets="Stretches and nerve sliders carry a warning until it is calmer.",
        group="Leg pain:",
        codes=("SCIATICA_ACUTE",),
    ),
    Tick(
        key="bend-forward",
        part="Leg",
        number=20,
        text="worse bending forward",
        sets="Exercises that bend you forward carry a warning.",
        group="Leg pain:",
        codes=("FLEX_INTOL",),
    ),
    Tick(
        key="bend-back",
        part="Leg",
        number=20,
        text="worse bending back (or stenosis, spondylolisthesis)",
        sets="Exercises that bend you back carry a warning.",
        group="Leg pain:",
        codes=("EXT_INTOL",),
    ),
    Tick(
        key="numb-skin",
        part="Skin",
        number=21,
        text="numb skin",
        sets="No heat and no cold.",
        group="Where you want heat or cold:",
        flags=("numb-skin",),
    ),
    Tick(
        key="circulation",
        part="Skin",
        number=21,
        text="poor circulation or artery disease",
        sets="No heat and no cold.",
        group="Where you want heat or cold:",
        flags=("circulation",),
    ),
    Tick(
        key="raynaud",
        part="Skin",
        number=21,
        text="Raynaud's or Buerger's",
        sets="No cold; heat with care.",
        group="Where you want heat or cold:",
        flags=("raynaud",),
    ),
    Tick(
        key="diabetes",
        part="Skin",
        number=21,
        text="diabetes",
        sets="Heat or cold only after you asked a clinician.",
        group="Where you want heat or cold:",
        flags=("diabetes",),
    ),
    Tick(
        key="wound",
        part="Skin",
        number=21,
        text="a wound, graze, stitches, eczema or infected skin",
        sets="No heat and no cold.",
        group="Where you want heat or cold:",
        flags=("wound",),
    ),
    Tick(
        key="age",
        part="Heart, head and you",
        number=22,
        text="Under 18; or your first back pain ever, and you are under 20 or over 55",
        ask_first=True,
        sources=("RCEM", "WIKIMSK", "CLINB"),
    ),
)
ROWS = (
    Row(
        flag="numb-skin",
        text="Reduced or no feeling in the skin (also from diabetes, spinal cord injury, stroke)",
        heat=Verdict.BLOCK,
        cold=Verdict.BLOCK,
        sources=("FDA97", "FDA95", "DEROY", "BARNS", "SFH"),
    ),
    Row(
        flag="circulation",
        text="Poor circulation or artery disease",
        heat=Verdict.BLOCK,
        cold=Verdict.BLOCK,
        sources=("DEROY", "BARNS", "PTCOLD"),
    ),
    Row(
        flag="raynaud",
        text="Raynaud's, Buerger's or a like disease of the vessels",
        heat=Verdict.CARE,
        cold=Verdict.BLOCK,
        sources=("DEROY", "PTCOLD"),
    ),
    Row(
        flag="cold-allergy",
        text="Cold allergy, cryoglobulinaemia, cold haemoglobinuria",
        heat=Verdict.OK,
        cold=Verdict.BLOCK,
        sources=("DEROY", "PTCOLD"),
        part="What you have",
    ),
    Row(
        flag="diabetes",
        text="Diabetes",
        heat=Verdict.ASK,
        cold=Verdict.ASK,
        sources=("TMM", "DEROY", "FDA97"),
    ),
    Row(
        flag="clot",
        text="A clot in a vein, known or suspected, or an inflamed vein",
        heat=Verdict.BLOCK,
        cold=Verdict.ASK,
        sources=("EPA10", "PTCOLD"),
        part="What you have",
    ),
    Row(
        flag="wound",
        text="An open wound, graze, stitches, infected skin or eczema there",
        heat=Verdict.BLOCK,
        cold=Verdict.BLOCK,
        sources=("SFH", "EPA10", "DEROY"),
    ),
    Row(
        flag="fresh-injury",
        text="A fresh injury (under 48 hours) with swelling, heat or bruising",
        heat=Verdict.BLOCK,
        cold=Verdict.OK,
        sources=("VAHL", "TMM", "DEROY", "EPA10"),
        part="Now, and where the pack goes",
        lasts=False,
    ),
    Row(
        flag="bleeding",
        text="A bleeding disorder, or bleeding now",
        heat=Verdict.BLOCK,
        cold=Verdict.ASK,
        sources=("EPA10", "PTCOLD"),
        part="What you have",
    ),
    Row(
        flag="cancer-there",
        text="Cancer or recent radiotherapy where the pack goes",
        heat=Verdict.BLOCK,
        cold=Verdict.ASK,
        sources=("EPA10", "DEROY"),
        part="Now, and where the pack goes",
    ),
    Row(
        flag="fever",
        text="Fever or infection now",
        heat=Verdict.BLOCK,
        cold=Verdict.BLOCK,
        sources=("EPA10", "DEROY"),
        part="Now, and where the pack goes",
        lasts=False,
        asks=("6",),
    ),
    Row(
        flag="pregnant",
        text="Pregnant",
        heat=Verdict.BLOCK,
        cold=Verdict.ASK,
        sources=("DEROY", "EPA10"),
        cold_how="cold only for a short time, and wrapped",
    ),
    Row(
        flag="heart",
        text="Heart disease, or blood pressure that is not under control",
        heat=Verdict.ASK,
        cold=Verdict.ASK,
        sources=("EPA10", "PTCOLD", "BLACKP"),
        heat_how="no heat on a large area",
    ),
    Row(
        flag="heat-sensitive",
        text="Multiple sclerosis, or heat makes you worse",
        heat=Verdict.ASK,
        cold=Verdict.OK,
        sources=("HWMS",),
        part="What you have",
    ),
    Row(
        flag="nerve",
        text="A nerve there that is regrowing",
        heat=Verdict.CARE,
        cold=Verdict.BLOCK,
        sources=("PTCOLD",),
        part="Now, and where the pack goes",
    ),
    Row(
        flag="sleepy",
        text="Sleepy, sedated or confused now, or after alcohol",
        heat=Verdict.BLOCK,
        cold=Verdict.BLOCK,
        sources=("FDA97", "FDA95", "DEROY"),
        part="Now, and where the pack goes",
        lasts=False,
    ),
    Row(
        flag="over-65",
        text="Over 65 years old",
        heat=Verdict.WARN,
        cold=Verdict.WARN,
        sources=("FDA95",),
        part="What you have",
    ),
    Row(
        flag="child",
        text="A child of 12 or under",
        heat=Verdict.BLOCK,
        cold=Verdict.BLOCK,
        sources=("DEROY", "D"),
        part="What you have",
    ),
    Row(
        flag="implant",
        text="A metal or electronic implant",
        heat=Verdict.OK,
        cold=Verdict.OK,
        sources=("GK",),
        part="What you have",
        heat_how="heat on the skin is fine; ask a clinician if you are unsure",
    ),
)
WEEKS = (
    WeekRule(
        id="U10",
        level=AdviceLevel.URGENT,
        when="pain of 9-10 for the second day",
        then="asked whether it drops with rest; if not, medical advice today",
        sources=("NHSBP", "D"),
    ),
    WeekRule(
        id="T5a",
        level=AdviceLevel.CONTACT,
        when="pain now or worst of 7 or more on 2 of the last 3 days",
        then="talk to a therapist or doctor soon",
        sources=("S001", "NHSBP"),
    ),
    WeekRule(
        id="R9",
        level=AdviceLevel.CONTACT,
        when="pain further down the leg 2 times running, in sessions or entries of different days, and not closer or gone since",
        then="talk to a therapist or doctor; rest positions and walking only",
        sources=("CENTR", "RELIEF", "MDT-STEP"),
    ),
    WeekRule(
        id="R15",
        level=AdviceLevel.CONTACT,
        when="2 sessions running that had not settled by the next day",
        then="talk to a therapist or doctor; rest and walk, then half",
        sources=("PROVIDE", "D"),
    ),
    WeekRule(
        id="R2",
        level=AdviceLevel.CONTACT,
        when="2 flare-up days running that ended higher than they began",
        then="talk to a therapist or doctor; leave the flare-up routine",
        sources=("D",),
    ),
    WeekRule(
        id="T2",
        level=AdviceLevel.CONTACT,
        when="the mean of the last 7 days is up by 2 points, or by 30% and 1 point or more, on the 28 days before, by more than the days usually differ, and was so the day before",
        then="talk to a therapist or doctor",
        sources=("S000", "S004", "OST08", "D"),
    ),
    WeekRule(
        id="T6",
        level=AdviceLevel.CONTACT,
        when="leg symptoms below the knee, or tingling for more than 7 days, and no weakness",
        then="talk to a therapist or doctor within days",
        sources=("MIV", "NHSSCI"),
    ),
    WeekRule(
        id="T3c",
        level=AdviceLevel.CONTACT,
        when="42 days since the start, and the mean still 3 or more",
        then="see somebody; you can often refer yourself",
        sources=("BORD", "NHSSCI"),
    ),
    WeekRule(
        id="T3d",
        level=AdviceLevel.CONTACT,
        when="more than 84 days since the start, and the mean still 3 or more",
        then="a structured programme, walking, and a therapist to look at it again",
        sources=("ACP17", "NICE59", "WHO23"),
    ),
    WeekRule(
        id="T3b",
        level=AdviceLevel.CONTACT,
        when="14 days since the start, and the last week not down on the first one by what counts as a change",
        then="talk to a therapist or doctor",
        sources=("S003", "NHSINF", "CSP", "PTADV"),
    ),
    WeekRule(
        id="T7",
        level=AdviceLevel.CONTACT,
        when="woken by pain in 3 of 7 nights",
        then="talk to a therapist or doctor; if rest does not ease it, medical advice today (U5)",
        sources=("PTADV", "NHSBP"),
    ),
    WeekRule(
        id="T5b",
        level=AdviceLevel.CONTACT,
        when="kept from doing things at 2 or more of 3 on 4 of 7 days",
        then="talk to a therapist or doctor",
        sources=("S001", "NHSBP"),
    ),
    WeekRule(
        id="T5c",
        level=AdviceLevel.CONTACT,
        when="2 days running of 4 or more within 90 days of 14 days of 0-1; or 3 such episodes in a year",
        then="talk to a therapist or doctor about a plan for when it comes back",
        sources=("S001", "S004", "PTADV"),
    ),
    WeekRule(
        id="T1",
        level=AdviceLevel.CONTACT,
        when="3 packs running over 2 days or more, none with a drop of 2 points or 30%",
        then="talk to a therapist",
        sources=("S000", "OST08", "D"),
    ),
    WeekRule(
        id="T4",
        level=AdviceLevel.CONTACT,
        when="an exercise marked as not sure in 2 sessions",
        then="have a therapist look at how it is done",
        sources=("S000",),
    ),
    WeekRule(
        id="R1",
        level=AdviceLevel.STOP,
        when="the last pain of today is 8-10",
        then="no session today",
        sources=("D", "AHPS"),
    ),
    WeekRule(
        id="R14",
        level=AdviceLevel.EASE,
        when="the last session ended higher, and it is not known to have settled by the next day",
        then="75% of the reps the next time",
        sources=("AHPS", "D"),
    ),
    WeekRule(
        id="T8",
        level=AdviceLevel.EASE,
        when="less than 60% of the plan done in 28 days",
        then="one offer: fewer exercises, a shorter dose, or another time",
        sources=("ADH09", "D"),
    ),
    WeekRule(
        id="T11",
        level=AdviceLevel.CONTINUE,
        when="no pain said for 7 days",
        then="ask; no advice from old data",
        sources=("D",),
    ),
    WeekRule(
        id="T10",
        level=AdviceLevel.CONTINUE,
        when="0-1 on 14 days with 8 entries or more",
        then="two or three days a week and walking; do not stop",
        sources=("S003", "S004", "AAOS-SP"),
    ),
    WeekRule(
        id="T3a",
        level=AdviceLevel.CONTINUE,
        when="7 days since the start, and no drop of 1 from their first half to their second",
        then="watch for another week; call earlier if worried",
        sources=("S003", "CSP"),
    ),
    WeekRule(
        id="R13",
        level=AdviceLevel.CONTINUE,
        when="the last session had settled by the next day",
        then="go on; it counts toward a step up",
        sources=("AHPS", "PROVIDE"),
    ),
    WeekRule(
        id="T9",
        level=AdviceLevel.PROGRESS,
        when="the mean is down by what counts as a change, the sessions of that time had settled where it is known, at least one is known to have, and today is no day away",
        then="a small step up is allowed",
        sources=("OST08", "AHPS"),
    ),
)
NOT_TODAY_FROM = 8
FLARE_UP_FROM = 6
EASE_FROM = 4
LESS = 0.75
HALF = 0.5
HALF_FROM = 5
BASELINE_DAYS = 7
BASELINE_WITHIN_DAYS = 28
BASELINE_FRESH_DAYS = 7
BASELINE_ABOVE = 3
STEADY_WITHIN = 2
STEADY_ENDS = 3
STEADY_RISE = 1
STEADY_SESSIONS = 2
GREEN_RISE = 1
GREEN_MOST = 5
RED_RISE = 3
RED_FROM = 6
RED_RISE_HIGH = 2
HIGHER_BY = 2
HIGH_FROM = 6
NO_MORE_FROM = 8
REMEMBERED_DAYS = 7
UNSETTLED_RUNNING = 2
REST_DAYS = 2
FLARE_UPS_HIGHER = 2
LEG_SESSIONS = 2
BAD_FROM = 7
BAD_DAYS = 2
BAD_OF_DAYS = 3
WORST_FROM = 9
WORST_WITHIN_DAYS = 2
QUIET_DAYS = 14
LIGHTER_AFTER_DAYS = 7
START_AFTER_DAYS = 14
PHASE_BACK_AFTER_DAYS = 28
RAMP = (0.75, 0.85, 1.0)
SCREEN_AGAIN_DAYS = 90
DAY_BEGINS_H = 3
HURTS_STOP_FROM = 6
HURTS_EASE_FROM = 4
HURTS_RISE = 2
HURTS_SILENCE_S = 20.0
HURTS_REST_S = 120.0
LEG_REST_S = 600.0
LEG_SILENCE_S = 60.0
EASED_TIME_STEP_S = 5.0
FLARE_UP_PHASE = 1
GATE_MEAN_DAYS = 7
GATE_MEAN_MOST = (4, 3)
GATE_HIGH_FROM = 6
GATE_HIGH_DAYS = 3
GATE_SESSIONS = (5, 9)
GATE_HELD_SHARE = 0.5
GATE_BRIDGE = 20
GATE_BIRD_DOG = 12
GATE_BIRD_DOG_HOLD_S = 6.0
GATE_SIT_TO_STAND = 16
GATE_PAIN = 3
GATE_OWN_AFTER = 2
GATE_OWN_DAYS = 28
GATE_MEAN_VALUES = 4
GATE_FLARE_UPS = 2
GATE_FLARE_DAYS = 7
GATE_AWAY_DAYS = 28
HELPED_DAYS = 42
STILL_WELL_DAYS = 28
MAINTAINED_MOST_DAYS = 3
PHASE_SAID_DAYS = 7
PHASE_SAID_MOST = 3
PHASE_SAID_OF_DAYS = 84
STEP_PAIN_MOST = 3
STEP_SUCCESSES = 2
STEP_WEEK_SHARE = 0.1
STEP_WEEK_DAYS = 7
STEP_OFFERS_MOST = 3
STEP_QUIET_DAYS = 14
STEP_DOWN_AFTER = 2
STRENGTH_FROM_PHASE = 2
EARLY_H = 2
EARLY_BEFORE_H = 8
UP_BEFORE_H = 10
PACK_ON_S = 900.0
PACK_OFF_S = 900.0
PACK_CYCLES = 2
PACK_MOST_CYCLES = 3
PACK_LEAST_ON_S = 300.0
PACK_MOST_ON_S = 1200.0
PACK_LEAST_OFF_S = 900.0
PACK_MOST_OFF_S = 3600.0
PACK_MORE_OFF_S = 600.0
PACK_CHECKS_S = (300.0, 600.0)
PACK_CHECK_WAIT_S = 60.0
PACK_BETWEEN_S = 7200.0
PACKS_A_DAY = 2
TREND_DAYS = 7
TREND_DAYS_FEW = 14
TREND_VALUES = 4
TREND_BEFORE_DAYS = 28
TREND_BEFORE_VALUES = 6
TREND_POINTS = 2
TREND_SHARE = 0.3
TREND_POINTS_SHARE = 1
TREND_SD_LEAST = 0.8
TREND_ERRORS = 2
TREND_CORRELATION = 1.35
EPISODE_QUIET_DAYS = 90
T3A_DAYS = 7
T3A_DROP = 1
T3A_VALUES = 2
T3B_DAYS = 14
T3B_VALUES = 3
T3C_DAYS = 42
T3C_MEAN = 3
T3D_DAYS = 84
MILD_MOST = 1
MILD_DAYS = 14
MILD_ENTRIES = 8
PACKS_WITHOUT_RELIEF = 3
PACKS_DAYS = 2
PACKS_WITHIN_DAYS = 14
UNSURE_SESSIONS = 2
UNSURE_WITHIN_DAYS = 28
LIMITED_FROM = 2
LIMITED_DAYS = 4
LIMITED_OF_DAYS = 7
EPISODE_FROM = 4
EPISODE_DAYS = 2
RECURRENCE_DAYS = 90
EPISODES_A_YEAR = 3
RECURRENCE_SAID_DAYS = 14
TINGLING_DAYS = 7
WOKEN_NIGHTS = 3
WOKEN_OF_NIGHTS = 7
ADHERENCE_LEAST = 0.6
ADHERENCE_DAYS = 28
ADHERENCE_FROM_DAYS = 14
PLAN_WEEKS = 8
PLAN_MOST_WEEKS = 52
OLD_DAYS = 7
SETTLE_FROM_H = 12
SETTLE_TO_H = 48
AGAIN_DAYS = 7
AGAIN_RISE = 1
ACTIVITIES_MOST = 3
WORDS: dict[str, tuple[str, ...]] = {
    "about-pages": ("Bones and joints", "Heart, head and you", "Leg", "Skin"),
    "pack-pages": ("What you have", "Now, and where the pack goes"),
    "emergency-nerves": ("Stop.", "These signs can mean the nerves at the base of your back are in trouble, and hours matter.", "Call your emergency number or go to an emergency department now.", "Do not drive yourself."),
    "emergency-care": ("Stop.", "These signs need emergency care.", "Call your emergency number now."),
    "urgent": ("Please get medical advice today.", "This tool will not start a session until you have been checked."),
    "contact": ("Time to talk to a physical therapist or doctor.",),
    "ask-first": ("Ask your doctor, midwife or physical therapist before you start",),
    "stop-at-once": ("Stop at once if the skin turns very red, white, blue, blotchy or blistered, if it burns, stings or goes numb, if pain rises by 2 or more, or if you are dizzy.",),
    "pack-no": ("Not for you without advice: please ask a doctor, midwife or physical therapist before you use {name}.",),
    "rest-routine": ("Rest and walk",),
}
