// The goals, and the questions about them.

const DATA = JSON.parse(document.getElementById("data").textContent);
const GOALS = new Map(DATA.goals.map((goal) => [goal.id, goal]));
const STATUS = new Map(DATA.statuses.map((status) => [status.key, status]));
const TEAM = new Map(DATA.teams.map((team) => [team.id, team]));
const SEVERITIES = { error: "✖", warning: "▲", info: "●" };

for (const goal of DATA.goals) {
  for (const key of ["up", "down", "idle", "findings"]) goal[key] ??= [];
  goal.up = goal.up.filter((id) => GOALS.has(id));
  goal.down = goal.down.filter((id) => GOALS.has(id));
  goal.words = [goal.title, goal.id, goal.name, goal.owner, goal.team, teamTitle(goal.team)]
    .filter(Boolean).join("\n").toLowerCase();
}

const ROOTS = roots();

/** The goals that serve no other, and one of each circle that nothing else leads to. */
function roots() {
  const found = DATA.goals.filter((goal) => goal.up.length === 0);
  const reached = new Set();
  const reach = (start) => {
    for (const waiting = [start]; waiting.length;) {
      const goal = waiting.pop();
      if (reached.has(goal)) continue;
      reached.add(goal);
      waiting.push(...goal.down.map((id) => GOALS.get(id)));
    }
  };
  found.forEach(reach);
  for (const goal of DATA.goals) {
    if (!reached.has(goal)) {
      found.push(goal);
      reach(goal);
    }
  }
  return found;
}

function teamTitle(id) {
  return TEAM.get(id)?.title ?? id ?? "";
}

function ownerName(goal) {
  return goal.name ?? goal.owner ?? "";
}

/** What sorts goals by how much they need attention. */
function urgency(one, other) {
  const rank = (goal) => STATUS.get(goal.status).urgent ?? STATUS.size;
  const behind = (goal) => (goal.score ?? 0) - (goal.due ?? 0);
  return rank(one) - rank(other) || behind(one) - behind(other) || (one.id < other.id ? -1 : 1);
}

/** The goals that fit all filters; with `status` among them or not. */
function matching(filters, everyStatus = false) {
  const words = filters.q.toLowerCase().split(/\s+/).filter(Boolean);
  return DATA.goals.filter((goal) =>
    (everyStatus || filters.status.size === 0 || filters.status.has(goal.status)) &&
    (!filters.team || goal.team === filters.team || TEAM.get(goal.team)?.above.includes(filters.team)) &&
    (!filters.owner || goal.owner === filters.owner) &&
    (!filters.findings || goal.findings.length > 0) &&
    words.every((word) => goal.words.includes(word)));
}

/** Those goals and all that they serve, directly or through others. */
function withAncestors(goals) {
  const found = new Set(goals);
  for (const waiting = [...goals]; waiting.length;) {
    for (const id of waiting.pop().up) {
      const above = GOALS.get(id);
      if (!found.has(above)) {
        found.add(above);
        waiting.push(above);
      }
    }
  }
  return found;
}

/** The number that a text shows: `1,234.5`. */
function numberOf(text) {
  return Number(text.replaceAll(",", ""));
}

function withUnit(text, unit) {
  return unit ? `${text} ${unit}` : text;
}
