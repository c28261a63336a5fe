"""A list as PDF on A4: one block a case, whose copy it is across the page, and its state at the foot."""

from importlib.resources import as_file, files

from fpdf import FPDF

from domain.scoring.texts import in_dutch
from web.charts.sparkline import WIDTH, Sparkline
from web.pages import day_and_time
from web.watchlists.sheet import Row, Sheet

FONT, BEYOND = "source", "beyond"
MARGIN_MM = 14.0
SHORTEST_BLOCK_MM, LONGEST_BLOCK_MM = 13.0, 30.0
"""A block that may pass the end of its page goes to the next as a whole."""
SOFT = (76, 91, 100)
PALE = (228, 228, 228)
WIDTHS = {"rank": 12.0, "name": 44.0, "why": 74.0, "draw": 32.0}
"""How wide each part of a block is, in millimetres."""
Text = tuple[float, str, bool]
"""How large, what, and whether bold."""


class Paper(FPDF):
    """A page with its head and foot."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(format="A4")
        self.sheet = sheet
        self.set_margin(MARGIN_MM)
        self.set_auto_page_break(auto=True, margin=20)
        self.set_title(sheet.title)
        self.set_lang("nl")
        self.set_creation_date(sheet.at)
        with as_file(files("web") / "assets" / "fonts") as fonts:
            for style, weight in (("", 400), ("B", 600)):
                self.add_font(FONT, style, fonts / f"source-sans-3-latin-{weight}.ttf")
                self.add_font(BEYOND, style, fonts / f"source-sans-3-latin-ext-{weight}.ttf")
        self.set_fallback_fonts([BEYOND], exact_match=False)

    def header(self) -> None:
        """Whose copy this is, across the page and at its head."""
        self.written(36, PALE, bold=True)
        with self.rotation(52, self.w / 2, self.h / 2):
            self.text(70, self.h / 2, f"{self.sheet.copy} · {self.sheet.person}")
        self.set_y(10)
        self.written(10, bold=True)
        self.cell(w=0, text="Vertrouwelijk")
        self.set_x(MARGIN_MM)
        self.written(9)
        told = f"exemplaar {self.sheet.copy} · voor {self.sheet.person} · {day_and_time(self.sheet.at)}"
        self.cell(w=0, text=told, align="R", new_x="LMARGIN", new_y="NEXT")
        self.line(MARGIN_MM, self.get_y() + 1, self.w - MARGIN_MM, self.get_y() + 1)
        self.set_y(self.get_y() + 4)

    def footer(self) -> None:
        """By what state of the log, and until when it may be kept."""
        self.set_y(-15)
        self.written(8, SOFT)
        until = in_dutch(self.sheet.destroy_by)
        told = f"Stand: {self.sheet.state} · niet kopiëren, vernietigen voor {until} · blad {self.page_no()}"
        self.cell(w=0, text=told, align="C")

    def written(self, size: float, colour: tuple[int, int, int] = (0, 0, 0), *, bold: bool = False) -> None:
        """How what follows is written."""
        self.set_font(FONT, "B" if bold else "", size)
        self.set_text_color(*colour)


def pdf_of(sheet: Sheet) -> bytes:
    """The file."""
    paper = Paper(sheet)
    paper.add_page()
    paper.written(17, bold=True)
    paper.cell(w=0, text=sheet.title, new_x="LMARGIN", new_y="NEXT")
    paper.written(9.5, SOFT)
    agreed = f"Afgesproken lijst: {sheet.agreed}." if sheet.agreed else "Er is nog geen afgesproken lijst."
    paper.multi_cell(
        w=0,
        text=f"De score is een rangorde. Dit getal is geen kans. {agreed} Voor {sheet.use}.",
        new_x="LMARGIN",
        new_y="NEXT",
    )
    paper.set_y(paper.get_y() + 2)
    for row in sheet.rows:
        _block(paper, row)
    if not sheet.rows:
        paper.written(11)
        paper.cell(w=0, text="Er zijn geen casussen met signalen.", new_x="LMARGIN", new_y="NEXT")
    paper.written(8.5, SOFT)
    paper.set_y(paper.get_y() + 2)
    paper.multi_cell(w=0, text=f"Weggelaten: {'; '.join(sheet.left_out)}.", new_x="LMARGIN", new_y="NEXT")
    return bytes(paper.output())


def _block(paper: Paper, row: Row) -> None:
    if paper.will_page_break(LONGEST_BLOCK_MM):
        paper.add_page()
    top = paper.get_y()
    paper.set_draw_color(160)
    paper.line(MARGIN_MM, top, paper.w - MARGIN_MM, top)
    agreed = f"afgesproken: {row.agreed}" if row.agreed else "niet op de afgesproken lijst"
    moved = f"{row.moved}: {row.reason}" if row.moved else f"U ziet: {row.sees}"
    beside = f"{row.kinds}, laatste {row.last}" if row.kinds else ""
    shared = ", ".join(one for one in (row.unshared, row.consent, row.shared) if one)
    told: dict[str, list[Text]] = {
        "rank": [(16, str(row.rank), True)],
        "name": [(11, row.case, True), (8.5, row.band, False), (8, agreed, False)],
        "why": [(9, moved, True), (8.5, beside, False), (8.5, shared, False)],
    }
    left, bottom = MARGIN_MM, top + SHORTEST_BLOCK_MM
    for name, texts in told.items():
        bottom = max(bottom, _part(paper, left, top + 2, texts, WIDTHS[name]))
        left += WIDTHS[name]
    if row.line is not None:
        _draw(paper, row.line, left + 2, top + 4, WIDTHS["draw"])
    _part(paper, paper.w - MARGIN_MM - 16, top + 4, [(14, row.score, True)], 16)
    paper.set_y(bottom + 2)


def _part(paper: Paper, x: float, y: float, texts: list[Text], width: float) -> float:
    """A few texts below each other, a long one below itself; where they end."""
    paper.set_y(y)
    for size, text, bold in texts:
        paper.set_x(x)
        paper.written(size, bold=bold)
        paper.multi_cell(w=width, h=size * 0.43, text=text, align="L", new_x="LEFT", new_y="NEXT")
    return paper.get_y()


def _draw(paper: Paper, line: Sparkline, x: float, y: float, width: float) -> None:
    """The twelve weeks, as on the screen."""
    scale = width / WIDTH
    paper.set_draw_color(150)
    paper.set_line_width(0.1)
    for one in line.thresholds:
        paper.line(x, y + one.y * scale, x + width, y + one.y * scale)
    paper.set_draw_color(0)
    paper.set_line_width(0.4)
    points = [tuple(map(float, pair.split(","))) for pair in line.line.removeprefix("M").split(" L")]
    paper.polyline([(x + at * scale, y + up * scale) for at, up in points])
    for dot in line.dots:
        paper.circle(x + dot.x * scale, y + dot.y * scale, 0.5)
    paper.set_line_width(0.2)
