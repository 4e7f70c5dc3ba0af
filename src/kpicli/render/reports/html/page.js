// The page: sums, filters, views, theme.

const ROWS_AT_FIRST = 40;
const ROWS_OF_A_SEARCH = 150;
const SYSTEM = matchMedia("(prefers-color-scheme: dark)");
const at = (id) => document.getElementById(id);
let state = stateOf(location.hash);

/** Put some of the state into the address, without a step in the history. */
function remember(changes) {
  state = { ...state, ...changes };
  try {
    history.replaceState(null, "", addressOf(state));
  } catch {
    // Some browsers refuse it for files; the page works without.
  }
}

function change(changes) {
  remember({ goal: "", ...changes });
  render();
}

function render() {
  const hits = matching(state);
  renderSums();
  renderFound(hits);
  for (const tab of document.querySelectorAll("[data-view]")) tab.setAttribute("aria-pressed", tab.dataset.view === state.view);
  at("view").replaceChildren(viewOf(hits));
  at("reached").replaceChildren(...(state.view === "alignment" ? [] : reachedOf(new Set(hits))));
  if (state.goal) at("view").firstChild.show?.(pathTo(state.goal));
}

function viewOf(hits) {
  if (state.view === "alignment") return alignmentView();
  if (!hits.length) return make("p", { class: "nothing", text: DATA.goals.length ? "No goal fits these filters." : "There are no goals in this report." });
  if (state.view === "scorecard") return scorecardView(hits);
  if (state.view === "cards") return cardsView(hits, state.by, arrange);
  return cascadeView(withAncestors(hits), new Set(hits), isFiltered(state) ? ROWS_OF_A_SEARCH : ROWS_AT_FIRST);
}

/** Other groups of cards; whoever chose them by keys is still at the choice. */
function arrange(by) {
  change({ by });
  at("by").focus();
}

function renderFound(hits) {
  at("found").textContent = isFiltered(state) ? `${hits.length} of ${plural(DATA.goals.length, "goal")}` : "";
  at("found").hidden = !isFiltered(state) || state.view === "alignment";
  const clear = document.querySelector(".clear");
  if (clear) clear.hidden = !isFiltered(state);
}

/** From the top of the cascade down to a goal, by its first parents. */
function pathTo(id) {
  const path = [id];
  while (!ROOTS.includes(GOALS.get(path[0]))) {
    const above = GOALS.get(path[0]).up.find((key) => !path.includes(key));
    if (!above) break;
    path.unshift(above);
  }
  return path;
}

/** How many goals have each status: a bar, and buttons that choose. */
function renderSums() {
  const counts = new Map();
  for (const goal of matching(state, true)) counts.set(goal.status, (counts.get(goal.status) ?? 0) + 1);
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const shares = make("div", { class: "shares", "aria-hidden": "true" });
  const chips = make("div", { class: "chips", role: "group", "aria-label": "Show only goals with these statuses" });
  for (const status of DATA.statuses.filter(({ count }) => count)) {
    const count = counts.get(status.key) ?? 0;
    const part = make("span", { class: `share ${status.tone} ${status.key}` });
    part.style.flexGrow = count;
    if (count && all) shares.append(part);
    chips.append(chip(status, count));
  }
  const focused = document.activeElement?.dataset?.status;
  at("sums").replaceChildren(shares, chips);
  if (focused) chips.querySelector(`[data-status="${CSS.escape(focused)}"]`)?.focus();
}

function chip({ key, words, mark, tone }, count) {
  const press = () => {
    const status = new Set(state.status);
    if (!status.delete(key)) status.add(key);
    change({ status });
  };
  const made = button("", { class: `chip ${tone}`, "aria-pressed": state.status.has(key), "data-status": key }, press);
  made.append(make("span", { class: "mark", "aria-hidden": "true", text: mark }), make("b", { text: count }), ` ${words}`);
  return made;
}

function renderToolbar() {
  const tabs = make("div", { class: "tabs", role: "group", "aria-label": "Views" }, Object.entries(VIEWS).map(([key, words]) =>
    button(words, { "data-view": key, "aria-pressed": "false" }, () => change({ view: key }))));
  const search = make("input", { type: "search", id: "q", placeholder: "Search goals", "aria-label": "Search goals", autocomplete: "off" });
  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => change({ q: search.value.trim() }), 120);
  });
  const clear = button("Clear filters", { class: "quiet clear", hidden: true }, () => {
    change({ q: "", team: "", owner: "", status: new Set(), findings: false });
    fillToolbar();
    search.focus();
  });
  filled(at("toolbar"), {}, [tabs, search, choice("team", "All teams", teamOptions()), choice("owner", "All owners", ownerOptions()), findingsBox(), clear]);
  at("toolbar").hidden = false;
}

function choice(key, words, options) {
  if (options.length < 2) return null;
  return make("select", { id: key, "aria-label": key === "team" ? "Team" : "Owner", on: { change: (event) => change({ [key]: event.target.value }) } },
    make("option", { value: "", text: words }), options.map(([value, text]) => make("option", { value, text })));
}

/** The teams that have goals, and those above them, by where they stand. */
function teamOptions() {
  const used = new Set(DATA.goals.flatMap(({ team }) => (team ? [team, ...(TEAM.get(team)?.above ?? [])] : [])));
  const line = (id) => [...(TEAM.get(id)?.above ?? [])].reverse().concat(id).map(teamTitle).join("\u0000");
  return [...used].sort((one, other) => line(one).localeCompare(line(other), "en"))
    .map((id) => [id, `${"\u2003".repeat(TEAM.get(id)?.above.length ?? 0)}${teamTitle(id)}`]);
}

function ownerOptions() {
  const names = new Map(DATA.goals.filter(({ owner }) => owner).map((goal) => [goal.owner, ownerName(goal)]));
  return [...names].sort(([, one], [, other]) => one.localeCompare(other, "en"));
}

function findingsBox() {
  if (!DATA.findings.length) return null;
  return make("label", { class: "check" },
    make("input", { type: "checkbox", id: "findings", on: { change: (event) => change({ findings: event.target.checked }) } }), "With findings");
}

function fillToolbar() {
  for (const key of ["q", "team", "owner"]) if (at(key)) at(key).value = state[key];
  if (at("findings")) at("findings").checked = state.findings;
}

function renderElsewhere() {
  const found = findingsOf(DATA.elsewhere, "Findings that concern no goal shown here");
  if (found) at("elsewhere").append(make("details", {}, make("summary", { text: `${plural(DATA.elsewhere.length, "finding")} about teams, people, metrics and files` }), found));
}

function renderTheme() {
  const { dataset } = document.documentElement;
  const chosen = state.theme || dataset.theme || stored();
  if (chosen) dataset.theme = chosen;
  const isDark = chosen ? chosen === "dark" : SYSTEM.matches;
  at("theme").textContent = isDark ? "Light theme" : "Dark theme";
  at("theme").hidden = false;
  at("theme").onclick = () => {
    const theme = isDark ? "light" : "dark";
    store(theme);
    remember({ theme: "" });
    dataset.theme = theme;
    renderTheme();
  };
}

function stored() {
  try {
    const theme = localStorage.getItem("kpi-theme");
    return theme === "dark" || theme === "light" ? theme : "";
  } catch {
    return "";
  }
}

function store(theme) {
  try {
    localStorage.setItem("kpi-theme", theme);
  } catch {
    // A page without storage forgets the choice.
  }
}

SYSTEM.addEventListener("change", renderTheme);
addEventListener("hashchange", () => {
  // That is the way past the toolbar, and no state.
  if (location.hash === "#main") return;
  const said = stateOf(location.hash);
  // A link to a goal that the filters hide shows it nonetheless.
  const hidden = said.goal && !matching(said).includes(GOALS.get(said.goal));
  state = hidden ? { ...said, q: "", team: "", owner: "", status: new Set(), findings: false } : said;
  fillToolbar();
  renderTheme();
  render();
});
addEventListener("beforeprint", () => {
  drawForPaper();
  for (const pair of document.querySelectorAll(".pair")) pair.open = true;
});
addEventListener("afterprint", drawForScreen);
addEventListener("keydown", (event) => {
  const isTyping = event.target.closest?.("input, select, textarea");
  if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    at("q").focus();
  }
});

renderTheme();
renderToolbar();
fillToolbar();
renderElsewhere();
render();
// How many milliseconds after its opening the page was there to use.
document.documentElement.dataset.ready = Math.round(performance.now());
