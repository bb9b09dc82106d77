"use strict";

// Answers "what if" by look-ups in tables the library wrote. No rule of the method is written here:
// findings are added up, and the tables say the rest.
const GradekitEngine = (() => {
  const { COMPARATOR, INTERVENTION, NEITHER, PLACES, Refused, UNKNOWN, compare, find, toward } =
    GradekitFindings;

  function unpack(data, table) {
    const { width, text } = table;
    const cells = new Uint16Array(text.length / width);
    for (let at = 0; at < cells.length; at += 1) {
      let cell = 0;
      for (let nth = 0; nth < width; nth += 1) {
        cell = cell * data.letters.length + data.letters.indexOf(text[at * width + nth]);
      }
      cells[at] = cell;
    }
    return cells;
  }

  // Every packed table is read once.
  function opened(data) {
    for (const [list, places] of Object.entries(PLACES)) {
      for (const [word, place] of Object.entries(places)) {
        if (data.words[list][place] !== word) throw new Error(`${word} is not where it was`);
      }
    }
    const read = (table) => unpack(data, table);
    return {
      ...data,
      permissions: data.permissions.map((each) =>
        each.map((paradigm) => ({
          ...paradigm,
          options: read(paradigm.options),
          shared: read(paradigm.shared),
          states: read(paradigm.states),
        })),
      ),
      decisions: data.decisions.map((each) => ({
        ...each,
        panels: read(each.panels),
        cells: read(each.cells),
      })),
      bands: data.bands.map((each) => ({ ...each, bands: read(each.bands) })),
      scenarios: data.scenarios.map((each) =>
        each.map((one) => ({ ...one, benefit: read(one.benefit), harm: read(one.harm) })),
      ),
      unsaid: data.unsaid.map(read),
      dominance: data.dominance.map(read),
      sorts: data.sorts.map(read),
    };
  }

  // ------------------------------------------------------------------------------ adding them up

  function cell(data, finding) {
    const certainties = data.words.certainties.length + 1;
    const favoured = data.words.favoured.length;
    const sized = data.words.magnitudes.length * favoured;
    let block = finding.size * favoured + finding.favours;
    if (finding.nothing) block = sized;
    else if (finding.lacks) block = sized + 1;
    const place = data.sorts[finding.row.sort][block * certainties + finding.certainty];
    return data.contributions[place];
  }

  // Two states of knowledge, of which the surer or the less sure counts, end by end.
  function joined(levels, pick, one, other) {
    const at = pick(Math.floor(one / levels), Math.floor(other / levels));
    return at * levels + pick(one % levels, other % levels);
  }

  function weigh(data, comparison, findings) {
    const levels = data.words.levels.length;
    const half = {
      options: new Array(8).fill(0),
      benefit: null,
      unknown: false,
      unrated: false,
      lacks: false,
      favouring: [false, false],
      unplaced: false,
      missing: [],
    };
    const counted = { critical: [], important: [] };
    for (const finding of findings) {
      const [options, benefit, unknown, unrated, overall, missing] = cell(data, finding);
      options.forEach((known, at) => {
        half.options[at] = joined(levels, Math.max, half.options[at], known);
      });
      if (benefit !== null) {
        half.benefit = half.benefit === null ? benefit : joined(levels, Math.min, half.benefit, benefit);
        half.lacks ||= finding.lacks;
      }
      half.unknown ||= unknown;
      half.unrated ||= unrated;
      if (finding.favours !== NEITHER) half.favouring[finding.favours] = true;
      half.unplaced ||= finding.size === UNKNOWN;
      counted[finding.row.importance].push(overall);
      half.missing.push(...missing.map((what) => `${what}: ${finding.row.outcome}`));
    }
    const asked = counted.critical.length ? counted.critical : counted.important;
    half.overall = comparison.overall ?? (asked.length ? Math.min(...asked) : 0);
    if (comparison.overall === null && !asked.length) {
      half.missing.push("overall certainty: no critical or important outcome");
    }
    return half;
  }

  // ---------------------------------------------------------------------------------- the share

  function bandOf(data, policy, share) {
    const table = data.bands[policy.bands];
    let band = share.band;
    if (band === null) {
      const signs = (x) =>
        [table.nearlyAll, table.majority]
          .flatMap((cut) => [compare(x, cut, data.tolerance), compare(1 - x, cut, data.tolerance)])
          .join(",");
      const [low, high] = [signs(share.low), signs(share.high)].map((each) =>
        table.places.indexOf(each),
      );
      band = table.bands[low * table.places.length + high];
    }
    return share.mirrored ? data.words.mirrored[band] : band;
  }

  function largeEnough(data, scenario, nth, findings, arm) {
    if (!scenario.smallest) return true;
    for (const finding of findings) {
      const needed = finding.row.needed[nth];
      const its = finding.row.kind === "benefit" && finding.favours === arm;
      if (!its || finding.effect === null || needed === null || needed === undefined) continue;
      const reached = compare(Math.abs(finding.effect), needed, data.tolerance) >= 0;
      return toward(finding.row, finding.effect) === arm && reached;
    }
    return false;
  }

  function surveyed(data, policy, half, findings) {
    const certainty = data.benefitCertainties.indexOf(half.benefit);
    const matched = [];
    let untold = false;
    for (const arm of [INTERVENTION, COMPARATOR]) {
      const benefit = data.known.indexOf(half.options[arm * 4]);
      const harm = data.known.indexOf(half.options[arm * 4 + 1]);
      let place = benefit * data.benefitCertainties.length + certainty;
      for (const flag of [half.lacks, half.unknown, half.unrated]) place = place * 2 + flag;
      if (data.unsaid[policy.unsaid][place]) untold = true;
      data.scenarios[policy.scenarios].forEach((scenario, nth) => {
        const hit = scenario.benefit[place] && scenario.harm[harm];
        if (!hit || !largeEnough(data, scenario, nth, findings, arm)) return;
        const band = bandOf(data, policy, scenario.share);
        matched.push([arm === INTERVENTION ? band : data.words.mirrored[band], scenario.id]);
      });
    }
    if (!matched.length) return null;
    const [[band, scenario]] = matched;
    const agreed = !untold && matched.every(([other]) => other === band);
    return agreed
      ? { band, route: "survey", scenario }
      : { band: data.words.bands.indexOf("unknown"), route: "survey", scenario: null };
  }

  function dominated(data, policy, half) {
    const states = data.known.length;
    let place = data.benefitCertainties.indexOf(half.benefit);
    for (const flag of [...half.favouring, half.unplaced]) place = place * 2 + flag;
    place = place * states + data.known.indexOf(half.options[1]);
    place = place * states + data.known.indexOf(half.options[5]);
    const band = data.dominance[policy.dominance][place];
    const found = data.words.bands[band] !== "unknown";
    return { band, route: found ? "dominance" : "none", scenario: null };
  }

  function findShare(data, policy, half, findings, given, asked) {
    if (given !== null) {
      return { band: bandOf(data, policy, given), route: "recorded", scenario: null };
    }
    const found = asked ? surveyed(data, policy, half, findings) : null;
    return found ?? dominated(data, policy, half);
  }

  function checkedShare(share) {
    if (share === null || share.band !== null) return share;
    for (const end of ["low", "high"]) {
      const inside = Number.isFinite(share[end]) && share[end] >= 0 && share[end] <= 1;
      if (!inside) throw new Refused(`share-${end}`, "from 0 to 100 per cent");
    }
    if (share.low > share.high) throw new Refused("share-low", "at most the upper end");
    return share;
  }

  // ---------------------------------------------------------------------------------- the votes

  function voteState(data, policy, votes) {
    if (votes === null) return "not voted";
    votes.forEach((count, at) => {
      if (!Number.isInteger(count) || count < 0) {
        throw new Refused(`votes-${data.words.ballots[at]}`, "a whole number, 0 or more");
      }
    });
    const [strongFor, mildFor, either, mildAgainst, strongAgainst] = votes;
    const cast = votes.reduce((sum, count) => sum + count, 0);
    if (!cast) throw new Refused("votes-strong_for", "at least one vote, or none at all");
    const behind = { for: strongFor + mildFor, against: strongAgainst + mildAgainst, either };
    const other = { for: behind.against, against: behind.for };
    const unopposed = (way) =>
      way === "either" || compare(other[way] / cast, policy.opposed, data.tolerance) < 0;
    for (const [count, way] of [
      [strongFor, "for"],
      [strongAgainst, "against"],
    ]) {
      if (compare(count / cast, policy.strong, data.tolerance) >= 0 && unopposed(way)) {
        return `strong ${way}`;
      }
    }
    for (const way of ["for", "against", "either"]) {
      const side = compare(behind[way] / cast, policy.direction, data.tolerance);
      if ((side > 0 || (policy.inclusive && side === 0)) && unopposed(way)) return way;
    }
    return "no majority";
  }

  // ---------------------------------------------------------------------------------- the answer

  // What each paradigm says for and against, by the classes of both options and what they share.
  function paradigmStates(data, policy, half, lifeThreatening, bothActive) {
    const states = data.known.length;
    const places = [0, 4].map((start) =>
      half.options
        .slice(start, start + 4)
        .reduce((place, known) => place * states + data.known.indexOf(known), 0),
    );
    let shared = data.benefitCertainties.indexOf(half.benefit) * 2 + Number(half.unknown);
    shared = shared * data.words.open.length + data.words.open.indexOf(lifeThreatening);
    shared = shared * 2 + Number(bothActive);
    return data.permissions[policy.permissions].map((paradigm) => {
      const classes = paradigm.shared[shared] * paradigm.classes + paradigm.options[places[0]];
      const state = paradigm.states[classes * paradigm.classes + paradigm.options[places[1]]];
      const met = data.words.met.length;
      return {
        number: paradigm.number,
        name: paradigm.name,
        for: data.words.met[Math.floor(state / met)],
        against: data.words.met[state % met],
      };
    });
  }

  function panelPlace(data, panel) {
    return data.words.panel.reduce(
      (place, [name, words]) => place * words.length + words.indexOf(panel[name]),
      0,
    );
  }

  function decide(data, policy, panel, overall, paradigms) {
    const table = data.decisions[policy.decisions];
    const permitted = (way) => paradigms.filter((each) => each[way] === "met").map((p) => p.number);
    const both = { for: permitted("for"), against: permitted("against") };
    const column = overall * 4 + (both.for.length ? 2 : 0) + (both.against.length ? 1 : 0);
    const columns = data.words.certainties.length * 4;
    const row = table.panels[panelPlace(data, panel)];
    const found = table.answers[table.cells[row * columns + column]];
    const named = both[found.side] ?? [];
    return {
      direction: found.direction,
      strength: found.strength,
      drafted: found.drafted,
      paradigms: named,
      binding: found.binding,
      opened: found.opened.flatMap((each) =>
        each === "paradigm" ? named.map((number) => `paradigm ${number}`) : [each],
      ),
      missing: found.missing,
      ceilings: data.words.ceilings.map((name, at) => ({ name, allows: found.ceilings[at] })),
      conflict: found.conflict,
    };
  }

  function pick(change, name, recorded) {
    return change[name] === undefined ? recorded : change[name];
  }

  // The answer to a comparison with some inputs changed; what is not named stays as recorded.
  function answer(data, comparison, change = {}) {
    const policy = data.policies[pick(change, "policy", data.policy)];
    const rows = change.rows ?? {};
    const mids = change.mids ?? {};
    const findings = comparison.rows.map((row, at) => find(data, row, at, rows[at] ?? {}, mids));
    const half = weigh(data, comparison, findings);
    const given = checkedShare(pick(change, "share", comparison.share));
    const asked = data.surveyed && pick(change, "survey", true);
    const share = findShare(data, policy, half, findings, given, asked);
    const panel = {
      share: data.words.bands[share.band],
      secondary: pick(change, "secondary", comparison.secondary),
      votes: voteState(data, policy, pick(change, "votes", comparison.votes)),
      perspective: comparison.perspective,
      balance: pick(change, "balance", comparison.balance),
    };
    const threatening = pick(change, "lifeThreatening", comparison.lifeThreatening);
    const paradigms = paradigmStates(data, policy, half, threatening, comparison.bothActive);
    const decided = decide(data, policy, panel, half.overall, paradigms);
    const told = {
      policy: policy.name,
      share: { ...share, band: panel.share },
      panel,
      overall: data.words.certainties[half.overall],
      states: paradigms,
      findings: findings.map((each) => ({
        outcome: each.row.outcome,
        magnitude: data.words.magnitudes[each.size],
        favours: data.words.favoured[each.favours],
        certainty: each.certainty,
        counts: !each.nothing,
      })),
      ungraded: comparison.ungraded,
      graded: decided,
    };
    const none = { direction: "none", strength: "none", paradigms: [], binding: [], opened: [] };
    const shown =
      comparison.ungraded === null ? decided : { ...decided, ...none, missing: [], conflict: null };
    return {
      ...told,
      ...shown,
      missing: [...shown.missing, ...half.missing, ...comparison.asked],
    };
  }

  return { Refused, answer, bandOf, decide, opened, paradigmStates, voteState };
})();
