"""The rows of ``safety.yaml``. Do not edit: see ``tools/build_safety.py``."""

from __future__ import annotations

from backpt.safety.rows import (
    AdviceLevel,
    Number,
    Question,
    Row,
    Rule,
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
RULES = (
    Rule(
        id="R1",
        when="pain now 8-10",
        then="no session; warning signs asked",
        sources=("D", "AHPS"),
    ),
    Rule(
        id="R2",
        when="pain now 6-7",
        then="the flare-up routine only; inside it pain stops at one more than before; after 2 flare-up days running that ended higher rest positions and walking instead, and talk to a therapist",
        sources=("D",),
    ),
    Rule(
        id="R3",
        when="pain now 4-5",
        then="75% of the reps, from 5 on 50%; no harder versions",
        sources=("AHPS", "D"),
    ),
    Rule(
        id="R4",
        when="pain now 0-3",
        then="the usual routine",
        sources=("AHPS",),
    ),
    Rule(
        id="R6",
        when="pain 4-5 in an exercise",
        then="half of the reps that are left, and smaller",
        sources=("AHPS", "PROVIDE"),
    ),
    Rule(
        id="R7",
        when="pain 6-10 in an exercise",
        then="it stops; after a rest pain is asked again, and the session ends if it is still so",
        sources=("AHPS", "PROVIDE", "HP3"),
    ),
    Rule(
        id="R9",
        when="leg pain further down, now or in an earlier session of today, and until it is closer or gone: the same does not lift it",
        then="rest positions and walking only; 2 sessions running: talk to a therapist",
        sources=("CENTR", "RELIEF", "MDT-STEP"),
    ),
    Rule(
        id="R14",
        when="pain after a session of 6 or more, or 2 above that before it",
        then="75% of the reps the next time, and asked whether it settled by the next day; from 8 on card 1 at once, and no more that day",
        sources=("AHPS", "D"),
    ),
    Rule(
        id="R15",
        when="not settled by the next day 2 sessions running, or a day that was refused for pain",
        then="2 days of rest positions and walking (a refused day is one), then 50%; 2 sessions running: talk to a therapist",
        sources=("PROVIDE", "D"),
    ),
    Rule(
        id="T5a",
        when="pain of 7 or more on 2 of the last 3 days, refused days too",
        then="talk to a therapist soon; from 9 on for the second day: asked whether it drops with rest (U10)",
        sources=("NHSBP", "D"),
    ),
    Rule(
        id="G4",
        when="something new, and none of the signs of the cards",
        then="50% of the reps; tell the therapist; asked again the next time",
        sources=("D",),
    ),
    Rule(
        id="F8",
        when="less is asked for",
        then="75% of the reps",
        sources=("D",),
    ),
    Rule(
        id="D5",
        when="7 days with an entry, steady and not rising, their median above 3, and neither of the last two sessions ended higher",
        then="up to median + 1 and 5: the usual routine; median + 3 or 6 and more: as R2; with a median of 6 or more up to median + 1: as R3 at 50%, from 6 on not to be declined; R1 stays",
        sources=("D", "OST08"),
    ),
    Rule(
        id="F9",
        when="7, 14, 28 days off or more",
        then="75%, 85%, 100% of the reps over 3 sessions; from 14 on the start dose first, if less; from 28 on the routine of the phase before, if there is one",
        sources=("D", "GK"),
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
        when="the mean is down by what counts as a change, the sessions of that time had settled where it is known, and at least one is known to have",
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
OLD_DAYS = 7
SETTLE_FROM_H = 12
SETTLE_TO_H = 48
AGAIN_DAYS = 7
AGAIN_RISE = 1
ACTIVITIES_MOST = 3
NUMBERS = (
    Number(
        id="NOT_TODAY_FROM",
        written="8",
        means="Pain now of 8-10: no session (R1, [D] on AHPS).",
        sources=("D", "AHPS"),
    ),
    Number(
        id="FLARE_UP_FROM",
        written="6",
        means="Pain now of 6-7: the flare-up routine only (R2).",
        sources=("D",),
    ),
    Number(
        id="EASE_FROM",
        written="4",
        means="Pain now of 4-5: less of the usual routine, no harder versions (R3).",
        sources=("AHPS",),
    ),
    Number(
        id="LESS",
        written="75%",
        means="The upper end of \"50-75 % reps\" (R3).",
        sources=("D",),
    ),
    Number(
        id="HALF",
        written="50%",
        means="The lower end of it (R3).",
        sources=("D",),
    ),
    Number(
        id="HALF_FROM",
        written="5",
        means="At 4 three quarters, at 5 half: R3 gives the range and leaves this to us.",
        sources=("D",),
    ),
    Number(
        id="BASELINE_DAYS",
        written="7",
        means="Days with an entry before the user's own baseline counts; it is their median (D5, G4).",
        sources=("D",),
    ),
    Number(
        id="BASELINE_WITHIN_DAYS",
        written="28",
        means="They lie no further back than this: four weeks off are another phase (F9).",
        sources=("D",),
    ),
    Number(
        id="BASELINE_FRESH_DAYS",
        written="7",
        means="The last entry is no older: no advice from old data (T11).",
        sources=("D",),
    ),
    Number(
        id="BASELINE_ABOVE",
        written="3",
        means="Only a baseline above it changes the lines (D5).",
        sources=("D",),
    ),
    Number(
        id="STEADY_WITHIN",
        written="2",
        means="Steady is no entry this far from the median, which would be a real change.",
        sources=("OST08", "D"),
    ),
    Number(
        id="STEADY_ENDS",
        written="3",
        means="So many entries at either end are compared (D5).",
        sources=("D",),
    ),
    Number(
        id="STEADY_RISE",
        written="1",
        means="Nor is it steady where the mean of the last entries is so much above that of the first: a diary that rises is never a baseline (D5).",
        sources=("D",),
    ),
    Number(
        id="STEADY_SESSIONS",
        written="2",
        means="Nor where one of so many last sessions ended higher (D5).",
        sources=("D",),
    ),
    Number(
        id="GREEN_RISE",
        written="1",
        means="Green: up to baseline + 1 (D5).",
        sources=("D",),
    ),
    Number(
        id="GREEN_MOST",
        written="5",
        means="Green: never above it (D5).",
        sources=("D",),
    ),
    Number(
        id="RED_RISE",
        written="3",
        means="Red: baseline + 3 or more (D5).",
        sources=("D",),
    ),
    Number(
        id="RED_FROM",
        written="6",
        means="Red: so much or more (D5).",
        sources=("D",),
    ),
    Number(
        id="RED_RISE_HIGH",
        written="2",
        means="Red: with a baseline of 6 or more, baseline + 2 (D5).",
        sources=("D",),
    ),
    Number(
        id="HIGHER_BY",
        written="2",
        means="Pain after a session this far above the pain before it ended higher (R14).",
        sources=("OST08",),
    ),
    Number(
        id="HIGH_FROM",
        written="6",
        means="Pain after a session of so much ended higher too, whatever it was before (D5).",
        sources=("D",),
    ),
    Number(
        id="NO_MORE_FROM",
        written="8",
        means="Pain after a session of 8-10: rest, and no other session that day (D5).",
        sources=("D", "AHPS"),
    ),
    Number(
        id="REMEMBERED_DAYS",
        written="7",
        means="No advice from older data (T11): so long a day that ended higher is asked about, and flare-up days are days running.",
        sources=("D",),
    ),
    Number(
        id="UNSETTLED_RUNNING",
        written="2",
        means="So many sessions running that did not settle by the next day: rest (R15).",
        sources=("PROVIDE", "D"),
    ),
    Number(
        id="REST_DAYS",
        written="2",
        means="Days of rest and walking then; the session after them is a half (R15: \"1-2 days\").",
        sources=("D",),
    ),
    Number(
        id="FLARE_UPS_HIGHER",
        written="2",
        means="So many flare-up days running that ended higher: the routine is not offered again (D5).",
        sources=("D",),
    ),
    Number(
        id="LEG_SESSIONS",
        written="2",
        means="Further down the leg in so many sessions running: talk to somebody (R9).",
        sources=("CENTR", "RELIEF"),
    ),
    Number(
        id="BAD_FROM",
        written="7",
        means="Pain of so much or more on BAD_DAYS of the last BAD_OF_DAYS days: talk to somebody soon (T5a).",
        sources=("NHSBP",),
    ),
    Number(
        id="BAD_DAYS",
        written="2",
        means="See BAD_FROM (T5a).",
        sources=("NHSBP",),
    ),
    Number(
        id="BAD_OF_DAYS",
        written="3",
        means="See BAD_FROM (T5a).",
        sources=("NHSBP",),
    ),
    Number(
        id="WORST_FROM",
        written="9",
        means="Pain of 9 or 10 is asked about when it was so the day before, too (U10).",
        sources=("D",),
    ),
    Number(
        id="WORST_WITHIN_DAYS",
        written="2",
        means="The day before may be one further back, where nothing was said in between.",
        sources=("D",),
    ),
    Number(
        id="QUIET_DAYS",
        written="14",
        means="Who has talked to somebody is not told the same again for so long.",
        sources=("D",),
    ),
    Number(
        id="LIGHTER_AFTER_DAYS",
        written="7",
        means="So many days off or more are a break (F9).",
        sources=("D",),
    ),
    Number(
        id="START_AFTER_DAYS",
        written="14",
        means="So many days off or more: the start dose in the first session, if less (F9).",
        sources=("D",),
    ),
    Number(
        id="PHASE_BACK_AFTER_DAYS",
        written="28",
        means="So many days off or more: the routine of the phase before (F9).",
        sources=("D",),
    ),
    Number(
        id="RAMP",
        written="75% 85% 100%",
        means="Of the dose, in the first sessions after a break (D5).",
        sources=("D",),
    ),
    Number(
        id="SCREEN_AGAIN_DAYS",
        written="90",
        means="The cards are asked again after so many days (clinical G3).",
        sources=("D",),
    ),
    Number(
        id="DAY_BEGINS_H",
        written="3",
        means="A day of the diary begins at this hour: exercises at one in the night belong to the evening before.",
        sources=("D",),
    ),
    Number(
        id="HURTS_STOP_FROM",
        written="6",
        means="Pain of 6-10 in an exercise stops it (R7). Never looser than 7.",
        sources=("AHPS", "PROVIDE", "HP3"),
    ),
    Number(
        id="HURTS_EASE_FROM",
        written="4",
        means="Pain of 4-5 in an exercise: smaller range, fewer reps (R6). A rise by two eases too, but only from 4 on (R8: OST08), which is this same line.",
        sources=("AHPS", "PROVIDE"),
    ),
    Number(
        id="HURTS_RISE",
        written="2",
        means="A rise that is more than noise. On the skin it ends the pack (C4).",
        sources=("OST08", "SUZ20"),
    ),
    Number(
        id="HURTS_SILENCE_S",
        written="20s",
        means="It hurts: without a word for this long the exercise ends.",
        sources=("D",),
    ),
    Number(
        id="HURTS_REST_S",
        written="2min",
        means="Rest before it asks again: \"if it stays >= 6 for 2 min end the session\" (R7).",
        sources=("AHPS", "HP3"),
    ),
    Number(
        id="LEG_REST_S",
        written="10min",
        means="Rest or walk after pain further down the leg: \"if not back in 10 min end session\" (R9).",
        sources=("CENTR", "RELIEF"),
    ),
    Number(
        id="LEG_SILENCE_S",
        written="60s",
        means="Without a word on whether it is back for this long the session ends: one comes back from a walk, or up from the floor.",
        sources=("D",),
    ),
    Number(
        id="EASED_TIME_STEP_S",
        written="5s",
        means="Timed exercises are shortened to a multiple of this, and never below it.",
        sources=("D",),
    ),
    Number(
        id="FLARE_UP_PHASE",
        written="1",
        means="Phase 1 calms the pain (A16); nothing above it is a tiny movement (R2).",
        sources=("D",),
    ),
    Number(
        id="GATE_MEAN_DAYS",
        written="7",
        means="Days whose mean pain is asked before a phase begins (clinical F, phase gates).",
        sources=("D",),
    ),
    Number(
        id="GATE_MEAN_MOST",
        written="4 3",
        means="The highest mean of those days before phase 2, and before phase 3 (clinical F).",
        sources=("D",),
    ),
    Number(
        id="GATE_HIGH_FROM",
        written="6",
        means="Before phase 2 no day of so much in the last GATE_HIGH_DAYS (clinical F).",
        sources=("D",),
    ),
    Number(
        id="GATE_HIGH_DAYS",
        written="3",
        means="See GATE_HIGH_FROM.",
        sources=("D",),
    ),
    Number(
        id="GATE_SESSIONS",
        written="5 9",
        means="Sessions of the phase before, or of a higher one, before phase 2 and phase 3 (clinical F).",
        sources=("D",),
    ),
    Number(
        id="GATE_HELD_SHARE",
        written="50%",
        means="A session counts where so much of its exercises was done (clinical F, adherence).",
        sources=("D",),
    ),
    Number(
        id="GATE_BRIDGE",
        written="20",
        means="Bridges in one session before phase 3, both sides counted (clinical F).",
        sources=("D",),
    ),
    Number(
        id="GATE_BIRD_DOG",
        written="12",
        means="Bird dogs in one session before phase 3, both sides counted (clinical F).",
        sources=("D",),
    ),
    Number(
        id="GATE_BIRD_DOG_HOLD_S",
        written="6s",
        means="And each of them held so long.",
        sources=("D",),
    ),
    Number(
        id="GATE_SIT_TO_STAND",
        written="16",
        means="Times up from a chair in one session before phase 3 (clinical F).",
        sources=("D",),
    ),
    Number(
        id="GATE_PAIN",
        written="3",
        means="With pain no higher than this in that session (clinical F).",
        sources=("D",),
    ),
    Number(
        id="GATE_OWN_AFTER",
        written="2",
        means="A user who went on anyway this often within GATE_OWN_DAYS, with no day of high pain, is asked no more: the phase is the user's own.",
        sources=("D",),
    ),
    Number(
        id="GATE_OWN_DAYS",
        written="28",
        means="See GATE_OWN_AFTER.",
        sources=("D",),
    ),
    Number(
        id="STRENGTH_FROM_PHASE",
        written="2",
        means="Phase 2 strengthens (A16). Such a routine, at least half of it strong, wants a day between: \"2-3 days a week with a day between\" (F10).",
        sources=("ACSM",),
    ),
    Number(
        id="EARLY_H",
        written="2",
        means="No strong forward bending for so many hours after getting up (clinical A, fact 9).",
        sources=("SNOOK", "LIEB"),
    ),
    Number(
        id="EARLY_BEFORE_H",
        written="8",
        means="Hour of the day up to which it is early anyway.",
        sources=("D",),
    ),
    Number(
        id="UP_BEFORE_H",
        written="10",
        means="A first key of the day before this hour is taken for getting up.",
        sources=("D",),
    ),
    Number(
        id="PACK_ON_S",
        written="15min",
        means="Pack on, unless something else is asked for.",
        sources=("S000",),
    ),
    Number(
        id="PACK_OFF_S",
        written="15min",
        means="Pack off, unless something else is asked for.",
        sources=("S000",),
    ),
    Number(
        id="PACK_CYCLES",
        written="2",
        means="Times on the skin, unless something else is asked for (two to three).",
        sources=("S000",),
    ),
    Number(
        id="PACK_MOST_CYCLES",
        written="3",
        means="No more times than this.",
        sources=("S000",),
    ),
    Number(
        id="PACK_LEAST_ON_S",
        written="5min",
        means="Pack on for no less (C2).",
        sources=("D",),
    ),
    Number(
        id="PACK_MOST_ON_S",
        written="20min",
        means="Pack on for no more: of contact, overtime included; nothing overrides it (C2).",
        sources=("SFH", "VAHL", "FDA97"),
    ),
    Number(
        id="PACK_LEAST_OFF_S",
        written="15min",
        means="Pack off for no less, and never for less than it was on (C2).",
        sources=("S000", "D"),
    ),
    Number(
        id="PACK_MOST_OFF_S",
        written="60min",
        means="Pack off for no more (C2: 20-60 min).",
        sources=("TMM",),
    ),
    Number(
        id="PACK_MORE_OFF_S",
        written="10min",
        means="Added after a skin check that was answered with no (C2, skin_gate).",
        sources=("D", "SFH"),
    ),
    Number(
        id="PACK_CHECKS_S",
        written="5min 10min",
        means="Look at the skin during contact (after 5 min, then 5-10 min more).",
        sources=("TMM",),
    ),
    Number(
        id="PACK_CHECK_WAIT_S",
        written="60s",
        means="A skin check without a key within this is taken for sleep, and the alarm sounds.",
        sources=("D",),
    ),
    Number(
        id="PACK_BETWEEN_S",
        written="2h",
        means="Least time between two uses of the same kind (2-3 h).",
        sources=("SFH",),
    ),
    Number(
        id="PACKS_A_DAY",
        written="2",
        means="Uses of each kind in a day (C2).",
        sources=("D",),
    ),
    Number(
        id="TREND_DAYS",
        written="7",
        means="Days whose mean is compared with those before them (T2, T9).",
        sources=("D",),
    ),
    Number(
        id="TREND_DAYS_FEW",
        written="14",
        means="So many where TREND_DAYS hold fewer values than TREND_VALUES.",
        sources=("D",),
    ),
    Number(
        id="TREND_VALUES",
        written="4",
        means="Days with a value that they must hold.",
        sources=("D",),
    ),
    Number(
        id="TREND_BEFORE_DAYS",
        written="28",
        means="The days before that they are compared with.",
        sources=("D",),
    ),
    Number(
        id="TREND_BEFORE_VALUES",
        written="6",
        means="Days with a value that those must hold.",
        sources=("D",),
    ),
    Number(
        id="TREND_POINTS",
        written="2",
        means="A change: so many points of 10.",
        sources=("OST08", "SUZ20"),
    ),
    Number(
        id="TREND_SHARE",
        written="30%",
        means="Or such a share of what it was, and TREND_POINTS_SHARE besides.",
        sources=("OST08",),
    ),
    Number(
        id="TREND_POINTS_SHARE",
        written="1",
        means="See TREND_SHARE: a third of very little is nothing.",
        sources=("OST08", "D"),
    ),
    Number(
        id="TREND_SD_LEAST",
        written="0.8",
        means="Days are taken to differ by so much at least, whatever the few that there are say.",
        sources=("D",),
    ),
    Number(
        id="TREND_ERRORS",
        written="2",
        means="A change is so many standard errors of the difference too. Simulated, a steady diary rises falsely in 1-7 % of weeks; nobody has fitted it to real ones.",
        sources=("D",),
    ),
    Number(
        id="TREND_CORRELATION",
        written="1.35",
        means="Times the error, because one day is like the next: correlation 0.3 from day to day.",
        sources=("D",),
    ),
    Number(
        id="EPISODE_QUIET_DAYS",
        written="90",
        means="An episode starts with the first day after so many days without anything said above MILD_MOST.",
        sources=("D",),
    ),
    Number(
        id="T3A_DAYS",
        written="7",
        means="Days since the start before the first word about no change (T3a).",
        sources=("S003", "CSP"),
    ),
    Number(
        id="T3A_DROP",
        written="1",
        means="Points that count as a drop then.",
        sources=("D",),
    ),
    Number(
        id="T3A_VALUES",
        written="2",
        means="Days with a value that each half of that week must hold.",
        sources=("D",),
    ),
    Number(
        id="T3B_DAYS",
        written="14",
        means="Days since the start without improvement: talk to somebody (T3b).",
        sources=("S003", "NHSINF", "CSP", "PTADV"),
    ),
    Number(
        id="T3B_VALUES",
        written="3",
        means="Days with a value that the first week and the last must hold; else 14 days of each.",
        sources=("D",),
    ),
    Number(
        id="T3C_DAYS",
        written="42",
        means="Six weeks since the start (T3c).",
        sources=("BORD", "NHSSCI"),
    ),
    Number(
        id="T3C_MEAN",
        written="3",
        means="A mean of so much or more is still pain (T3c, T3d).",
        sources=("D",),
    ),
    Number(
        id="T3D_DAYS",
        written="84",
        means="More than so many days are lasting pain (T3d): twelve weeks.",
        sources=("ACP17",),
    ),
    Number(
        id="MILD_MOST",
        written="1",
        means="Pain of 0-1 is almost none (T10): 0 alone is strict.",
        sources=("D",),
    ),
    Number(
        id="MILD_DAYS",
        written="14",
        means="So many days of it (T10, T5c).",
        sources=("D", "AAOS-SP"),
    ),
    Number(
        id="MILD_ENTRIES",
        written="8",
        means="With so many days on which something was said: missing data never reads as well.",
        sources=("D",),
    ),
    Number(
        id="PACKS_WITHOUT_RELIEF",
        written="3",
        means="So many packs running that did not ease (T1).",
        sources=("S000", "D"),
    ),
    Number(
        id="PACKS_DAYS",
        written="2",
        means="On so many different days (T1).",
        sources=("D",),
    ),
    Number(
        id="PACKS_WITHIN_DAYS",
        written="14",
        means="And none older than this (T1).",
        sources=("D",),
    ),
    Number(
        id="UNSURE_SESSIONS",
        written="2",
        means="Sessions in which an exercise was marked as not sure (T4).",
        sources=("S000", "D"),
    ),
    Number(
        id="UNSURE_WITHIN_DAYS",
        written="28",
        means="And none older than this (T4).",
        sources=("D",),
    ),
    Number(
        id="LIMITED_FROM",
        written="2",
        means="Kept from doing things, 0 not at all to 3 nearly everything: so much counts (T5b).",
        sources=("D",),
    ),
    Number(
        id="LIMITED_DAYS",
        written="4",
        means="On so many days of LIMITED_OF_DAYS (T5b).",
        sources=("D",),
    ),
    Number(
        id="LIMITED_OF_DAYS",
        written="7",
        means="See LIMITED_DAYS (T5b).",
        sources=("D",),
    ),
    Number(
        id="EPISODE_FROM",
        written="4",
        means="Pain of so much or more on EPISODE_DAYS days running is an episode (T5c).",
        sources=("D",),
    ),
    Number(
        id="EPISODE_DAYS",
        written="2",
        means="See EPISODE_FROM (T5c); one day between without a word is passed over.",
        sources=("D",),
    ),
    Number(
        id="RECURRENCE_DAYS",
        written="90",
        means="An episode that comes so soon after MILD_DAYS almost without pain has come back (T5c).",
        sources=("S004", "D"),
    ),
    Number(
        id="EPISODES_A_YEAR",
        written="3",
        means="So many episodes in a year (T5c).",
        sources=("PTADV", "D"),
    ),
    Number(
        id="RECURRENCE_SAID_DAYS",
        written="14",
        means="It is advised for so long from its second day; then the rules about no change have their say.",
        sources=("D",),
    ),
    Number(
        id="TINGLING_DAYS",
        written="7",
        means="Tingling in a leg for longer than this (T6).",
        sources=("MIV",),
    ),
    Number(
        id="WOKEN_NIGHTS",
        written="3",
        means="Nights with pain that wakes, of WOKEN_OF_NIGHTS (T7).",
        sources=("D",),
    ),
    Number(
        id="WOKEN_OF_NIGHTS",
        written="7",
        means="See WOKEN_NIGHTS (T7).",
        sources=("D",),
    ),
    Number(
        id="ADHERENCE_LEAST",
        written="60%",
        means="Less of the plan than this brings an offer (T8).",
        sources=("ADH09", "D"),
    ),
    Number(
        id="ADHERENCE_DAYS",
        written="28",
        means="Counted over so many days (T8).",
        sources=("D",),
    ),
    Number(
        id="OLD_DAYS",
        written="7",
        means="So many days without an entry: ask, and no advice from old data (T11).",
        sources=("D",),
    ),
    Number(
        id="SETTLE_FROM_H",
        written="12",
        means="An entry from so many hours after a session on tells whether it settled (R12-R15).",
        sources=("D",),
    ),
    Number(
        id="SETTLE_TO_H",
        written="48",
        means="Up to so many hours after it.",
        sources=("AHPS", "D"),
    ),
    Number(
        id="AGAIN_DAYS",
        written="7",
        means="The same advice is not said again for so long, unless its level or its number rises.",
        sources=("D",),
    ),
    Number(
        id="AGAIN_RISE",
        written="1",
        means="By so much what a rule counts has to rise to be news.",
        sources=("D",),
    ),
    Number(
        id="ACTIVITIES_MOST",
        written="3",
        means="Activities in the user's own words, on the card of the week.",
        sources=("D",),
    ),
)
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
WORD_SOURCES: dict[str, tuple[str, ...]] = {
    "about-pages": ("D",),
    "pack-pages": ("D",),
    "emergency-nerves": ("CES", "D"),
    "emergency-care": ("D",),
    "urgent": ("D",),
    "contact": ("D",),
    "ask-first": ("PARQ",),
    "stop-at-once": ("VWICE", "BURNAID", "GK"),
    "pack-no": ("D",),
    "rest-routine": ("D",),
}
SOURCES: dict[str, tuple[str, str]] = {
    "S003": ("Founding article: Physical Therapy for Back Pain (How It Can Help You)", ""),
    "GK": ("General knowledge, no source text seen", ""),
    "NHSINF": ("NHS inform exercises for back pain", "https://nhsinform-22072020-0700.azurewebsites.net/illnesses-and-conditions/muscle-bone-and-joints/exercises/exercises-for-back-pain"),
    "CSP": ("Chartered Society of Physiotherapy / Versus Arthritis: back pain exercises", "https://www.csp.org.uk/public-patient/rehabilitation-exercises/back-pain"),
    "SNOOK": ("Snook 1998, a trial of avoiding early-morning lumbar flexion", "https://link.springer.com/article/10.1023/A:1013542119063"),
    "ACSM": ("ACSM position on the dose of exercise (a mirror of its summary)", "https://community.plu.edu/~chasega/Exrec.html"),
    "LIEB": ("Cat camel / nerve flossing sheet citing Liebenson 2006 and McGill 2006", "https://paperzz.com/doc/6970365/"),
    "MDT-STEP": ("Stepwise extension handout", "https://exercisesforfree.com/docdetails-407.html"),
    "RELIEF": ("Relief Care: press-up, stop if pain goes further down the leg", "https://www.reliefcarechiropractic.com/single-post/2016/07/27/you-can-simply-and-easily-help-your-back-at-home-part-1"),
    "CES": ("Cauda equina warning cards (Torbay NHS, Royal Free NHS, Oxford NHS, Nuffield, Backes)", "https://www.torbayandsouthdevon.nhs.uk/services/specialist-spinal-orthopaedic-physiotherapy-service/common-spinal-conditions/cauda-equina-syndrome/"),
    "NHSBP": ("NHS back pain triage wording (mirrors)", "https://redflagsymptoms.co.uk/back-pain"),
    "NTHSC": ("Northern Trust HSC: when to seek urgent help for LBP", "https://www.northerntrust.hscni.net/services/physiotherapy-services/physiotherapy-service-outpatient-service/low-back-pain/"),
    "NHSSCI": ("NHS sciatica text (copies): 4-6 weeks; no hot-water bottles if skin is numb; A&E list", "https://www.windsorhousegrouppractice.co.uk/conditions/sciatica/"),
    "AAA": ("Aortic aneurysm pages", "https://www.mcleodhealth.org/blog/abdominal-aortic-aneurysm-dont-ignore-signs/"),
    "CHCP": ("CHCP MSK: when to get immediate advice (fever >= 38 C)", "https://www.chcpmsk.org.uk/body-parts/back"),
    "CLINB": ("LBP red flags checklist (fever > 38 C for > 48 h etc.)", "https://cliniborg.com/2014/08/22/low-back-pain-red-flags"),
    "DOWNIE": ("BMJ 2013 red-flag review (PubMed summary): best fracture / malignancy flags", "https://pubmed.ncbi.nlm.nih.gov/25257627/"),
    "MIV": ("Back facts: see GP if weakness or pins and needles > 1 week", "https://makeitvisible.info/aches-pains/learn/back-pain/"),
    "KNEE-RF": ("Knee red flags: NHSGGC, G-care NHS", "https://www.nhsggc.org.uk/your-health/health-services/msk-physiotherapy/knees/"),
    "AHPS": ("AHP Suffolk (NHS MSK provider): 0-3 / 4-5 / 6-10, check during, after and at 24 h", "https://ahpsuffolk.co.uk/Home/SelfHelp/ReturningtoActivity.aspx"),
    "PROVIDE": ("Provide Physiotherapy: pain traffic light 0-3 / 4-5 / 6-10", "https://providephysiotherapy.org.uk/pain-traffic-light/"),
    "HP3": ("HP3 infographic: how much pain is acceptable (0-3 / 4-5 / 6-10)", "https://hp-3.co.uk/infographics/how-much-pain-is-acceptable"),
    "CENTR": ("Centralisation / peripheralisation explained", "https://midwestbonejoint.com/faq.php?disp_type=faq_detail&area=5"),
    "S000": ("Founding article: Should you see a Physical Therapist for Back Pain", ""),
    "S001": ("Founding article: Do I Need Physical Therapy for My Back Pain", ""),
    "S004": ("Founding article: When is it Time to Consider Physical Therapy", ""),
    "SUZ20": ("Suzuki 2020 PLoS One: cut-off 1.3-1.8, rounded to 2", "https://pmc.ncbi.nlm.nih.gov/articles/PMC7053735"),
    "PTADV": ("PT Advantage: pain longer than two weeks, recurring, or disrupting sleep or work", "https://www.ptadvantagepc.com/blog/signs-you-need-physical-therapy-for-back-pain"),
    "BORD": ("NHS Borders: self-refer to physiotherapy if not settled in 6 weeks", "http://www.nhsborders.scot.nhs.uk/patients-and-visitors/our-services/allied-health-professionals/physiotherapy/physiotherapy-msk-services/low-back-pain/"),
    "ACP17": ("ACP 2017 guideline, noninvasive treatment of low back pain", "https://www.aafp.org/afp/2017/0915/p407.html"),
    "NICE59": ("NICE NG59 recommendations", "https://www.nice.org.uk/guidance/ng59/chapter/Recommendations"),
    "WHO23": ("WHO 2023 guideline for chronic primary low back pain", "https://ncbi.nlm.nih.gov/books/NBK599210"),
    "ADH09": ("Home exercise adherence in neck and low back pain: 70.9 % duration, 60.7 % weekly frequency", "http://dx.crossref.org/10.1186%2F1471-2474-10-155"),
    "AAOS-SP": ("AAOS Spine Conditioning Program (reproductions)", "https://baystatepain.com/pain-exercises/rehabilitation/spine-program/"),
    "OST08": ("Ostelo 2008 consensus: MIC 2 points NRS or 30 %", "https://paperexplained.cn/articles/paper/detail/c63b17f341638e994cd27cc6d09b4f05e220d5cc"),
    "SFH": ("Sherwood Forest Hospitals NHS: heat and ice", "https://sfh-tr.azurewebsites.net/services/fracture-clinic-physiotherapy/general-advice/heat-and-ice"),
    "VAHL": ("US Veterans Health Library: relieving back pain", "https://www.veteranshealthlibrary.va.gov/142,82321_VA"),
    "FDA97": ("FDA: Heating devices, how to avoid burns", "http://www.fda.gov/MedicalDevices/Safety/AlertsandNotices/TipsandArticlesonDeviceSafety/ucm230128.htm"),
    "FDA95": ("FDA/CPSC advisory on electric heating pads", "http://www.fda.gov/MedicalDevices/Safety/AlertsandNotices/PublicHealthNotifications/ucm242866.htm"),
    "DEROY": ("DeRoyal device labelling: when not to use hot / cold therapy", "https://deroyal.com/products/search-catalog-item/catalog-item-preview/pc-temptherapy-jetstream"),
    "BARNS": ("Barnsley Hospital NHS: applying ice packs", "https://barnsleyhospital.nhs.uk/services/a-and-e/applying-ice-packs"),
    "PTCOLD": ("PT student modality notes: cold/heat contraindications", "http://www.cram.com/flashcards/pt-714-physical-agents-2011479"),
    "TMM": ("Training Matters: ice and heat therapy", "https://www.tmmagazine.co.uk/learning/topical-pain-relief/ice-and-heat-therapy-19027"),
    "EPA10": ("Houghton 2010 electrophysical agents, contraindications (PMC3031347; contents only seen) and a Spanish list that follows it", "https://scribd.com/doc/233216198/"),
    "HWMS": ("Lists naming multiple sclerosis as a heat caution", "https://jantaserishta.com/amp/life-style/these-people-should-not-use-heat-therapy-1998115"),
    "BLACKP": ("Blackpool Teaching Hospitals NHS leaflet PL774", "https://blackpoolteachinghospitals.nhs.uk/patients/patient-leaflets/PL774"),
    "VWICE": ("Verywell: avoid ice burn, CBAN", "https://www.verywellhealth.com/frostbite-with-an-ice-pack-1298334"),
    "BURNAID": ("Heating-pad burn first aid: cool running water 5-20 min", "https://www.droracle.ai/articles/462432/what-to-do-if-a-heating-pad-causes-a"),
    "PARQ": ("PAR-Q / PAR-Q+ copies", "https://www.run3sixty.co.uk/par-q"),
    "RCEM": ("RCEM Learning: onset <20 or >55 etc.", "https://www.rcemlearning.co.uk/modules/acute-lower-back-pain/lessons/red-flag-symptoms-2/"),
    "WIKIMSK": ("WikiMSK: over 50 with first episode, especially over 65", "https://wikimsk.org/wiki/Template:Low_Back_Pain_Red_Flags"),
    "D": ("A choice made for backpt; no source gives it", ""),
}
