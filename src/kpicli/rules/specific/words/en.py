"""English words that name a wish and no result. Another language is another file beside this one.

A phrase is matched as whole words, in any case; `*` stands for one to four words. A text of several
lines is a list of phrases with commas between them.
"""

# At the beginning of a title, of a clause after a colon or full stop, or after `and`.
leading = """
    improve, improved, improving, improvement, improvements,
    enhance, enhanced, enhancing, enhancement, enhancements,
    optimise, optimised, optimising, optimize, optimized, optimizing,
    streamline, streamlined, streamlining,
    strengthen, strengthened, strengthening,
    boost, boosting, better, bettering,
    maximise, maximising, maximize, maximizing,
    minimise, minimising, minimize, minimizing,
    accelerate, accelerating, modernise, modernize,
    promote, promoting, foster, fostering, encourage, encouraging,
    advance, advancing, elevate, elevating, empower, empowering,
    facilitate, facilitating, ensure, ensuring,
    continue, continuing, help, helping, strive, try, aim,
    focus, be more, be better, become more, become better,
"""

# The same places, but only in the title of a KPI: an objective may name a way without an amount.
directions = """
    grow, growing, increase, increased, increasing, raise, raising, expand,
    reduce, reduced, reducing, decrease, decreased, decreasing, lower, lowering,
"""

# Anywhere.
anywhere = """
    world class, best in class, state of the art, cutting edge, next level, second to none,
    customer first, customer centric, user friendly, industry leading, high quality,
    as * as possible, where possible, wherever possible, if possible, when possible,
    as needed, as appropriate, where appropriate, if needed, when needed,
    timely manner, on a regular basis,
    significantly, substantially, considerably, dramatically, meaningfully,
    significant improvement, material improvement, material improvements,
    great, excellent, excellence, outstanding, seamless, frictionless, robust,
    scalable, innovative, high levels of, high level of,
    synergy, synergies, thought leadership,
"""

# What follows makes the wish concrete, as in "improve availability by splitting the database".
means = ["by *ing"]

# Numbers in words.
numbers = """
    zero, none, one, two, three, four, five, six, seven, eight, nine, ten,
    eleven, twelve, dozen, hundred, thousand, million, billion,
    half, halve, double, triple, quadruple, twice, tenfold,
"""

# A number beside one of these is a date, and no measure.
months = """
    january, february, march, april, may, june, july, august, september,
    october, november, december, jan, feb, mar, apr, jun, jul, aug, sep,
    sept, oct, nov, dec,
"""

# A scale behind a number: `3 million`.
scales = {
    "thousand": 1_000,
    "million": 1_000_000,
    "mn": 1_000_000,
    "mio": 1_000_000,
    "billion": 1_000_000_000,
}

# Numbers in words, where a title counts with them.
number_values = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "dozen": 12,
    "a dozen": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "hundred": 100,
    "a hundred": 100,
}

# `by half`, in per cent.
fractions = {
    "half": 50,
    "one half": 50,
    "a quarter": 25,
    "a fifth": 20,
}

# `Double revenue`, and `grow revenue threefold`.
multiples = {
    "halve": 0.5,
    "double": 2,
    "triple": 3,
    "quadruple": 4,
    "twofold": 2,
    "threefold": 3,
    "fourfold": 4,
    "fivefold": 5,
    "tenfold": 10,
}

# What is written behind a number, as the format spells it.
unit_words = {
    "percent": "%",
    "per cent": "%",
    "pct": "%",
    "percentage point": "pp",
    "percentage points": "pp",
    "%-point": "pp",
    "%-points": "pp",
    "% point": "pp",
    "% points": "pp",
    "p.p.": "pp",
    "ppt": "pp",
    "ppts": "pp",
    "euro": "EUR",
    "euros": "EUR",
    "US dollars": "USD",
    "dollars": "$",
    "x": "x",
    "times": "x",
}

claims = {
    "from": ["from"],
    "to": ["to"],
    "by": ["by", "by a factor of"],
    # Around a number that is no exact one.
    "before": """
        at least, at most, up to, more than, less than, fewer than, greater than, over,
        under, above, below, about, around, approximately, approx, roughly, nearly,
        almost, a minimum of, a maximum of, no more than, no less than, a consistent,
        between, as much as, as little as, as low as, as high as, another,
    """,
    "behind": """
        or more, or less, or fewer, or higher, or lower, or better, or above, or below,
        and above, and below, at least, at most, minimum, maximum, plus,
    """,
    # After `by 20%`: a share of something, another base than the baseline, or a rate.
    "other_base": """
        of, from, over, on, off, compared, relative, versus, vs, against, since,
        below, above, than, more, less, faster, year, yoy, qoq, mom, wow, month,
        week, quarter, per, each, every, a, an, annually, monthly, quarterly,
        weekly, daily, yearly, and, or, to, in comparison, between, across the,
        in real terms, in constant, at constant, like for like, adjusted, net of, excluding,
        ahead,
    """,
    "rates": ["a", "an", "per", "each", "every"],
    # These words and the number after them are a name: `phase 2`, `ISO 27001`, `top 10`.
    "labels": """
        phase, stage, level, tier, step, scope, type, class, category, grade, year,
        day, week, month, sprint, release, version, iteration, wave, gen, generation,
        priority, severity, sev, section, article, chapter, title, rule, part, goal,
        objective, kr, iso, soc, top, no, number, nr, room, floor, line, route,
        layer, series, page, age, ages, grades, levels, phases, stages, tiers,
    """,
    # A range in front of which one of these stands is no change: `ages from 12 to 17`.
    "spans": """
        age, ages, aged, year olds, grade, grades, level, levels, open, hours,
        shift, shifts, pages, rooms, rows, range, ranges, ranging, sizes, between,
        moving, moved, going, changing, progressing, advancing, migrating, upgrading,
        growing, rising, switching, stepping, promoted, upgraded, switched, changed,
        calls, call, texts, text, dial, upgrade, upgrades, updates,
    """,
    # These end the words for what was counted.
    "no_units": """
        a, an, the, per, by, in, on, at, for, of, to, from, and, or, until,
        within, each, every, this, that, through, via, with, across, as, before,
        after, during, than, is, are, while, without, using, so, when, where, who,
        which, among, annually, monthly, quarterly, weekly, daily, yearly, if,
        over, under, more, less, or, but, because, based, between, into, since,
        worldwide, globally, overall, again, total,
    """,
}

verbs = {
    # What these do to the number is beyond doubt.
    "up": ["increase", "increasing", "raise", "raising", "grow", "growing", "boost", "boosting"],
    "down": """
        reduce, reducing, decrease, decreasing, lower, lowering, cut, cutting, shorten,
        shortening, slash,
    """,
    # These change a number, which way depends.
    "changing": """
        improve, improving, enhance, optimise, optimize, accelerate, strengthen, expand,
        bring, bring down, drive, lift, speed up, scale, move, get, take, push,
    """,
    # Words in front of the verb.
    "leads": [
        "to",
        "we",
        "we will",
        "will",
        "significantly",
        "further",
        "continue to",
        "help",
        "please",
    ],
    # The same letters, and no verb.
    "never": """
        increase in, decrease in, increase of, decrease of, raise in, improvement in,
        improvement of, improvements in, improvements of, boost in, boost of, cut in, cut off,
        cut over, cut flowers, cut through, lower back, lower limb, lower income,
        lower secondary, lower school, lower house, lower level, lower bound, grow light,
        grow lights, raise hands, double down, double check, double digit, double digits,
        double opt, double entry, double booking, double bookings, double shift,
        double shifts, double occupancy, double room, double rooms, double glazing,
        double counting, double sided, double blind, double dose, double diverse,
        triple bottom, triple play, triple a,
    """,
    # Between the verb and the number: the number belongs to something else.
    "blocking": """
        by *ing, through, via, with, using, so, while, without, when, who, which,
        that, where, or, and, if, until, in order, after, before, because,
    """,
    # Adjectives in names: `Lower Manhattan`.
    "adjectives": ["lower", "cut"],
    # Better is a smaller number there, whatever the verb says.
    "inverse": """
        rank, ranks, ranking, rankings, position, place, speed, frequency, velocity,
        efficiency, productivity, performance, responsiveness, cadence, throughput, grade,
        agility, standing, quality,
    """,
    # Words of a metric's name that do not tell it from another.
    "generic": """
        rate, share, number, total, average, mean, median, count, ratio, percent,
        percentage, level, our, the, of, all, a, an, in, per, value, amount,
        overall, kpi, metric, monthly, quarterly, yearly, annual,
    """,
}

imperatives = {
    "joint": "and",
    # These begin a title as its verb.
    "clear": """
        achieve, acquire, adopt, analyse, analyze, automate, build, create, decrease,
        define, deliver, deploy, develop, eliminate, enable, engage, enhance, ensure,
        establish, evaluate, expand, explore, extend, finalise, finalize, generate,
        grow, hire, identify, implement, improve, integrate, introduce, investigate,
        maintain, maximise, maximize, migrate, minimise, minimize, modernise, modernize,
        obtain, onboard, optimise, optimize, organise, organize, prepare, prevent,
        promote, propose, protect, provide, publish, raise, recruit, reduce, refactor,
        refine, remove, replace, resolve, restore, retain, roll out, sell,
        simplify, standardise, standardize, streamline, strengthen, sustain, unify,
        update, validate, write,
    """,
    # These are nouns as often: they count in front of one of `objects`.
    "ambiguous": """
        address, advance, answer, attract, boost, close, complete, conduct, contact,
        control, cut, design, document, drive, fix, foster, help, hold, host,
        increase, launch, lead, limit, lower, make, manage, market, measure, monitor,
        open, plan, process, produce, reach, release, report, research, review, run,
        scale, schedule, secure, share, ship, staff, start, stop, support, survey, test,
        track, train, win, work,
    """,
    "objects": """
        a, an, the, our, their, its, all, any, each, every, more, less, fewer,
        new, at, this, these, both, one, two, three, four, five,
    """,
    # What these begin is no second demand.
    "asides": ["that", "who", "which", "whose", "where", "so", "in order"],
}

activities = {
    # What one does, and no result.
    "clear": """
        attend, build, conduct, create, deploy, develop, draft, explore, hire,
        implement, install, introduce, investigate, organise, organize, prepare, publish,
        recruit, roll out, set up, write,
    """,
    "ambiguous": """
        design, document, hold, host, launch, plan, produce, release, research,
        review, run, schedule, ship, start, survey, test, train,
    """,
    # The result that it is for.
    "results": """
        to increase, to reduce, to raise, to decrease, to lower, to improve, to grow,
        to cut, to double, to halve, to shorten, to achieve, to reach, so that, in order,
    """,
}

duplicates = {
    # Words that do not tell one title from another.
    "fillers": ["a", "an", "the", "of", "our", "for", "to", "in", "and", "on", "at"],
}

deadlines = {
    "by": ["by", "until", "till", "before", "no later than", "not later than"],
    "end": ["end of", "the end of", "close of", "the close of", "year end", "end"],
    # Before a date that is over, they say when something was: `tickets opened before 2020`.
    "past": ["before", "until", "till"],
    # In front of it, a deadline is somebody else's or lies further ahead on purpose.
    "others": """
        toward, towards, track, course, line with, path, pathway, way to, prepare,
        preparation, preparing, ready, readiness, roadmap, expire, expires, expiring,
        expired, required, mandated, signed, plan for, plans for, strategy, vision,
        ambition, commitment, pledge, long term, aspirational, of the goal, due,
        in order, so that, so as, resulting in, leading to, with a view,
    """,
}

month_numbers = {
    "january": 1,
    "jan": 1,
    "february": 2,
    "feb": 2,
    "march": 3,
    "mar": 3,
    "april": 4,
    "apr": 4,
    "may": 5,
    "june": 6,
    "jun": 6,
    "july": 7,
    "jul": 7,
    "august": 8,
    "aug": 8,
    "september": 9,
    "sep": 9,
    "sept": 9,
    "october": 10,
    "oct": 10,
    "november": 11,
    "nov": 11,
    "december": 12,
    "dec": 12,
}
