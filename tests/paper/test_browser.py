"""The web page in a real browser: what it prints, how wide it is, what axe-core says of it.

Left out where there is no Chromium: name one with CHROMIUM=PROGRAM, and for the rules of
accessibility axe-core's file with AXE=axe.min.js (``npm pack axe-core``).
"""

from __future__ import annotations

import html as escapes
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from backpt.paper.html import html
from backpt.paper.look import Paper, SheetLook
from backpt.paper.pdf import pdf
from tests.paper.report.test_report import EVERYBODY, page_of
from tests.paper.sheets import crowded, exercises_in, routine, routine_ids, sheet, squeezed

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
AXE = os.environ.get("AXE", "")
pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium here; name one with CHROMIUM=PROGRAM"),
]
_PROBE = """
<script>
const found = {wide: document.documentElement.scrollWidth, room: innerWidth};
const tell = () => {
  const out = document.createElement("pre");
  out.id = "found";
  out.textContent = JSON.stringify(found);
  document.body.append(out);
};
if (typeof axe === "undefined") tell();
else axe.run({resultTypes: ["violations", "incomplete"]}).then(said => {
  found.violations = said.violations.map(one => one.id + ": " + one.nodes[0].html);
  found.passes = said.passes.length;
  tell();
});
</script>
"""


def run(folder: Path, page: str, *options: str) -> str:
    file = folder / "page.html"
    file.write_text(page, encoding="utf-8")
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", *options, file.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return done.stdout


def probed(folder: Path, page: str, *options: str, axe: str = "") -> dict[str, Any]:
    """Return what a script of ours finds in the page; its policy has to be taken out for it."""
    policy = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
    script = f"<script>{Path(axe).read_text(encoding='utf-8')}</script>" if axe else ""
    page = policy.sub("", page).replace("</body>", f"{script}{_PROBE}</body>")
    shown = run(folder, page, "--virtual-time-budget=20000", "--dump-dom", *options)
    told = re.search(r'<pre id="found">(.*?)</pre>', shown, re.DOTALL)
    assert told, shown[-500:]
    found: dict[str, Any] = json.loads(escapes.unescape(told[1]))
    return found


def printed_pages(folder: Path, page: str) -> int:
    import pypdfium2

    file = folder / "printed.pdf"
    run(folder, page, f"--print-to-pdf={file}", "--no-pdf-header-footer")
    drawn = pypdfium2.PdfDocument(file)
    try:
        return len(drawn)
    finally:
        drawn.close()


def printed_words(folder: Path, page: str) -> list[str]:
    """Return the words of every page without blanks, as ``squeezed`` does."""
    import pypdfium2

    file = folder / "printed.pdf"
    run(folder, page, f"--print-to-pdf={file}", "--no-pdf-header-footer")
    drawn = pypdfium2.PdfDocument(file)
    try:
        return [squeezed(one.get_textpage().get_text_bounded()) for one in drawn]
    finally:
        drawn.close()


def pdf_pages(data: bytes) -> int:
    import pypdfium2

    drawn = pypdfium2.PdfDocument(data)
    try:
        return len(drawn)
    finally:
        drawn.close()


@pytest.mark.parametrize("id_", routine_ids())
@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("large", [True, False])
def test_it_prints_as_the_pdf_does(tmp_path: Path, id_: str, paper: Paper, large: bool) -> None:
    asked: dict[str, Any] = {"name": "Zoë", "phone": "020 7946 0123"}
    look = SheetLook(paper, large=large)
    brief = sheet(routine(id_), **asked)
    full = sheet(routine(id_), full=True, **asked)
    if exercises_in(id_) <= 6 and not large:
        assert printed_pages(tmp_path, html(brief, look)) == 1
    for document in (full, brief) if large else (full,):
        ours = pdf_pages(pdf(document, look).data)
        assert abs(printed_pages(tmp_path, html(document, look)) - ours) <= 1


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("paper", Paper)
def test_a_report_prints_on_one_side(tmp_path: Path, who: str, paper: Paper) -> None:
    page = html(page_of(who, name="Zoë", by="J. Okafor"), SheetLook(paper))
    assert printed_pages(tmp_path, page) == 1


@pytest.mark.parametrize("wide", [500, 800, 1400])
def test_no_report_runs_off_the_side_of_a_screen(tmp_path: Path, wide: int) -> None:
    page = html(page_of("forty_exercises", name="word" * 75), SheetLook())
    found = probed(tmp_path, page, f"--window-size={wide},900")
    assert found["wide"] <= found["room"] == wide


@pytest.mark.skipif(not AXE, reason="no axe-core here; name its file with AXE=axe.min.js")
@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("dark", [True, False])
def test_axe_core_finds_nothing_wrong_with_a_report(
    tmp_path: Path, who: str, dark: bool
) -> None:
    options = ("--force-dark-mode", "--blink-settings=preferredColorScheme=0") if dark else ()
    found = probed(tmp_path, html(page_of(who), SheetLook()), *options, axe=AXE)
    assert found["violations"] == []
    assert found["passes"] > 20


@pytest.mark.parametrize("id_", ["big-three", "strength-builder"])
def test_in_large_print_what_must_be_seen_together_is_on_one_page(
    tmp_path: Path, id_: str
) -> None:
    document = sheet(routine(id_), full=True)
    pages = printed_words(tmp_path, html(document, SheetLook(large=True)))
    for card in document.cards:
        captions = card.picture.captions if card.picture else ()
        told = (card.heading, card.dose, *captions, *(said for _, said in card.safety))
        wanted = [squeezed(text) for text in told]
        assert any(all(text in page for text in wanted) for page in pages)
    assert {page.count(squeezed(document.footer)) for page in pages} == {1}


@pytest.mark.parametrize("wide", [500, 800, 1400])
@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("large", [True, False])
def test_nothing_runs_off_the_side_of_a_screen(
    tmp_path: Path, wide: int, full: bool, large: bool
) -> None:
    page = html(sheet(crowded(12), full=full, name="word" * 75), SheetLook(large=large))
    found = probed(tmp_path, page, f"--window-size={wide},900")
    assert found["wide"] <= found["room"] == wide


@pytest.mark.skipif(not AXE, reason="no axe-core here; name its file with AXE=axe.min.js")
@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("dark", [True, False])
@pytest.mark.parametrize("mono", [True, False])
def test_axe_core_finds_nothing_wrong(
    tmp_path: Path, full: bool, dark: bool, mono: bool
) -> None:
    document = sheet(crowded(7), full=full, name="Zoë", phone="0123")
    options = ("--force-dark-mode", "--blink-settings=preferredColorScheme=0") if dark else ()
    found = probed(tmp_path, html(document, SheetLook(mono=mono)), *options, axe=AXE)
    assert found["violations"] == []
    assert found["passes"] > 20
