// Scales and their marks.

const DAY = 86_400_000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** Days since 1970 of an ISO date. */
function dayOf(text) {
  return Date.parse(`${text}T00:00:00Z`) / DAY;
}

function linear([from, to], [start, end]) {
  const span = to - from || 1;
  return (value) => start + ((value - from) / span) * (end - start);
}

/** Round values between two, about as many as asked for. */
function valueTicks(low, high, count) {
  const rough = (high - low) / count || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].find((part) => part * power >= rough) * power;
  const ticks = [];
  for (let n = Math.ceil(low / step - 1e-9); n * step <= high + step * 1e-9 && ticks.length < 20; n++) {
    ticks.push(n * step);
  }
  return ticks;
}

/** The first days of months, quarters or years between two days, at most so many. */
function dateTicks(from, to, most) {
  const months = [1, 3, 6, 12, 24, 60, 120].find((step) => (to - from) / (step * 30.4) <= most) ?? 240;
  if ((to - from) / 30.4 < 1.5) return dayTicks(from, to, most);
  const first = new Date(from * DAY);
  const ticks = [];
  let month = Math.floor((first.getUTCFullYear() * 12 + first.getUTCMonth()) / months) * months;
  for (; ticks.length < 50; month += months) {
    const day = Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY;
    if (day > to) break;
    if (day >= from) ticks.push([day, monthWords(month, months, ticks.length === 0)]);
  }
  return ticks;
}

/** The first mark and every January say their year. */
function monthWords(month, step, isFirst) {
  const year = Math.floor(month / 12);
  if (step >= 12) return `${year}`;
  return isFirst || month % 12 === 0 ? `${MONTHS[month % 12]} ${year}` : MONTHS[month % 12];
}

function dayTicks(from, to, most) {
  const step = Math.max(Math.ceil((to - from) / most), 1);
  const ticks = [];
  for (let day = from; day <= to; day += step) {
    const date = new Date(day * DAY);
    ticks.push([day, `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`]);
  }
  return ticks;
}

/** A number for an axis: `1.5M`, `12k`, `5,000`, `0.25`, `1e30`. */
function shortNumber(value) {
  const size = Math.abs(value);
  if (size >= 1e15 || (size > 0 && size < 1e-6)) {
    const [digits, power] = value.toExponential(3).split("e").map(Number);
    return `${digits}e${power}`;
  }
  for (const [scale, sign] of [[1e9, "bn"], [1e6, "M"], [1e4, "k"]]) {
    if (size >= scale) {
      const unit = sign === "k" ? 1e3 : scale;
      return `${Number((value / unit).toPrecision(4))}${sign}`;
    }
  }
  return `${Number(value.toPrecision(6))}`.replace(/^(-?\d)(\d{3})(?!\d)/, "$1,$2");
}

/** Places for labels beside a line, at least `gap` apart, as near as may be to where they belong. */
function spread(labels, gap, low, high) {
  const placed = labels.map((label) => ({ ...label })).sort((one, other) => one.y - other.y);
  for (let n = 0; n < placed.length; n++) {
    const least = n ? placed[n - 1].y + gap : low;
    placed[n].y = Math.max(placed[n].y, least);
  }
  for (let n = placed.length - 1; n >= 0; n--) {
    const most = n < placed.length - 1 ? placed[n + 1].y - gap : high;
    placed[n].y = Math.min(placed[n].y, most);
  }
  return placed;
}
