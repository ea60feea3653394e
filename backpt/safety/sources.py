"""Where the numbers and rules of the safety screen come from: code, title, address.

The codes stand beside every row of ``warning_signs``, ``safety_cards``, ``heat_cold_safety``
and ``readiness``. Of most pages only the first part was read, often in a copy; of several
addresses only the first is kept. ``D`` marks a choice of ours that no source gives.
"""

from __future__ import annotations

SAFETY_SOURCES: dict[str, tuple[str, str]] = {
    "CES": (
        "Cauda equina warning cards (Torbay NHS, Royal Free NHS, Oxford NHS, Nuffield, Backes)",
        "https://www.torbayandsouthdevon.nhs.uk/services/specialist-spinal-orthopaedic-ph"
        "ysiotherapy-service/common-spinal-conditions/cauda-equina-syndrome/",
    ),
    "NHSBP": (
        "NHS back pain triage wording (mirrors)",
        "https://redflagsymptoms.co.uk/back-pain",
    ),
    "NTHSC": (
        "Northern Trust HSC: when to seek urgent help for LBP",
        "https://www.northerntrust.hscni.net/services/physiotherapy-services/physiotherap"
        "y-service-outpatient-service/low-back-pain/",
    ),
    "NHSSCI": (
        "NHS sciatica text (copies): 4-6 weeks; no hot-water bottles if skin is numb; A&E list",
        "https://www.windsorhousegrouppractice.co.uk/conditions/sciatica/",
    ),
    "AAA": (
        "Aortic aneurysm pages",
        "https://www.mcleodhealth.org/blog/abdominal-aortic-aneurysm-dont-ignore-signs/",
    ),
    "CHCP": (
        "CHCP MSK: when to get immediate advice (fever >= 38 C)",
        "https://www.chcpmsk.org.uk/body-parts/back",
    ),
    "CLINB": (
        "LBP red flags checklist (fever > 38 C for > 48 h etc.)",
        "https://cliniborg.com/2014/08/22/low-back-pain-red-flags",
    ),
    "DOWNIE": (
        "BMJ 2013 red-flag review (PubMed summary): best fracture / malignancy flags",
        "https://pubmed.ncbi.nlm.nih.gov/25257627/",
    ),
    "MIV": (
        "Back facts: see GP if weakness or pins and needles > 1 week",
        "https://makeitvisible.info/aches-pains/learn/back-pain/",
    ),
    "KNEE-RF": (
        "Knee red flags: NHSGGC, G-care NHS",
        "https://www.nhsggc.org.uk/your-health/health-services/msk-physiotherapy/knees/",
    ),
    "AHPS": (
        "AHP Suffolk (NHS MSK provider): 0-3 / 4-5 / 6-10, check during, after and at 24 h",
        "https://ahpsuffolk.co.uk/Home/SelfHelp/ReturningtoActivity.aspx",
    ),
    "PROVIDE": (
        "Provide Physiotherapy: pain traffic light 0-3 / 4-5 / 6-10",
        "https://providephysiotherapy.org.uk/pain-traffic-light/",
    ),
    "HP3": (
        "HP3 infographic: how much pain is acceptable (0-3 / 4-5 / 6-10)",
        "https://hp-3.co.uk/infographics/how-much-pain-is-acceptable",
    ),
    "CENTR": (
        "Centralisation / peripheralisation explained",
        "https://midwestbonejoint.com/faq.php?disp_type=faq_detail&area=5",
    ),
    "RELIEF": (
        "Relief Care: press-up, stop if pain goes further down the leg",
        "https://www.reliefcarechiropractic.com/single-post/2016/07/27/you-can-simply-and"
        "-easily-help-your-back-at-home-part-1",
    ),
    "MDT-STEP": (
        "Stepwise extension handout",
        "https://exercisesforfree.com/docdetails-407.html",
    ),
    "OST08": (
        "Ostelo 2008 consensus: MIC 2 points NRS or 30 %",
        "https://paperexplained.cn/articles/paper/detail/c63b17f341638e994cd27cc6d09b4f05"
        "e220d5cc",
    ),
    "SFH": (
        "Sherwood Forest Hospitals NHS: heat and ice",
        "https://sfh-tr.azurewebsites.net/services/fracture-clinic-physiotherapy/general-"
        "advice/heat-and-ice",
    ),
    "VAHL": (
        "US Veterans Health Library: relieving back pain",
        "https://www.veteranshealthlibrary.va.gov/142,82321_VA",
    ),
    "FDA97": (
        "FDA: Heating devices, how to avoid burns",
        "http://www.fda.gov/MedicalDevices/Safety/AlertsandNotices/TipsandArticlesonDevic"
        "eSafety/ucm230128.htm",
    ),
    "FDA95": (
        "FDA/CPSC advisory on electric heating pads",
        "http://www.fda.gov/MedicalDevices/Safety/AlertsandNotices/PublicHealthNotificati"
        "ons/ucm242866.htm",
    ),
    "DEROY": (
        "DeRoyal device labelling: when not to use hot / cold therapy",
        "https://deroyal.com/products/search-catalog-item/catalog-item-preview/pc-tempthe"
        "rapy-jetstream",
    ),
    "BARNS": (
        "Barnsley Hospital NHS: applying ice packs",
        "https://barnsleyhospital.nhs.uk/services/a-and-e/applying-ice-packs",
    ),
    "PTCOLD": (
        "PT student modality notes: cold/heat contraindications",
        "http://www.cram.com/flashcards/pt-714-physical-agents-2011479",
    ),
    "TMM": (
        "Training Matters: ice and heat therapy",
        "https://www.tmmagazine.co.uk/learning/topical-pain-relief/ice-and-heat-therapy-19027",
    ),
    "EPA10": (
        "Houghton 2010 electrophysical agents, contraindications (PMC3031347; contents on"
        "ly seen) and a Spanish list that follows it",
        "https://scribd.com/doc/233216198/",
    ),
    "HWMS": (
        "Lists naming multiple sclerosis as a heat caution",
        "https://jantaserishta.com/amp/life-style/these-people-should-not-use-heat-therap"
        "y-1998115",
    ),
    "BLACKP": (
        "Blackpool Teaching Hospitals NHS leaflet PL774",
        "https://blackpoolteachinghospitals.nhs.uk/patients/patient-leaflets/PL774",
    ),
    "VWICE": (
        "Verywell: avoid ice burn, CBAN",
        "https://www.verywellhealth.com/frostbite-with-an-ice-pack-1298334",
    ),
    "BURNAID": (
        "Heating-pad burn first aid: cool running water 5-20 min",
        "https://www.droracle.ai/articles/462432/what-to-do-if-a-heating-pad-causes-a",
    ),
    "GK": ("from general knowledge, no source text seen", ""),
    "PARQ": ("PAR-Q / PAR-Q+ copies", "https://www.run3sixty.co.uk/par-q"),
    "RCEM": (
        "RCEM Learning: onset <20 or >55 etc.",
        "https://www.rcemlearning.co.uk/modules/acute-lower-back-pain/lessons/red-flag-sy"
        "mptoms-2/",
    ),
    "WIKIMSK": (
        "WikiMSK: over 50 with first episode, especially over 65",
        "https://wikimsk.org/wiki/Template:Low_Back_Pain_Red_Flags",
    ),
    "D": ("A choice made for backpt; no source gives it", ""),
}
