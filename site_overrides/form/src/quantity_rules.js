// Rules of rules/teaching.py on quantities and visits: whether the numbers of a series go together. Loaded after the form
// stands. Each function is one rule, as in course_rules.js.

import { list, rounded, yuan } from "./numbers.js";

const PER = ["每人", "每组", "每班"];

function visitsFollowEachOther(data, say) {
  const visits = [];
  list(data.sessions).forEach((session, index) => session.visit !== undefined && visits.push([index, session.visit]));
  const run = longestRun(visits.map(([, visit]) => visit));
  visits.forEach(([index, visit], place) => {
    if (run.has(place)) return;
    const within = Array.from(run);
    const least = Math.max(1, ...within.filter((other) => other < place).map((other) => visits[other][1]));
    const above = within.filter((other) => other > place).map((other) => visits[other][1]);
    say(["sessions", index, "visit"], visit < least ? "到校次序倒退了" : "到校次序比后面的课时还大", {
      found: String(visit),
      expected: `不小于 ${least}${above.length ? `，不大于 ${Math.min(...above)}` : ""}`,
      mend: "连堂的课时写相同的数字，其余依次加大",
    });
  });
}

function noSessionWaitsWithinAVisit(data, say) {
  const sessions = list(data.sessions);
  sessions.forEach(({ wait_days: wait, visit }, index) => {
    if (!wait || !index || visit === undefined || visit !== sessions[index - 1].visit) return;
    say(["sessions", index, "wait_days"], "和上一课时同一次到校，就不能隔几天再上", {
      found: `隔 ${wait} 天，两课时都是第 ${visit} 次到校`,
      expected: "连堂的课时不写隔几天；要隔几天的，到校次数加 1",
      mend: "删去隔几天再上（wait_days），或改这一课时和以后的第几次到校（visit）",
    });
  });
}

function groupsHoldAClassOfTheBestSize({ class_size: size, group_size: group, max_groups: most }, say) {
  const pupils = size ? Math.min(size.best, size.max) : 0;
  if (!group || !most || most * group >= pupils) return;
  say(["max_groups"], "最合适的人数也分不下", {
    found: `${most} 组，每组 ${group} 人，共 ${most * group} 人`,
    expected: `分得下 ${pupils} 人：至少 ${Math.ceil(pupils / group)} 组，或每组多几人`,
    mend: "核对最多几组（max_groups）、每组人数（group_size）和班额里的最合适（class_size.best）",
  });
}

// The places of the longest run that does not fall; of several the one that begins and stays earliest.
function longestRun(values) {
  const [length, before] = [[], []];
  let end = -1;
  values.forEach((value, place) => {
    let best = -1;
    for (let other = 0; other < place; other += 1) {
      if (values[other] <= value && (best < 0 || length[other] > length[best])) best = other;
    }
    length.push(best < 0 ? 1 : length[best] + 1);
    before.push(best);
    if (end < 0 || length[place] > length[end]) end = place;
  });
  const run = new Set();
  for (; end >= 0; end = before[end]) run.add(end);
  return run;
}

// Yuan that the provider lays out for a class; null while no session uses a consumable (shopping.py).
function providerCost(data, pupils, groups) {
  const uses = list(data.sessions).flatMap((session) => list(session.materials));
  const bought = list(data.consumables).filter((item) => uses.some((use) => use.name === item.name));
  if (!bought.length) return null;
  const costs = bought
    .filter((item) => item.supplied_by === "课程机构")
    .map((item) => {
      const shares = [0, 0, 0];
      for (const use of uses) if (use.name === item.name) shares[PER.indexOf(use.per)] += use.quantity;
      return rounded(rounded(shares[0] * pupils + shares[1] * groups + shares[2], 3) * item.unit_price, 2);
    });
  return rounded(
    costs.reduce((total, cost) => total + cost, 0),
    2,
  );
}

function materialFeeFollowsFromTheConsumables(data, say, context) {
  const { price, class_size: size, group_size: group, max_groups: most } = data;
  if (!price || price.kind === "免费" || !size || !list(data.consumables).length || !group) return;
  const total = providerCost(data, size.best, Math.min(Math.ceil(size.best / group), most || size.best));
  if (total === null) return;
  const cost = total / size.best;
  const fee = price.material_fee || 0;
  const gap = Math.abs(fee - cost);
  if (gap <= context.thresholds.material_fee_share * cost || gap <= context.thresholds.material_fee_yuan) return;
  say(["price", "material_fee"], "材料费和消耗材料的合计对不上", {
    found: yuan(fee),
    expected: `约 ${yuan(cost)}（按 ${size.best} 人一班，机构准备的材料合计）`,
    mend: "核对单价、用量或材料费",
  });
}

function materialsAreCountedInTheirOwnUnit(data, say) {
  const units = new Map([...list(data.consumables), ...list(data.tools)].map(({ name, unit }) => [name, unit]));
  list(data.sessions).forEach((session, number) =>
    list(session.materials).forEach(({ name, unit }, place) => {
      const listed = units.get(name);
      if (!unit || !listed || unit === listed) return;
      say(["sessions", number, "materials", place, "unit"], "单位和清单里的不同，合计会算错", {
        found: unit,
        expected: `${listed}（清单里“${name}”的单位）`,
        mend: "照清单的单位换算数量，再删去这里的单位（unit）；或把清单里的单位改成这一种",
      });
    }),
  );
}

// [code, severity, kinds, rule]
export const QUANTITY_RULES = [
  ["visit-order", "error", ["series"], visitsFollowEachOther],
  ["wait-within-visit", "error", ["series"], noSessionWaitsWithinAVisit],
  ["groups-too-few", "warning", ["series"], groupsHoldAClassOfTheBestSize],
  ["unit-differs", "error", ["series"], materialsAreCountedInTheirOwnUnit],
  ["material-fee", "warning", ["series"], materialFeeFollowsFromTheConsumables],
];
