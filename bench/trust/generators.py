"""Sound pages from programs of several makers, each with the words that it shows."""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from random import Random

import pikepdf
from reportlab.pdfgen.canvas import Canvas

from fixtures.specimens import draw_kind, kinds
from fixtures.specimens.drawing import layouts_of
from models.bilingual import Language

WIDTH, HEIGHT = 612.0, 792.0
STATEMENTS = 0.25
"""Share of the pages that are statements of account."""
DEPOSITS = 0.4
LINE = 78
"""Characters of one line."""
MOST_LINES = 40
_FONTS = ("/usr/share/fonts/truetype/dejavu", "/usr/share/fonts/truetype/liberation")
_NAMES = (
    "Nguyễn Thị Hồng Nhung", "Trần Văn Đức", "Phạm Quỳnh Anh", "Bérénice Lefèvre-Côté",
    "Łukasz Wójcik", "Ana Núñez Peñaranda", "Zoë Müller", "Çelik Öztürk",
)  # fmt: skip
_ENTRIES = (
    "Virement Interac", "Paiement Hydro", "Achat Metro", "Retrait guichet", "Payroll deposit",
    "Rent", "Transfer to savings", "Frais mensuels", "Pharmacy", "Dépôt direct",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SoundPage:
    """One page whose text layer is what it shows.

    Attributes:
        maker: the program that wrote it.
        lines: what it shows, line by line.
    """

    maker: str
    pdf: bytes
    lines: tuple[str, ...]


def sound_pages(count: int, seed: int) -> list[SoundPage]:
    """Return ``count`` pages, the makers in turn.

    The browser prints all of its pages at once, since its start costs more than its pages.
    """
    rng = Random(f"trust/{seed}")
    makers = list(MAKERS)
    texts = [page_lines(rng) for _ in range(count)]
    printed = iter(
        by_browser([texts[i] for i in range(count) if makers[i % len(makers)] == BROWSER])
    )
    pages = []
    for number, lines in enumerate(texts):
        maker = makers[number % len(makers)]
        pdf = next(printed) if maker == BROWSER else MAKERS[maker](lines, rng)
        if maker == STANDARD:
            lines = [western(line) for line in lines]  # noqa: PLW2901 - what its fonts can show
        pages.append(SoundPage(maker, pdf, tuple(lines)))
    return pages


def page_lines(rng: Random) -> list[str]:
    """Draw the text of one page: a document's, or the rows of a statement of account."""
    if rng.random() < STATEMENTS:
        return _statement(rng)
    language = rng.choice(list(Language))
    while True:
        kind = rng.choice(kinds())
        layout = rng.choice(layouts_of(kind, language))
        words = draw_kind(kind, language, layout, seed=rng.randrange(10**6)).page_texts[0].split()
        words = [word for word in words if word.isprintable()]
        if len(words) > LINE // 3:
            return [*_wrapped(words)[: MOST_LINES - 1], rng.choice(_NAMES)]


def _statement(rng: Random) -> list[str]:
    """Draw rows of transactions, which have more numbers than words."""
    balance = rng.uniform(500, 9000)
    rows = []
    for number in range(rng.randint(14, MOST_LINES - 4)):
        amount = rng.uniform(3, 900)
        balance += amount if rng.random() < DEPOSITS else -amount
        date = f"2025-{1 + number // 5:02}-{1 + number % 28:02}"
        number_of_entry = f"{rng.randrange(10**8):08}"
        amounts = f"{amount:,.2f} $ {balance:,.2f} $"
        rows.append(f"{date} {rng.choice(_ENTRIES)} {number_of_entry} {amounts}")
    return [rng.choice(_NAMES), "Date Description No. Montant Solde", *rows]


def _wrapped(words: Sequence[str]) -> list[str]:
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) >= LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def by_standard_fonts(lines: Sequence[str], rng: Random) -> bytes:
    """Print with the fonts that every viewer has; letters that they lack are left out."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(WIDTH, HEIGHT), invariant=1)
    body = rng.choice(("Helvetica", "Times-Roman", "Courier"))
    for number, line in enumerate(lines):
        font = f"{body.removesuffix('-Roman')}-Bold" if number == 0 else body
        canvas.setFont(font, 9)
        canvas.drawString(50, HEIGHT - 60 - 16 * number, western(line))
    canvas.save()
    return target.getvalue()


def by_embedded_fonts(lines: Sequence[str], rng: Random) -> bytes:
    """Print with TrueType fonts, of which the file keeps the letters used."""
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415

    path = rng.choice(_typefaces())
    name = f"trust-{path.stem}"
    pdfmetrics.registerFont(TTFont(name, str(path)))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.setFont(name, 9)
    for number, line in enumerate(lines):
        canvas.drawString(50, HEIGHT - 60 - 16 * number, line)
    canvas.save()
    return target.getvalue()


def by_fpdf(lines: Sequence[str], rng: Random) -> bytes:
    """Print with fpdf2, whose fonts are composite (Identity-H)."""
    from fpdf import FPDF  # noqa: PLC0415

    made = FPDF(unit="pt", format=(WIDTH, HEIGHT))
    made.add_page()
    made.add_font("face", fname=str(rng.choice(_typefaces())))
    made.set_font("face", size=9)
    for number, line in enumerate(lines):
        made.text(50, 60 + 16 * number, line)
    return bytes(made.output())


def by_matplotlib(lines: Sequence[str], rng: Random) -> bytes:
    """Print with matplotlib, whose fonts are drawing procedures (Type 3) or TrueType."""
    import matplotlib as mpl  # noqa: PLC0415

    mpl.use("Agg")
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72))
    with mpl.rc_context({"pdf.fonttype": rng.choice((3, 42)), "text.parse_math": False}):
        for number, line in enumerate(lines):
            figure.text(50 / WIDTH, 1 - (60 + 16 * number) / HEIGHT, line, fontsize=8)
        target = io.BytesIO()
        figure.savefig(target, format="pdf")
    return target.getvalue()


def by_browser(pages: Sequence[Sequence[str]]) -> list[bytes]:
    """Print pages with Chromium."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    if not pages:
        return []
    style = "@page{size:letter;margin:0} p{margin:0;font:9pt/16pt Liberation Serif,DejaVu Serif}"
    sheets = "".join(
        '<div style="break-after:page;padding:40pt">'
        + "".join(
            f"<p>{'<b>' * (not n)}{escape(line)}{'</b>' * (not n)}</p>"
            for n, line in enumerate(lines)
        )
        + "</div>"
        for lines in pages
    )
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content(f"<meta charset=utf-8><style>{style}</style>{sheets}")
        printed = page.pdf(prefer_css_page_size=True)
        browser.close()
    with pikepdf.open(io.BytesIO(printed)) as document:
        return [_alone(page) for page in list(document.pages)[: len(pages)]]


def _chromium() -> str | None:
    import shutil  # noqa: PLC0415

    return shutil.which("chromium")


def _alone(page: pikepdf.Page) -> bytes:
    single = pikepdf.new()
    single.pages.append(page)
    target = io.BytesIO()
    single.save(target)
    return target.getvalue()


@cache
def _typefaces() -> tuple[Path, ...]:
    # The monospaced face lacks Vietnamese letters, and what it prints is no longer sound.
    wanted = ("DejaVuSans.ttf", "DejaVuSerif.ttf", "DejaVuSansCondensed.ttf")
    found = [Path(folder, name) for folder in _FONTS for name in wanted]
    return tuple(path for path in found if path.is_file())


def western(line: str) -> str:
    """Return what the standard fonts can show of a line."""
    return line.encode("cp1252", "ignore").decode("cp1252")


STANDARD = "ReportLab, standard fonts"
BROWSER = "Chromium"
MAKERS: dict[str, Callable[[Sequence[str], Random], bytes]] = {
    STANDARD: by_standard_fonts,
    "ReportLab, embedded fonts": by_embedded_fonts,
    "fpdf2": by_fpdf,
    "matplotlib": by_matplotlib,
    BROWSER: lambda lines, _rng: by_browser([lines])[0],
}
"""How each maker prints lines of text."""
