// What is shown, kept in the address: a link leads back to the same view.

const VIEWS = { cascade: "Cascade", scorecard: "Scorecard", cards: "Goals", ...(DATA.alignment ? { alignment: "Alignment" } : {}) };

/** The state that the address says; what it does not say is as the report was asked for. */
function stateOf(address) {
  const said = new URLSearchParams(address.replace(/^#/, ""));
  const view = said.get("view");
  const by = said.get("by");
  return {
    view: Object.hasOwn(VIEWS, view ?? "") ? view : said.has("goal") ? "cascade" : firstView(),
    by: Object.hasOwn(GROUPS, by ?? "") ? by : firstGroups(),
    q: said.get("q") ?? "",
    team: said.get("team") ?? "",
    owner: said.get("owner") ?? "",
    status: new Set((said.get("status") ?? "").split(",").filter((key) => STATUS.has(key))),
    findings: said.get("findings") === "1",
    goal: GOALS.has(said.get("goal")) ? said.get("goal") : "",
    theme: ["dark", "light"].includes(said.get("theme")) ? said.get("theme") : "",
  };
}

function firstView() {
  if (DATA.by === "perspective") return "scorecard";
  return DATA.by === "cascade" ? "cascade" : "cards";
}

function firstGroups() {
  return Object.hasOwn(GROUPS, DATA.by) ? DATA.by : "attention";
}

function addressOf(state) {
  const said = new URLSearchParams();
  if (state.view !== firstView()) said.set("view", state.view);
  if (state.view === "cards" && state.by !== firstGroups()) said.set("by", state.by);
  for (const key of ["q", "team", "owner", "goal", "theme"]) if (state[key]) said.set(key, state[key]);
  if (state.status.size) said.set("status", [...state.status].join(","));
  if (state.findings) said.set("findings", "1");
  return `#${said}`;
}

function isFiltered(state) {
  return Boolean(state.q || state.team || state.owner || state.status.size || state.findings);
}
