"""What the made-up company measures: plausible units, magnitudes and wordings."""

from dataclasses import dataclass
from enum import Enum, auto


class Form(Enum):
    """The ways in which a target can be written."""

    RAISE = auto()
    LOWER = auto()
    LEVELS = auto()
    RAISE_PERCENT = auto()
    LOWER_PERCENT = auto()
    RAISE_POINTS = auto()
    LOWER_POINTS = auto()
    RAISE_BY = auto()
    CHANGE = auto()
    AT_LEAST = auto()
    AT_MOST = auto()
    ABOVE = auto()
    BELOW = auto()
    WITHIN = auto()
    COMPLETE = auto()


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that a KPI counts; `low` to `high` is where it starts, in units of the last place.

    `places` are the decimal places; negative ones count thousands, as money does.
    """

    name: str
    title: str
    unit: str
    low: int
    high: int
    form: Form
    places: int = 0


MOVING: dict[str, tuple[Measure, ...]] = {
    "financial": (
        Measure("renewal_revenue", "revenue from renewals", "EUR", 400, 9000, Form.RAISE, -3),
        Measure("service_revenue", "service revenue", "EUR", 900, 8000, Form.LEVELS, -3),
        Measure("overhead", "overhead", "EUR", 500, 6000, Form.LOWER_PERCENT, -3),
        Measure("receivable_days", "days sales outstanding", "day", 400, 900, Form.LOWER, 1),
        Measure("gross_margin", "gross margin", "%", 220, 480, Form.RAISE_POINTS, 1),
        Measure("write_offs", "write-offs", "EUR", 200, 900, Form.CHANGE, -3),
        Measure("price_per_seat", "price per seat", "EUR/seat", 1800, 9000, Form.RAISE_PERCENT, 2),
    ),
    "customer": (
        Measure("qualified_leads", "qualified leads", "lead", 200, 2400, Form.RAISE),
        Measure("churned_accounts", "churned accounts", "account", 150, 700, Form.LOWER),
        Measure("repeat_orders", "repeat orders", "order", 600, 8000, Form.RAISE_PERCENT),
        Measure("promoter_share", "share of promoters", "%", 310, 620, Form.RAISE_POINTS, 1),
        Measure("complaint_rate", "complaint rate", "%", 90, 190, Form.LOWER_POINTS, 1),
        Measure("reference_clients", "reference clients", "client", 120, 500, Form.RAISE_BY),
        Measure("self_service_cases", "cases solved online", "case", 300, 5000, Form.LEVELS),
    ),
    "internal_process": (
        Measure("lead_time", "lead time of an order", "day", 180, 900, Form.LOWER, 1),
        Measure("scrap_rate", "scrap rate", "%", 110, 240, Form.LOWER_POINTS, 1),
        Measure("automated_tests", "automated tests", "test", 800, 9000, Form.RAISE),
        Measure("open_incidents", "open incidents", "incident", 400, 2000, Form.CHANGE),
        Measure("rework_hours", "hours of rework", "hour", 500, 4000, Form.LOWER_PERCENT),
        Measure("digital_invoices", "digital invoices", "invoice", 900, 9000, Form.RAISE_BY),
        Measure("erp_migration", "move to the new ledger", "", 0, 0, Form.COMPLETE),
    ),
    "learning_growth": (
        Measure("training_hours", "hours of training", "hour", 300, 4000, Form.RAISE),
        Measure("sick_days", "days of sick leave", "day", 300, 1800, Form.LOWER),
        Measure("engagement", "engagement in the survey", "%", 520, 740, Form.RAISE_POINTS, 1),
        Measure("internal_moves", "internal moves", "move", 130, 400, Form.RAISE_PERCENT),
        Measure("mentors", "active mentors", "mentor", 110, 600, Form.RAISE_BY),
        Measure("ideas", "ideas handed in", "idea", 250, 1500, Form.LEVELS),
        Measure("skills_register", "skills register of every role", "", 0, 0, Form.COMPLETE),
    ),
}

KEPT: dict[str, tuple[Measure, ...]] = {
    "financial": (
        Measure("on_budget", "spending within the plan", "%", 880, 940, Form.AT_LEAST, 1),
        Measure("cash_reach", "months of cash", "month", 90, 180, Form.ABOVE, 1),
    ),
    "customer": (
        Measure("on_time_delivery", "deliveries on time", "%", 900, 945, Form.AT_LEAST, 1),
        Measure("response_time", "time to first answer", "hour", 60, 400, Form.BELOW, 1),
    ),
    "internal_process": (
        Measure("closing_time", "time to close the books", "day", 50, 300, Form.AT_MOST, 1),
        Measure("utilisation", "utilisation of the line", "%", 700, 850, Form.WITHIN, 1),
    ),
    "learning_growth": (
        Measure("staff_turnover", "staff turnover", "%", 60, 160, Form.AT_MOST, 1),
        Measure("span_of_control", "reports per manager", "person", 60, 110, Form.WITHIN, 1),
    ),
}

CONTRACTS = Measure("signed_contracts", "signed contracts", "contract", 250, 900, Form.RAISE)

DEPARTMENT_METRICS: dict[str, Measure] = {
    "orders": Measure("orders", "orders taken", "order", 900, 6000, Form.RAISE),
    "order_value": Measure("order_value", "order value", "EUR/order", 9000, 40000, Form.RAISE, 2),
    "return_rate": Measure("return_rate", "returns", "%", 110, 260, Form.LOWER, 1),
    "margin": Measure("margin", "contribution margin", "EUR", 800, 7000, Form.RAISE, -3),
}

AIMS = {
    "financial": ("Pay for growth out of our own pocket", "Earn more on what we already sell"),
    "customer": ("Be the supplier that clients name first", "Win the mid-market"),
    "internal_process": ("Ship right the first time", "Take the waiting out of the work"),
    "learning_growth": ("Be a place where people stay", "Grow our own specialists"),
}

FUNCTIONS = ("sales", "finance", "service", "product", "logistics", "people", "quality", "it")
CITIES = ("Oslo", "Porto", "Graz", "Turin", "Ghent", "Malmo", "Lyon", "Brno", "Cork", "Riga")
GIVEN = ("Dana", "Ines", "Jonas", "Mira", "Tariq", "Lena", "Okan", "Priya", "Samuel", "Yuki")
FAMILY = ("Ito", "Berg", "Costa", "Weber", "Nowak", "Haddad", "Lund", "Rossi", "Kaya", "Moreau")
REASONS = (
    "Agreed in the planning round; the team reports it on the last\nworking day of the month.",
    "Last year it was met late, so the review looks at it\nevery month and not once a quarter.",
    "Counted the way the controlling handbook says,\nwithout orders that were cancelled later.",
    "Depends on the new supplier; the assumption is that\nthe contract is signed before summer.",
)
REMARKS = ("from the monthly report", "ask controlling for the detail", "counted at month end")
NOTES = ("Two deals slipped", "A week of holidays", "New tool")
