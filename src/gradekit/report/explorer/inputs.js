"use strict";

// The inputs of the comparison that is shown; what is entered in them goes to `held`.
const GradekitInputs = (data, held, { shareWords, threatWords }) => {
  const { headings, made, numbered, selected, spelled, upper } = GradekitPieces;
  const { comparison, mine, set, setRow, shared } = held;
  const { words } = data;
  const certainties = ["not rated", ...words.certainties];

  function evidenceRow(row, place) {
    const edit = mine().rows[place] ?? {};
    const measured = row.judged === null && !row.incidence ? row.measured : null;
    const unit = measured === null ? "" : [measured.measure, measured.unit].filter(Boolean).join(", ");
    const effect =
      measured === null
        ? made("span", { text: effectWords(row) })
        : numbered(
            `value-${place}`,
            `Effect on ${row.name}, ${measured.measure}${measured.unit ? ` in ${measured.unit}` : ""}`,
            edit.value ?? measured.value,
            (value) => setRow(place, "value", value, measured.value ?? undefined),
          );
    const level = selected(
      `certainty-${place}`,
      `Certainty of ${row.name}`,
      certainties.map((text, nth) => [String(nth), upper(text)]),
      String(edit.certainty ?? row.certainty),
      (value) => setRow(place, "certainty", Number(value), row.certainty),
    );
    const sort = `${row.importance}${row.catastrophic ? ", catastrophic" : ""} ${row.kind}`;
    return made(
      "tr",
      {},
      made(
        "th",
        { scope: "row" },
        row.name,
        made("span", { class: "sort", text: sort }),
        measured === null ? null : made("span", { class: "found", id: `found-${place}` }),
      ),
      made("td", {}, effect, made("span", { class: "sort", text: unit })),
      made("td", {}, level),
    );
  }

  function effectWords(row) {
    if (row.judged !== null) {
      return `judged ${words.magnitudes[row.judged[0]]}, favours ${words.favoured[row.judged[1]]}`;
    }
    return row.incidence ? "one option's rate alone" : "no estimate recorded";
  }

  function evidence() {
    const its = comparison();
    const better = its.rows
      .filter((row) => row.judged === null && row.measured !== null)
      .map((row) => `${row.name}: ${row.higher ? "higher" : "lower"} is better`);
    const mids = its.rows.filter((row) => row.measured !== null && row.judged === null);
    return made(
      "fieldset",
      {},
      made("legend", { text: "Evidence" }),
      better.length ? made("p", { class: "hint", text: `${better.join("; ")}.` }) : null,
      made(
        "table",
        {},
        made("thead", {}, headings("Outcome", "Effect", "Certainty")),
        made("tbody", {}, ...its.rows.map(evidenceRow)),
      ),
      ...mids.map((row) =>
        numbered(
          `mid-${its.rows.indexOf(row)}`,
          `Smallest difference that matters, ${row.name}` +
            (row.measured.wanted ? `, in ${row.measured.wanted}` : ""),
          shared().mids[row.outcome] ?? row.thresholds?.sizes[0][1],
          (value) => set(shared().mids, row.outcome, value, row.thresholds?.sizes[0][1]),
          { min: "0" },
        ),
      ),
    );
  }

  function shareField() {
    const its = comparison();
    const given = mine().share;
    const now = given === undefined ? its.share : given;
    const kind = given === undefined ? "recorded" : given === null ? "none" : given.band === null ? "interval" : String(given.band);
    const options = [
      ["recorded", its.share === null ? "Not recorded: survey, then dominance" : `As recorded: ${shareWords(its.share)}`],
      ...(its.share === null ? [] : [["none", "Not recorded: survey, then dominance"]]),
      ...words.bands.map((band, nth) => [String(nth), upper(band)]),
      ["interval", "An interval"],
    ];
    const ends = made("div", { class: "pair", hidden: kind !== "interval" });
    const fill = () => {
      const held = mine().share ?? {};
      const end = (name, label) =>
        numbered(
          `share-${name}`,
          label,
          held[name] === undefined || held[name] === null ? undefined : held[name] * 100,
          (value) => set(mine(), "share", { ...mine().share, [name]: value === undefined ? Number.NaN : value / 100 }),
          { min: "0", max: "100" },
        );
      ends.replaceChildren(end("low", "From, per cent"), end("high", "To, per cent"));
    };
    if (kind === "interval") fill();
    const choose = selected("share", "How many informed people would choose it", options, kind, (value) => {
      ends.hidden = value !== "interval";
      if (value === "interval") {
        const low = now?.low ?? 0.5;
        const high = now?.high ?? 1;
        set(mine(), "share", { band: null, low, high, mirrored: false });
        fill();
        return;
      }
      const band = { band: Number(value), low: null, high: null, mirrored: false };
      set(mine(), "share", value === "recorded" ? undefined : value === "none" ? null : band, its.share);
    });
    return [choose, ends];
  }

  function votesField() {
    const its = comparison();
    const held = mine().votes === undefined ? its.votes : mine().votes;
    const counts = words.ballots.map((_, nth) => held?.[nth]);
    const fields = words.ballots.map((name, nth) =>
      numbered(
        `votes-${name}`,
        upper(spelled(name)),
        counts[nth],
        (value) => {
          counts[nth] = value;
          const cast = counts.some((each) => each !== undefined);
          set(mine(), "votes", cast ? counts.map((each) => each ?? 0) : null, its.votes);
        },
        { min: "0", step: "1", inputmode: "numeric" },
      ),
    );
    return made(
      "fieldset",
      { class: "votes" },
      made("legend", { text: "Votes (leave empty where nobody voted)" }),
      made("div", { class: "ballots" }, ...fields),
    );
  }

  function people() {
    const its = comparison();
    const states = words.open.map((state) => [String(state), upper(threatWords(state))]);
    const held = mine();
    const state = held.lifeThreatening === undefined ? its.lifeThreatening : held.lifeThreatening;
    const balance = held.balance === undefined ? its.balance : held.balance;
    const balances = words.panel.find(([name]) => name === "balance")[1];
    return made(
      "fieldset",
      {},
      made("legend", { text: "People and panel" }),
      ...shareField(),
      data.surveyed ? surveyField() : null,
      votesField(),
      selected("life-threatening", "Life-threatening situation", states, String(state), (value) =>
        set(mine(), "lifeThreatening", { null: null, true: true, false: false }[value], its.lifeThreatening),
      ),
      made(
        "details",
        {},
        made("summary", { text: "Further judgements" }),
        selected(
          "secondary",
          "Secondary criteria, all in all",
          words.secondary.map((each) => [each, upper(each)]),
          held.secondary ?? its.secondary,
          (value) => set(mine(), "secondary", value, its.secondary),
        ),
        selected(
          "balance",
          "Recorded balance of the effects",
          balances.map((each) => [each ?? "", upper(each ?? "not recorded")]),
          balance ?? "",
          (value) => set(mine(), "balance", value === "" ? null : value, its.balance),
        ),
      ),
    );
  }

  function surveyField() {
    const box = made("input", {
      id: "survey",
      type: "checkbox",
      on: { change: (event) => set(shared(), "survey", event.target.checked ? undefined : false) },
    });
    box.checked = shared().survey !== false;
    return made(
      "div",
      { class: "field check" },
      box,
      made("label", { for: "survey", text: "Ask the panel's survey of values (in every comparison)" }),
    );
  }

  function method() {
    return made(
      "fieldset",
      {},
      made("legend", { text: "Method" }),
      selected(
        "policy",
        "Policy (in every comparison)",
        data.policies.map((each, nth) => [String(nth), `${each.name}, ${each.edition} edition`]),
        String(shared().policy ?? data.policy),
        (value) => set(shared(), "policy", Number(value), data.policy),
      ),
    );
  }

  return { evidence, people, method };
};
