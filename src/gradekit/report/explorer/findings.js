"use strict";

// From what was recorded, or entered, to findings: a number is placed against the thresholds of its
// outcome, and refused where the library refuses it.
const GradekitFindings = (() => {
  // An input nothing can be computed from; its message is shown beside the input.
  class Refused extends Error {
    constructor(place, message) {
      super(message);
      this.place = place;
    }
  }

  // Places in the lists of words the library wrote; `opened` holds them against those lists.
  const PLACES = {
    magnitudes: { trivial: 0, important: 4, unknown: 5 },
    favoured: { intervention: 0, comparator: 1, neither: 2 },
  };
  const { trivial: TRIVIAL, important: IMPORTANT, unknown: UNKNOWN } = PLACES.magnitudes;
  const {
    intervention: INTERVENTION,
    comparator: COMPARATOR,
    neither: NEITHER,
  } = PLACES.favoured;

  // The library's own comparison: numbers within a relative tolerance are equal.
  function compare(number, threshold, tolerance) {
    const apart = Math.abs(number - threshold);
    const close =
      number === threshold ||
      apart <= Math.abs(tolerance * threshold) ||
      apart <= Math.abs(tolerance * number);
    if (close) return 0;
    return number < threshold ? -1 : 1;
  }

  function checkedValue(measured, value, place) {
    if (measured === null) throw new Refused(place, "cannot be judged");
    if (!Number.isFinite(value)) throw new Refused(place, "a number is needed");
    if (measured.ratio && !(value > 0)) throw new Refused(place, "a ratio is above 0");
    if (measured.limit !== null && Math.abs(value) > measured.limit) {
      throw new Refused(place, `at most ${measured.limit} ${measured.unit}`);
    }
  }

  // The absolute effect, in the unit of the thresholds.
  function absolute(measured, value, place) {
    checkedValue(measured, value, place);
    let effect = value;
    if (measured.ratio) effect = risk(measured, value, place) - measured.baseline;
    else if (measured.proportion !== null) {
      possible(measured.baseline + value * measured.proportion, place);
    }
    return measured.factor === null ? effect : effect * measured.factor;
  }

  function risk(measured, ratio, place) {
    const base = measured.baseline;
    let reached;
    if (measured.measure === "RR") reached = base * ratio;
    else if (measured.measure === "OR") reached = (ratio * base) / (1 - base + ratio * base);
    else reached = base < 1 ? -Math.expm1(ratio * Math.log1p(-base)) : 1;
    return possible(reached, place);
  }

  function possible(reached, place) {
    if (!(reached >= 0 && reached <= 1)) {
      throw new Refused(place, "gives a risk that is not from 0 to 1");
    }
    return reached;
  }

  // The sizes to judge by: as recorded, or with another smallest important difference.
  function sizes(row, mid, place) {
    const given = row.thresholds;
    if (mid === undefined) return given;
    if (!(Number.isFinite(mid) && mid > 0)) throw new Refused(place, "a size above 0 is needed");
    const above = given === null ? [] : given.sizes.slice(1);
    if (above.length && mid >= above[0][1]) {
      throw new Refused(place, `below the next size, ${above[0][1]}`);
    }
    const first = above.length ? given.sizes[0][0] : IMPORTANT;
    return { sizes: [[first, mid], ...above], upper: null };
  }


  function magnitude(thresholds, effect, tolerance) {
    const ends = [thresholds.sizes];
    if (thresholds.upper !== null) {
      const [[first], ...above] = thresholds.sizes;
      ends.push([[first, thresholds.upper], ...above]);
    }
    const found = ends.map((each) => {
      let reached = TRIVIAL;
      for (const [name, size] of each) {
        if (compare(Math.abs(effect), size, tolerance) >= 0) reached = name;
      }
      return reached;
    });
    return found.every((each) => each === found[0]) ? found[0] : UNKNOWN;
  }

  function toward(row, effect) {
    if (effect === 0) return NEITHER;
    return effect > 0 === row.higher ? INTERVENTION : COMPARATOR;
  }

  // The finding of one row, with what was entered in place of what was recorded.
  function find(data, row, at, edit, mids) {
    const place = `value-${at}`;
    const entered = edit.value !== undefined;
    const estimated = row.estimated || entered;
    const judgedBy = sizes(row, mids[row.outcome], `mid-${row.outcome}`);
    const thresholds = estimated ? judgedBy : null;
    let effect = row.effect;
    if (entered) checkedValue(row.measured, edit.value, place);
    if (thresholds !== null && (entered || effect === null)) {
      effect = absolute(row.measured, entered ? edit.value : row.measured?.value, place);
    }
    let [size, favours] = [UNKNOWN, NEITHER];
    if (row.judged !== null) [size, favours] = row.judged;
    else if (estimated && thresholds !== null) {
      size = magnitude(thresholds, effect, data.tolerance);
      if (size !== TRIVIAL && size !== UNKNOWN) favours = toward(row, effect);
    }
    return {
      row,
      size,
      favours,
      certainty: edit.certainty === undefined ? row.certainty : edit.certainty,
      effect: estimated && thresholds !== null ? effect : null,
      nothing: row.nothing && !entered,
      lacks: size === UNKNOWN && estimated && row.judged === null,
    };
  }

  return { COMPARATOR, INTERVENTION, NEITHER, PLACES, Refused, UNKNOWN, compare, find, toward };
})();
