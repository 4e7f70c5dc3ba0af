// What is said of one goal: pill, bar, card.

let ids = 0;

function pill(goal) {
  const { words, mark, tone } = STATUS.get(goal.status);
  return make("span", { class: `pill ${tone}` }, make("span", { "aria-hidden": "true", text: mark }), ` ${words}`);
}

/** A bar of the score, with a tick where it should be today. */
function bar(goal) {
  const { tone } = STATUS.get(goal.status);
  const box = make("span", { class: `bar ${tone}`, "aria-hidden": "true" });
  if (goal.score === undefined) return make("span", { class: "bar none", "aria-hidden": "true" });
  const full = make("span", { class: "bar-full" });
  full.style.width = `${goal.score}%`;
  box.append(full);
  if (goal.due !== undefined) {
    const tick = make("span", { class: "bar-due" });
    tick.style.insetInlineStart = `${goal.due}%`;
    box.append(tick);
  }
  return box;
}

function scoreWords(goal) {
  return goal.score === undefined ? "–" : `${Math.trunc(goal.score)} %`;
}

/** The score, and for those who do not see the bar what it is and where it should be today. */
function spokenScore(goal) {
  const due = goal.score !== undefined && goal.expected;
  return [unseen("progress "), scoreWords(goal), due ? unseen(`, ${due} expected`) : ""];
}

function scoreOf(goal) {
  return make("span", { class: "score" }, ...spokenScore(goal));
}

/** `29 of 50 client`, with the number first. */
function valueWords(goal, numbers = goal) {
  if (goal.kind === "objective") return make("span", { class: "value" });
  const { value = "–", target } = numbers;
  return make("span", { class: "value", dir: "auto" }, make("b", { text: value }),
    target ? make("span", { class: "of", text: ` / ${target}` }) : null,
    goal.unit ? make("span", { class: "of", text: ` ${goal.unit}` }) : null);
}

/** The status at the day to compare with, where it was another. */
function wasWords({ moved, status }) {
  return moved && moved.was !== status ? `was ${STATUS.get(moved.was).words}` : "";
}

function movedWords(goal) {
  const words = [goal.moved?.score || goal.moved?.value, wasWords(goal)].filter(Boolean).join(", ");
  return words ? make("span", { class: "moved", text: words }) : null;
}

/** How many findings concern a goal, by the sign of the worst. */
function badge(goal) {
  if (!goal.findings.length) return null;
  const found = goal.findings.map((number) => DATA.findings[number]);
  const worst = Object.keys(SEVERITIES).find((severity) => found.some((part) => part.severity === severity));
  const words = plural(found.length, "finding");
  return make("span", { class: `badge ${worst}`, title: words },
    make("span", { "aria-hidden": "true", text: `${SEVERITIES[worst]} ${found.length}` }), unseen(`, ${words}`));
}

/** The title behind a sign for its kind; right-to-left text turns nothing around it. */
function titled(goal) {
  const words = goal.kind === "kpi" ? "KPI" : "objective";
  return [make("span", { class: `kind ${goal.kind}`, "aria-hidden": "true", title: words }), unseen(`${words}: `),
    make("bdi", { text: goal.title })];
}

/** All that is known of a goal; `depth` is the level of its heading. */
function card(goal, depth) {
  return framed(goal, depth, goal.text ? make("p", { class: "text", dir: "auto", text: goal.text }) : null,
    make("div", { class: "card-body" },
      make("div", { class: "card-main" }, chartIn(goal), links("Served by", goal.down, goal)),
      make("div", { class: "card-side" }, facts(goal), links("Serves", goal.up, goal))),
    findingsOf(goal.findings, "Findings"),
    numbers(goal));
}

/** The same with all but the chart folded, to stand beside others. */
function smallCard(goal, depth) {
  const found = goal.findings.length ? ` and ${plural(goal.findings.length, "finding")}` : "";
  const folded = make("details", {}, make("summary", {}, `Details${found}`, unseen(`: ${goal.title}`)));
  folded.addEventListener("toggle", () => {
    if (!folded.open || folded.children.length > 1) return;
    folded.append(...[goal.text && make("p", { class: "text", dir: "auto", text: goal.text }), facts(goal),
      chartIn(goal) && links("Served by", goal.down, goal), links("Serves", goal.up, goal),
      findingsOf(goal.findings, "Findings"), numbers(goal)].filter(Boolean));
  });
  return framed(goal, depth, make("div", { class: "card-body" }, chartIn(goal) ?? links("Served by", goal.down, goal)), folded);
}

function framed(goal, depth, ...parts) {
  const id = `card-${++ids}`;
  return make("article", { class: "card", "aria-labelledby": id },
    make("header", { class: "card-top" },
      make(`h${depth}`, { id }, titled(goal)),
      make("p", { class: "card-sums" }, pill(goal), bar(goal), make("b", {}, spokenScore(goal)), valueWords(goal),
        ownerName(goal) ? make("span", { class: "who", dir: "auto", text: ownerName(goal) }) : null, movedWords(goal), badge(goal))),
    parts);
}

function chartIn(goal) {
  return goal.chart && goal.period ? chartOf(goal) : null;
}

function facts(goal) {
  const owner = goal.name && goal.name !== goal.owner ? `${goal.name} (${goal.owner})` : goal.owner;
  const age = goal.age === undefined ? "" : goal.age < 1 ? ", today" : `, ${plural(goal.age, "day")} ago`;
  const { forecast } = goal;
  const known = [
    ["Progress", goal.progress], ["Expected by now", goal.expected],
    ["Reached", goal.reached && (reachedWords(goal) ?? "yes")], ...(goal.figures ?? []),
    ["Baseline", goal.baseline && withUnit(goal.baseline, goal.unit)],
    ["Forecast", forecast && `${withUnit(forecast.value, goal.unit)} (${forecast.low} to ${forecast.high})`],
    ["Meets the target", forecast && `${forecast.words}, ${forecast.chance}`],
    ["Coverage", goal.coverage && `${goal.coverage} of the weight has data`],
    ["Owner", owner], ["Team", teamTitle(goal.team)],
    ["Period", goal.period && periodWords(goal.period)],
    ["Measured", goal.measured && `${goal.measured}${age}`], ["Next value", goal.next && `${goal.next < DATA.asOf ? "was due" : "due"} ${goal.next}, ${goal.cadence}`], ["Reviewed", goal.reviewed], ["Id", goal.id],
  ].filter(([, value]) => value);
  return make("dl", { class: "facts" }, known.map(([name, value]) =>
    make("div", {}, make("dt", { text: name }), make("dd", { dir: "auto" }, typeof value === "string" ? dated(value) : value))));
}

function periodWords([label, start, end]) {
  return label.includes("/") ? `${start} to ${end}` : `${label}, until ${end}`;
}

/** By whom, when and by how much a goal was reached; nothing where none of it is known. */
function reachedWords({ reached: { by, how } }) {
  if (!by) return how && dated(how);
  return ["by ", make("bdi", { text: by }), ...(how ? [", ", ...dated(how)] : [])];
}

/** A text whose days are not broken at their hyphens. */
function dated(text) {
  return text.split(/(\d{4}-\d{2}-\d{2})/).map((part, index) => (index % 2 ? make("span", { class: "day", text: part }) : part));
}

/** Goals above or below, each with its state and a way to it. */
function links(words, ids, goal) {
  if (!ids.length) return null;
  const one = (id) => {
    const other = GOALS.get(id);
    return make("li", {}, bar(other),
      make("a", { href: `#goal=${id}` }, make("bdi", { text: other.title })),
      make("span", { class: "state" }, make("span", { "aria-hidden": "true", text: STATUS.get(other.status).mark }),
        unseen(STATUS.get(other.status).words), ` ${scoreWords(other)}`),
      goal.idle.includes(id) ? make("span", { class: "note", text: "adds nothing" }) : null);
  };
  return make("section", { class: "links" }, make("p", { class: "small-head", text: `${words} ${plural(ids.length, "goal")}` }),
    ...paged(make("ul"), ids, 12, one));
}

function findingsOf(numbers, words) {
  if (!numbers.length) return null;
  const rank = (number) => Object.keys(SEVERITIES).indexOf(DATA.findings[number].severity);
  const found = [...numbers].sort((one, other) => rank(one) - rank(other) || one - other);
  const one = (number) => {
    const { severity, code, rule, message, help, place } = DATA.findings[number];
    return make("li", { class: `finding ${severity}` },
      make("p", {}, make("b", { text: `${SEVERITIES[severity]} ${severity}` }), " ", ...quoted(message)),
      help ? make("p", { class: "help" }, ...quoted(help)) : null,
      make("p", { class: "note", dir: "auto", text: `${rule} (${code}), ${place}` }));
  };
  return make("section", { class: "findings" }, make("p", { class: "small-head", text: `${words} (${found.length})` }),
    ...paged(make("ul"), found, 20, one));
}

/** A message with what stands in backticks as code. */
function quoted(text) {
  return text.split("`").map((part, index) => (index % 2 ? make("code", { dir: "auto", text: part }) : part));
}

/** The numbers of the chart as a table, made when it is opened. */
function numbers(goal) {
  if (!goal.chart?.measured) return null;
  const box = make("details", { class: "numbers" }, make("summary", { text: "Numbers as a table" }));
  const expected = new Map(goal.chart.line ?? []);
  box.addEventListener("toggle", () => {
    if (box.open && box.children.length === 1) box.append(table(goal, expected));
  });
  return box;
}

function table(goal, expected) {
  const cells = (name, words) => words.map((text, index) => make(index ? name : "th", { scope: index ? undefined : "row", text }));
  const heads = ["Day", "What", goal.chart.unit ? `Value (${goal.chart.unit})` : "Value"];
  const rows = [
    ...goal.chart.measured.map(([day, text]) => [day, "measured", text]),
    ...(goal.chart.interim ?? []).map(([day, text]) => [day, "interim target", text]),
    ...[...expected].map(([day, text]) => [day, "expected", text]),
  ].sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  return make("table", {}, make("caption", { text: `Measured and expected: ${goal.title}`, dir: "auto" }),
    make("thead", {}, make("tr", {}, heads.map((text) => make("th", { scope: "col", text })))),
    make("tbody", {}, rows.map((row) => make("tr", {}, cells("td", row)))));
}
