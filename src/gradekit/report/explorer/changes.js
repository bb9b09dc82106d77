"use strict";

// What was changed, in words: each input as it was recorded and as it is now.
const GradekitChanges = (data) => {
  const { shown } = GradekitPieces;
  const { words } = data;
  const certainties = ["not rated", ...words.certainties];

  function shareWords(share) {
    if (share === null) return "found, not recorded";
    const whose = share.mirrored ? " (of the comparator)" : "";
    if (share.band !== null) return words.bands[share.band] + whose;
    return `${shown(share.low * 100)}% to ${shown(share.high * 100)}%${whose}`;
  }

  const threatWords = (state) => (state === null ? "not recorded" : state ? "yes" : "no");
  const voteWords = (votes) => (votes === null ? "not voted" : votes.join(", "));

  // What differs from the record, a line each.
  function changes(its, given) {
    const told = [];
    const tell = (name, before, now) => told.push(`${name}: ${before} \u2192 ${now}`);
    for (const [place, edit] of Object.entries(given.rows)) {
      const row = its.rows[place];
      const unit = row.measured?.unit ? ` ${row.measured.unit}` : "";
      if (edit.value !== undefined) {
        const before = row.measured.value === null ? "no estimate" : shown(row.measured.value);
        tell(row.name, before, shown(edit.value) + unit);
      }
      if (edit.certainty !== undefined) {
        const level = (each) => certainties[each];
        tell(`Certainty of ${row.name}`, level(row.certainty), level(edit.certainty));
      }
    }
    for (const row of its.rows) {
      if (given.mids[row.outcome] === undefined) continue;
      const before = row.thresholds === null ? "not recorded" : shown(row.thresholds.sizes[0][1]);
      const unit = row.measured?.wanted ? ` ${row.measured.wanted}` : "";
      tell(`Smallest difference that matters, ${row.name}`, before, shown(given.mids[row.outcome]) + unit);
    }
    if (given.share !== undefined) tell("Share", shareWords(its.share), shareWords(given.share));
    if (given.votes !== undefined) tell("Votes", voteWords(its.votes), voteWords(given.votes));
    if (given.lifeThreatening !== undefined) {
      tell("Life-threatening", threatWords(its.lifeThreatening), threatWords(given.lifeThreatening));
    }
    if (given.secondary !== undefined) tell("Secondary criteria", its.secondary, given.secondary);
    if (given.balance !== undefined) {
      tell("Balance", its.balance ?? "not recorded", given.balance ?? "not recorded");
    }
    if (given.policy !== undefined) {
      tell("Policy", data.policies[data.policy].name, data.policies[given.policy].name);
    }
    if (given.survey === false) tell("Survey", "asked", "left out");
    return told;
  }

  return { changes, shareWords, threatWords };
};
