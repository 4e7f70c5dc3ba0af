"""The words that people write over columns and into them, and what they mean here.

English, German and French, without accents. A word that means two things stands under both: what
is in the column decides, and where that does not, the first.
"""

from __future__ import annotations

import re

from kpicli.models.whens import unaccented

HEADERS: dict[str, tuple[str, ...]] = {
    "id": ("id", "key", "code", "ref", "reference", "number", "no", "nr", "indicator id", "kpi id",
           "kpi code", "kpi no", "identifier", "nummer", "kennung", "numero", "identifiant"),
    "title": ("title", "name", "kpi", "indicator", "key result", "kpi name", "indicator name",
              "measure", "performance indicator", "key performance indicator", "goal",
              "goal name", "metric name", "kpi title", "what", "kennzahl", "titel", "bezeichnung",
              "indikator", "ziel", "indicateur", "titre", "intitule", "nom", "objectif"),
    "objective": ("objective", "strategic objective", "strategic goal", "goal", "theme", "pillar",
                  "strategic theme", "objective name", "okr", "ziel", "strategisches ziel",
                  "objectif", "objectif strategique"),
    "description": ("description", "definition", "details", "explanation", "kpi definition",
                    "beschreibung", "erlauterung"),
    "team": ("team", "department", "dept", "agency", "org", "organisation", "organization",
             "business unit", "division", "function", "organisational unit", "area", "abteilung",
             "bereich", "organisationseinheit", "departement", "equipe"),
    "owner": ("owner", "responsible", "accountable", "dri", "responsible person", "assignee",
              "champion", "kpi owner", "owned by", "lead", "person responsible", "verantwortlich",
              "verantwortliche", "verantwortlicher", "verantwortliche person", "zustandig",
              "responsable", "pilote", "porteur"),
    "stakeholders": ("stakeholders", "stakeholder", "consulted", "informed"),
    "unit": ("unit", "uom", "unit of measure", "units", "measurement unit", "einheit",
             "masseinheit", "unite", "unite de mesure"),
    "period.start": ("start", "start date", "starts", "starts on", "begin", "begin date",
                     "beginning", "from", "valid from", "beginn", "anfang", "startdatum", "von",
                     "debut", "date de debut"),
    "period.end": ("end", "end date", "ends", "ends on", "due", "due date", "due by", "deadline",
                   "finish", "target date", "until", "to", "valid to", "ende", "enddatum", "bis",
                   "frist", "termin", "fallig", "fallig am", "falligkeit", "zieldatum", "fin",
                   "date de fin", "echeance", "date limite"),
    "baseline": ("baseline", "start", "start value", "starting value", "initial value", "base",
                 "baseline value", "from", "ausgangswert", "startwert", "basiswert", "basis",
                 "situation initiale", "valeur initiale", "valeur de depart"),
    "target": ("target", "goal value", "target value", "plan", "planned", "to", "zielwert",
               "sollwert", "soll", "planwert", "cible", "valeur cible", "ziel", "objectif"),
    "target.commit": ("threshold", "commit", "committed", "minimum", "target commit"),
    "target.stretch": ("stretch", "stretch target", "stretch goal", "target stretch", "ambition"),
    "direction": ("direction", "desired direction", "polarity", "better", "good is", "trend wanted",
                  "desired trend"),
    "period": ("period", "timeframe", "time frame", "cycle", "fiscal year", "year", "quarter",
               "zeitraum", "periode"),
    "contributes_to": ("contributes to", "parent", "parent goal", "parent id", "aligned to",
                       "alignment", "supports", "parent kpi", "parent objective", "serves"),
    "weight": ("weight", "weighting", "weight percent"),
    "cadence": ("cadence", "frequency", "reporting frequency", "measurement frequency"),
    "perspective": ("perspective", "bsc perspective", "scorecard perspective"),
    "status": ("status", "state", "lifecycle"),
    "tags": ("tags", "tag", "labels", "label", "keywords"),
    "indicator": ("leading lagging", "leading or lagging", "indicator type", "lead lag"),
    "formula": ("formula",),
    "kind": ("kind", "type", "level type", "goal type"),
    "reviewed": ("reviewed", "last review", "last reviewed", "review date"),
    "tolerance": ("tolerance",),
    "actual.value": ("value", "actual", "result", "current", "current value", "latest",
                     "actual value", "measured", "latest value", "score", "ist", "istwert", "wert",
                     "messwert", "ergebnis", "valeur", "valeur actuelle", "realise", "resultat"),
    "actual.date": ("date", "month", "as of", "reporting date", "measured on", "last updated",
                    "reporting period", "period", "quarter", "year", "day", "week", "week ending",
                    "calendar week", "datum", "stichtag", "monat", "quartal", "jahr", "woche",
                    "kalenderwoche", "kw", "mois", "semaine", "trimestre"),
    "actual.confidence": ("confidence",),
    "actual.note": ("note", "comment", "remark", "comments", "notes", "remarks",
                    "bemerkung", "kommentar", "anmerkung", "notiz", "remarque", "commentaire"),
    "actual.by": ("by", "reported by", "entered by"),
}  # fmt: skip
"""Fields by what may stand over their columns, in small letters without signs."""

NUMBERS_BELOW = frozenset({"to", "ziel", "objectif"})
"""Words that mean a target over numbers, or over `<= 3`; over other texts they mean no target."""

VALUES: dict[str, dict[str, tuple[str, ...]]] = {
    "direction": {
        "increase": ("up", "higher", "higher is better", "maximize", "maximise", "rise", "+",
                     "more", "increasing", "positive", "bigger is better"),
        "decrease": ("down", "lower", "lower is better", "minimize", "minimise", "fall", "-",
                     "less", "decreasing", "negative", "smaller is better"),
        "within": ("range", "stable", "maintain", "on target is best", "neutral"),
    },
    "status": {
        "active": ("open", "in progress", "ongoing", "running", "current", "live"),
        "closed": ("done", "completed", "complete", "finished", "achieved"),
        "dropped": ("cancelled", "canceled", "abandoned", "stopped", "deprecated"),
        "draft": ("planned", "proposed", "new", "pending"),
    },
    "cadence": {
        "daily": ("day", "every day"),
        "weekly": ("week", "every week"),
        "monthly": ("month", "every month", "per month"),
        "quarterly": ("quarter", "every quarter", "per quarter"),
        "yearly": ("year", "annual", "annually", "every year"),
    },
    "perspective": {
        "financial": ("finance", "financials"),
        "customer": ("customers", "client", "clients"),
        "internal_process": ("process", "internal", "processes", "internal processes",
                             "internal business process"),
        "learning_growth": ("learning and growth", "learning & growth", "people", "growth",
                            "organizational capacity", "learning"),
    },
    "indicator": {"leading": ("lead",), "lagging": ("lag",)},
    "kind": {
        "objective": ("o", "goal", "strategic objective"),
        "kpi": ("key result", "kr", "indicator", "metric", "measure"),
    },
    "actual.status": {
        "on_track": ("green", "g", "on target"),
        "at_risk": ("amber", "yellow", "a", "y"),
        "off_track": ("red", "r", "behind"),
    },
}  # fmt: skip
"""Choices by the words that mean them, in small letters."""

ROLES: dict[str, tuple[str, ...]] = {
    "actuals": (
        "",
        "actual",
        "actuals",
        "value",
        "result",
        "act",
        "ist",
        "istwert",
        "wert",
        "realise",
        "valeur",
    ),
    "interim_targets": (
        "target",
        "plan",
        "planned",
        "goal",
        "tgt",
        "soll",
        "budget",
        "ziel",
        "zielwert",
        "sollwert",
        "cible",
        "objectif",
        "prevu",
    ),
}
"""What columns with a date or a period in their name hold, by the rest of the name."""


def words_of(header: str) -> str:
    """A header in small letters without accents, signs as blanks."""
    return " ".join(re.sub(r"[^a-z0-9+%]+", " ", unaccented(header)).split())


def meaning_of(word: str, field: str) -> str | None:
    """The choice of a field that a word means, none where it is not known."""
    plain = word.casefold().strip()
    for choice, words in VALUES.get(field, {}).items():
        if plain in words or plain.replace("_", " ") in words:
            return choice
    return None
