"use strict";

// A composite index worked out in the page: figures are treated, put on a scale and averaged twice, under the reader's
// weights and method; then as often again as asked, with everything varied that the reader lets vary.
// The rules are those of the development index: docs/development-index.md. Nothing here touches the page.

const composite = (() => {
  const SCALES = ["minmax", "zscore", "percentile"];
  const AMOUNTS = ["asinh", "root"];
  const MISSING = ["none", "median"];
  const ALPHAS = [0, 0.5];
  const SPREAD = 0.25; // how far a weight moves up or down
  const MARGIN = 1.05; // where the greatest figure of a year is known to be at least so much, it may be a twentieth more
  const TAIL = 0.05; // what an interval leaves out on either side
  const SEED = 2022;

  // Even numbers from 0 to 1, the same for one seed: mulberry32, public domain (Tommy Ettinger, 2017).
  function makeRandom(seed) {
    let state = seed >>> 0;
    return () => {
      state = (state + 0x6d2b79f5) >>> 0;
      let t = Math.imul(state ^ (state >>> 15), state | 1);
      t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
  }

  function readColumn(rows, size) {
    const column = { x: new Float64Array(size).fill(NaN), low: new Float64Array(size), high: new Float64Array(size) };
    const most = Math.max(...rows.map((row) => row[1]));
    for (const [unit, value, low, high] of rows) {
      column.x[unit] = value;
      column.low[unit] = low ?? value;
      column.high[unit] = high ?? (low === undefined ? value : value < most ? most : value * MARGIN);
    }
    return column;
  }

  // A pinned scale stands on its goalposts and on what of the base year lies between them.
  function pin(column, ends) {
    const [bottom, top] = [Math.min(...ends), Math.max(...ends)];
    const there = [...column.x.keys()].filter((unit) => !Number.isNaN(column.x[unit]));
    there.sort((a, b) => column.x[a] - column.x[b]);
    for (const part of [column.x, column.low, column.high]) {
      for (const unit of there) part[unit] = Math.min(Math.max(part[unit], bottom), top);
      part[there[0]] = bottom;
      part[there[there.length - 1]] = top;
    }
    return column;
  }

  function read(data) {
    const size = data.units.length;
    const indicators = data.indicators.map((one) => {
      const base = readColumn(one.base, size);
      return { ...one, base: one.ends ? pin(base, one.ends) : base };
    });
    const years = data.years.map((year) => ({
      period: year.period,
      columns: year.figures.map(([at, rows]) => ({ indicator: indicators[at], ...readColumn(rows, size) })),
      published: new Map(year.parts.map(([part, rows]) => [part, new Map(rows.map((row) => [row[0], row]))])),
    }));
    return { root: data.root, weights: data.weights, indicators, years, size };
  }

  const treatments = {
    asinh: Math.asinh,
    root: (x) => Math.sign(x) * Math.sqrt(Math.abs(x)),
    none: (x) => x,
  };

  function order(x) {
    const there = x.filter((value) => !Number.isNaN(value)).sort();
    const step = 100 / (there.length - 1);
    return x.map((value) => (Number.isNaN(value) ? NaN : step * there.indexOf(value)));
  }

  function findRange(x) {
    let [low, high] = [Infinity, -Infinity];
    for (const value of x) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
    return [low, high - low];
  }

  function findMoments(x) {
    let [sum, square, count] = [0, 0, 0];
    for (const value of x) {
      if (Number.isNaN(value)) continue;
      sum += value;
      count += 1;
    }
    const mean = sum / count;
    for (const value of x) if (!Number.isNaN(value)) square += (value - mean) ** 2;
    return [mean, Math.sqrt(square / (count - 1))];
  }

  // Figures as they are compared, turned so that more is better.
  function turn(indicator, x, method) {
    const treat = indicator.amount ? treatments[method.amounts] : treatments.none;
    const turned = new Float64Array(x.length);
    for (let unit = 0; unit < x.length; unit += 1) turned[unit] = indicator.direction * treat(x[unit]);
    return turned;
  }

  // Every unit's place on the scale, more being better.
  function place(indicator, x, base, method) {
    const turned = turn(indicator, x, method);
    if (method.scale === "percentile") return order(turned);
    const ground = x === base ? turned : turn(indicator, base, method);
    const isRange = method.scale === "minmax";
    const [zero, unit] = isRange ? findRange(ground) : findMoments(ground);
    const [start, width] = isRange ? [0, 100] : [50, 20];
    const places = new Float64Array(x.length);
    for (let at = 0; at < x.length; at += 1) places[at] = start + (width * (turned[at] - zero)) / unit;
    return places;
  }

  // Between the weighted mean of what a unit has (alpha 0) and the least of it (alpha 1); NaN where it has nothing.
  function average(columns, weights, size, alpha) {
    const result = new Float64Array(size);
    for (let unit = 0; unit < size; unit += 1) {
      let [sum, total, least] = [0, 0, Infinity];
      for (let at = 0; at < columns.length; at += 1) {
        const value = columns[at][unit];
        if (weights[at] <= 0 || Number.isNaN(value)) continue;
        sum += weights[at] * value;
        total += weights[at];
        if (value < least) least = value;
      }
      const mean = total > 0 ? sum / total : NaN;
      result[unit] = alpha > 0 ? mean - alpha * (mean - least) : mean;
    }
    return result;
  }

  // The scores of the index and of each first-level indicator by code.
  function score(table, year, figures, bases, weights, method) {
    const families = new Map();
    year.columns.forEach(({ indicator }, at) => {
      const family = families.get(indicator.parent) ?? { columns: [], weights: [] };
      family.columns.push(place(indicator, figures[at], bases[at], method));
      family.weights.push(weights.get(indicator.code));
      families.set(indicator.parent, family);
    });
    const scores = new Map();
    for (const [code, family] of families) {
      scores.set(code, average(family.columns, family.weights, table.size, method.alpha));
    }
    const above = [...families.keys()];
    const tops = above.map((code) => weights.get(code));
    scores.set(table.root, average(above.map((code) => scores.get(code)), tops, table.size, method.alpha));
    return scores;
  }

  function rankAmong(units, scores) {
    return units.map((unit) => {
      if (Number.isNaN(scores[unit])) return null;
      return 1 + units.reduce((ahead, other) => ahead + (scores[other] > scores[unit] ? 1 : 0), 0);
    });
  }

  function weigh(table, multiples) {
    const own = new Map(Object.entries(table.weights));
    for (const { code, weight } of table.indicators) own.set(code, weight);
    for (const [code, weight] of own) own.set(code, weight * (multiples[code] ?? 1));
    return own;
  }

  function draw(column, random) {
    const drawn = new Float64Array(column.x.length);
    for (let unit = 0; unit < drawn.length; unit += 1) {
      const width = column.high[unit] - column.low[unit];
      drawn[unit] = width > 0 ? column.low[unit] + width * random() : column.x[unit];
    }
    return drawn;
  }

  function fillMedian(x) {
    const there = x.filter((value) => !Number.isNaN(value)).sort();
    const middle = there.length >> 1;
    const median = there.length % 2 ? there[middle] : (there[middle - 1] + there[middle]) / 2;
    return x.map((value) => (Number.isNaN(value) ? median : value));
  }

  // One run: the method, weights and figures with what is let vary drawn anew.
  function vary(table, year, settings, nominal, random) {
    const may = (name) => settings.vary.has(name);
    const pick = (options, own) => {
      const all = options.includes(own) ? options : [...options, own];
      return all[Math.floor(random() * all.length)];
    };
    const method = {
      scale: may("scale") ? pick(SCALES, settings.scale) : settings.scale,
      amounts: may("amounts") ? pick(AMOUNTS, settings.amounts) : settings.amounts,
      alpha: may("compensation") ? pick(ALPHAS, settings.alpha) : settings.alpha,
    };
    const weights = new Map(nominal);
    if (may("weights")) {
      for (const [code, weight] of nominal) weights.set(code, weight * (1 + SPREAD * (2 * random() - 1)));
    }
    if (may("removal")) {
      const at = Math.floor(random() * (year.columns.length + 1));
      if (at < year.columns.length) weights.set(year.columns[at].indicator.code, 0);
    }
    const fill = may("missing") && pick(MISSING, "none") === "median";
    const drawn = may("figures");
    const bases = [];
    const figures = year.columns.map((column) => {
      const { base, baseYear, ends } = column.indicator;
      const x = drawn ? draw(column, random) : column.x;
      // the base year's own figures are drawn once, for the scale and for the score
      bases.push(drawn ? (baseYear === year.period && !ends ? x : draw(base, random)) : base.x);
      return fill ? fillMedian(x) : x;
    });
    return { method, scores: score(table, year, figures, bases, weights, method) };
  }

  function findEnds(values) {
    const sorted = Float64Array.from(values).sort();
    const at = (share) => {
      const place = share * (sorted.length - 1);
      const below = Math.floor(place);
      const above = Math.min(below + 1, sorted.length - 1);
      return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    };
    return sorted.length ? [at(TAIL), at(1 - TAIL)] : null;
  }

  // What the settings give for the compared units: score, rank, and the interval of each (null where nothing varies).
  function work(table, settings) {
    const year = table.years.find((one) => one.period === settings.year);
    const weights = weigh(table, settings.weights);
    const part = settings.part;
    const nominal = score(
      table, year, year.columns.map((one) => one.x), year.columns.map((one) => one.indicator.base.x), weights, settings,
    ).get(part);
    const units = settings.units;
    const ranks = rankAmong(units, nominal);
    const found = units.map((unit, at) => ({ unit, score: nominal[unit], rank: ranks[at], scores: [], ranks: [] }));
    const random = makeRandom(SEED);
    const runs = settings.vary.size ? settings.runs : 0;
    for (let run = 0; run < runs; run += 1) {
      const { method, scores } = vary(table, year, settings, weights, random);
      const own = scores.get(part);
      const places = rankAmong(units, own);
      found.forEach((one, at) => {
        if (places[at] === null) return;
        one.ranks.push(places[at]);
        if (method.scale === settings.scale) one.scores.push(own[one.unit]);
      });
    }
    return found.map(({ unit, score: value, rank, scores, ranks: places }) => {
      const [spread, reach] = [findEnds(scores), findEnds(places)];
      const has = rank !== null;
      return {
        unit,
        score: has ? value : null,
        rank,
        scoreEnds: has && spread ? [Math.min(spread[0], value), Math.max(spread[1], value)] : null,
        rankEnds: has && reach ? [Math.floor(Math.min(reach[0], rank)), Math.ceil(Math.max(reach[1], rank))] : null,
      };
    });
  }

  return { read, work };
})();
