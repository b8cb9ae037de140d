// Rules across the fields of a course or base: modules of course_catalogue/rules/ by the same names. Each function is one
// rule: (data, say, context), and says what it finds as say(steps, message, words).

import { blocksOf, placed } from "./blocks.js";
import { nearest } from "./nearest.js";
import { list, number, rounded, yuan } from "./numbers.js";
import { two } from "./value_mends.js";

const STAGES = { S1: "1～2 年级", S2: "3～4 年级", S3: "5～6 年级", S4: "7～9 年级", S5: "高中" };
const STAGE_OF_GRADE = ["", "S1", "S1", "S2", "S2", "S3", "S3", "S4", "S4", "S4", "S5", "S5", "S5"];
const FORBIDDEN_FOR_THE_YOUNGEST = ["明火", "酸碱", "市电"];

function percent(share) {
  const value = share * 100;
  const down = Math.floor(value);
  return `${value - down === 0.5 ? down + (down % 2) : Math.round(value)}%`;
}

const targetsById = new WeakMap();

function knownTargets(context) {
  if (!targetsById.has(context.targets))
    targetsById.set(context.targets, new Map(context.targets.map((one) => [one.id, one])));
  return targetsById.get(context.targets);
}

// ---- alignment, references ----

function everyTargetIsInTheVocabulary(data, say, context) {
  const known = knownTargets(context);
  list(data.alignments).forEach((alignment, index) => {
    if (known.has(alignment.target)) return;
    const near = nearest(alignment.target, Array.from(known.keys()));
    say(["alignments", index, "target"], "课标词表里没有这个编号", {
      found: alignment.target,
      expected: "词表里的编号，如 sci22-10.1（天气和气候）",
      mend: near.map((id) => `${id}：${known.get(id).name}`).join("；") || "查 schema/vocabulary/ 里的编号",
      known: Array.from(known.keys()),
    });
  });
}

function everyGradeHasAnAlignment(data, say) {
  if (!list(data.alignments).length) return;
  const aligned = data.alignments.flatMap((alignment) => alignment.stages);
  const stages = Array.from(new Set(list(data.grades).map((grade) => STAGE_OF_GRADE[grade]))).sort();
  const lacking = stages.filter((stage) => !aligned.includes(stage));
  if (!lacking.length) return;
  say(["alignments"], "课程的年级里有学段没有课标对应", {
    found: `没有 ${lacking.map((stage) => `${stage}（${STAGES[stage]}）`).join("、")}`,
    expected: "每个年级所在的学段至少一条",
    mend: "在课标对应（alignments）里补上这个学段，或从年级（grades）里去掉这些年级",
  });
}

function alignmentsNameStagesWhereContentIsTaught(data, say, context) {
  list(data.alignments).forEach((alignment, index) => {
    const target = knownTargets(context).get(alignment.target);
    if (!target || !target.stages.length) return;
    const beyond = alignment.stages.filter((stage) => !target.stages.includes(stage));
    if (!beyond.length) return;
    say(["alignments", index, "stages"], `“${target.code} ${target.name}”在课标词表里不在这个学段`, {
      found: beyond.join("、"),
      expected: target.stages.join("、"),
      mend: "核对学段；有意提前或加深时可以不改",
    });
  });
}

function sessionsCoverTheAlignments(data, say, context) {
  const covered = list(data.sessions).flatMap((session) => list(session.targets));
  if (!covered.length) return;
  list(data.alignments).forEach((alignment, index) => {
    if (covered.includes(alignment.target) || !knownTargets(context).has(alignment.target)) return;
    say(["alignments", index, "target"], "没有一个课时落实这条课标对应", {
      found: alignment.target,
      expected: "至少一个课时的课标对应（targets）里有它",
      mend: "在相应课时的课标对应（targets）里写上，或删去这一条",
    });
  });
}

function everyTargetIsAlignedOnce(data, say, context) {
  const first = new Map();
  list(data.alignments).forEach((alignment, index) => {
    if (!first.has(alignment.target)) first.set(alignment.target, index);
    else if (knownTargets(context).has(alignment.target)) {
      say(["alignments", index, "target"], "这条课标对应前面已经有了", {
        found: alignment.target,
        expected: "每条学习内容只写一次",
        mend: "改成本来要写的编号；确实是同一条的，学段合并到前面一条，删去这一条",
      });
    }
  });
}

function sessionTargetsAreTargetsOfTheCourse(data, say, context) {
  const targets = list(data.alignments).map((alignment) => alignment.target);
  const known = knownTargets(context);
  if (!targets.length || targets.some((target) => !known.has(target)) || new Set(targets).size < targets.length) return;
  list(data.sessions).forEach((session, number) => {
    list(session.targets).forEach((target, index) => {
      if (targets.includes(target)) return;
      say(["sessions", number, "targets", index], "课时的课标对应不在课程的课标对应里", {
        found: target,
        expected: targets.join("、"),
        mend: "在课程的课标对应（alignments）里补上这一条，或改课时的课标对应（targets）",
      });
    });
  });
}

function exhibitIdsAreUnique(data, say) {
  const seen = new Set();
  list(data.exhibits).forEach((exhibit, index) => {
    if (seen.has(exhibit.id)) {
      say(["exhibits", index, "id"], "两个展项用了同一个编号", {
        found: exhibit.id,
        expected: "每个展项一个编号",
        mend: "给其中一个换编号，并改引用它的课程",
      });
    }
    seen.add(exhibit.id);
  });
}

function everyExhibitStandsInItsBase(data, say, context) {
  const base = list(context.owners).find(
    (owner) => owner.kind === "base" && (context.key || "").startsWith(`${owner.key}/`),
  );
  if (!base) return;
  const ids = base.exhibits.map((exhibit) => exhibit.id);
  const places = list(data.exhibits).map((id, index) => [["exhibits", index], id]);
  for (const part of ["itinerary", "tasks"]) {
    list(data[part]).forEach((item, index) => item.exhibit && places.push([[part, index, "exhibit"], item.exhibit]));
  }
  for (const [steps, id] of places) {
    if (ids.includes(id)) continue;
    say(steps, `基地“${base.name}”没有这个展项`, {
      found: id,
      expected: ids.join("、") || "base.yml 里的展项编号",
      mend: "改正编号，或在基地文件（base.yml）的科技展项（exhibits）里加上这个展项",
      known: ids,
    });
  }
}

function materialNamesAreUnique(data, say) {
  const seen = new Set();
  for (const part of ["consumables", "tools"]) {
    list(data[part]).forEach((item, index) => {
      if (seen.has(item.name)) {
        say([part, index, "name"], "两种用品用了同一个名称", {
          found: item.name,
          expected: "每种用品一个名称",
          mend: "合并成一种，或在名称里写出规格",
        });
      }
      seen.add(item.name);
    });
  }
}

// ---- what is public of the catalogue ----

function titlesAreDistinct(data, say, context) {
  const owner = (context.key || "").split("/").slice(0, 2).join("/");
  const other = list(context.courses).find(
    (course) => course.owner === owner && course.key !== context.key && course.title === data.title,
  );
  if (!other) return;
  say(["title"], "同一机构有两门课程同名", {
    found: data.title,
    expected: "各不相同的课程名称",
    mend: "改其中一个名称",
  });
}

function formerIdsAreFree(data, say, context) {
  if (!context.key) return;
  const folder = context.key.split("/").slice(0, -1).join("/");
  const taken = [...list(context.owners), ...list(context.courses)].map((record) => record.key).concat(context.key);
  list(data.former_ids).forEach((former, index) => {
    if (!taken.includes(`${folder}/${former}`)) return;
    say(["former_ids", index], "这个曾用编号已经被占用", {
      found: former,
      expected: "没有别的课程用过的编号",
      mend: "删去这一项，或核对是哪一门课程的旧编号",
    });
  });
}

// ---- providers, districts ----

const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

function creditCodesHaveARightCheckCharacter(data, say) {
  const code = data.credit_code;
  if (!code) return;
  let [total, weight] = [0, 1];
  for (const character of code.slice(0, 17)) {
    total += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  if (code[17] === ALPHABET[(31 - (total % 31)) % 31]) return;
  say(["credit_code"], "统一社会信用代码的校验码不对", {
    found: code,
    expected: "18 位代码，最后一位与前 17 位相符",
    mend: "对照登记证书重新抄一遍",
  });
}

function districtCodeAndNameMatch(data, say, context) {
  const district = data.district;
  if (!district) return;
  const [code, name] = [district.code, district.name];
  const known = context.districts;
  if (known.some((one) => one.code === code && one.name === name)) return;
  const right = known.find((one) => one.name === (context.zones[name] || name));
  say(["district"], "区划代码和名称不对应", {
    found: `${code} ${name}`,
    expected: (right ? [right] : known).map((one) => `${one.code} ${one.name}`).join("、"),
    mend: "按上面的代码和名称改；功能区写所属的区县（市）",
  });
}

function offeredDistrictsExist(data, say, context) {
  const names = ["全市", ...context.districts.map((one) => one.name), ...Object.keys(context.zones)];
  list(data.offer && data.offer.districts).forEach((name, index) => {
    if (names.includes(name)) return;
    say(["offer", "districts", index], "没有这个区县（市）", {
      found: name,
      expected: names.join("、"),
      mend: "改成上面列出的名称",
      known: names,
    });
  });
}

// ---- teaching ----

function handsOnShare(data) {
  const steps = list(data.sessions).flatMap((session) => list(session.steps));
  const minutes = (some) => some.reduce((total, step) => total + step.minutes, 0);
  const total = minutes(steps);
  return total ? rounded(minutes(steps.filter((step) => step.hands_on)) / total, 4) : null;
}

function tellShare(say, share, limit) {
  say(["sessions"], "学生动手的时间太少", {
    found: `占 ${percent(share)}`,
    expected: `不少于 ${percent(limit)}`,
    mend: "把讲解改成实验、制作或观测；确实在动手的环节写上动手（hands_on: true）",
  });
}

function seriesAreNotMereLectures(data, say, context) {
  const share = handsOnShare(data);
  const limit = context.thresholds.hands_on_share_error;
  if (share !== null && share < limit) tellShare(say, share, limit);
}

function seriesAreMostlyHandsOn(data, say, context) {
  const share = handsOnShare(data);
  const { hands_on_share_error: least, hands_on_share_warn: limit } = context.thresholds;
  if (share !== null && least <= share && share < limit) tellShare(say, share, limit);
}

const clock = (minutes) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

function itineraryItemsFollowEachOther(data, say) {
  const items = list(data.itinerary);
  const start = (item) => item.start.split(":").reduce((hours, minutes) => hours * 60 + Number(minutes), 0);
  items.slice(1).forEach((after, index) => {
    const before = items[index];
    const [day, other] = [after.day || 1, before.day || 1];
    const end = start(before) + before.minutes;
    if (day < other || (day === other && start(after) < end)) {
      say(["itinerary", index + 1, "start"], "这一项开始时，上一项还没有结束", {
        found: `第 ${day} 天 ${after.start}`,
        expected: `第 ${other} 天 ${clock(end)} 或以后`,
        mend: "调整开始时间或分钟数",
      });
    }
  });
}

function feesStayUnderTheCap(data, say, context) {
  const caps = context.thresholds.fee_caps || {};
  const named = list(data.offer && data.offer.districts);
  const fee = (data.price && data.price.fee_per_session) || 0;
  const districts = named.includes("全市") ? Object.keys(caps) : named.map((name) => context.zones[name] || name);
  const held = districts.map((name) => (name in caps ? name : "全市")).filter((name) => name in caps);
  const lowest = held.sort((a, b) => caps[a] - caps[b] || (a < b ? -1 : 1))[0];
  if (lowest === undefined || fee <= caps[lowest]) return;
  say(["price", "fee_per_session"], "课时费超过了当地的上限", {
    found: yuan(fee),
    expected: `不超过 ${yuan(caps[lowest])}（${lowest}）`,
    mend: "降低课时费，或核对服务区域",
  });
}

function tableRowsHaveAsManyCellsAsColumns(data, say) {
  for (const [steps, block] of blocksOf(data)) {
    list(block.rows).forEach((row, index) => {
      if (row.length === list(block.columns).length) return;
      say([...steps, "rows", index], "这一行的格数和列数不同", {
        found: `${row.length} 格`,
        expected: `${list(block.columns).length} 格（${list(block.columns).join("、")}）`,
        mend: '缺的格留空（文件里写 ""），多的删去',
      });
    });
  }
}

// ---- safety ----

const hasTheYoungest = (data) => list(data.grades).some((grade) => grade <= 2);

function* hazardsOf(data) {
  yield* placed(["hazards"], data.hazards);
  for (const [number, session] of list(data.sessions).entries())
    yield* placed(["sessions", number, "hazards"], session.hazards);
}

function theYoungestMeetNoFireAcidOrMains(data, say) {
  if (!hasTheYoungest(data)) return;
  for (const [steps, { kind }] of hazardsOf(data)) {
    if (!FORBIDDEN_FOR_THE_YOUNGEST.includes(kind)) continue;
    say([...steps, "kind"], "1～2 年级的课程不能有明火、酸碱、市电", {
      found: kind,
      expected: "换成没有这类危险的做法",
      mend: "改用别的实验；或把 1、2 年级从年级（grades）里去掉",
    });
  }
}

function theYoungestHaveNoWrittenHomework(data, say) {
  if (!hasTheYoungest(data)) return;
  list(data.sessions).forEach((session, index) => {
    if (!session.extension_task || !session.extension_task.written) return;
    say(["sessions", index, "extension_task", "written"], "1～2 年级不布置书面作业", {
      found: "书面：是",
      expected: "书面（written）：否（false）",
      mend: "改成看一看、说一说、做一做",
    });
  });
}

function basesHaveRoomForTheirPupils(data, say, context) {
  const { teaching_area: area, capacity } = data;
  const limit = context.thresholds.area_per_pupil;
  if (!area || !capacity || area / capacity >= limit) return;
  say(["capacity"], "人均教学面积偏小", {
    found: `${number(area / capacity)} 平方米/人`,
    expected: `不少于 ${number(limit)} 平方米/人`,
    mend: "减少同时接待人数，或核对教学面积",
  });
}

const COURSES = ["series", "premium", "extension"];

// [code, severity, kinds, rule]
export const COURSE_RULES = [
  ["unknown-target", "error", COURSES, everyTargetIsInTheVocabulary],
  ["duplicate-exhibit", "error", ["base"], exhibitIdsAreUnique],
  ["duplicate-material", "error", ["series"], materialNamesAreUnique],
  ["credit-code", "error", ["provider"], creditCodesHaveARightCheckCharacter],
  ["district-mismatch", "error", ["provider", "base"], districtCodeAndNameMatch],
  ["unknown-district", "error", ["series"], offeredDistrictsExist],
  ["stage-without-alignment", "error", COURSES, everyGradeHasAnAlignment],
  ["stage-not-taught", "warning", COURSES, alignmentsNameStagesWhereContentIsTaught],
  ["alignment-not-covered", "warning", ["series"], sessionsCoverTheAlignments],
  ["duplicate-alignment", "error", COURSES, everyTargetIsAlignedOnce],
  ["target-not-in-course", "error", ["series"], sessionTargetsAreTargetsOfTheCourse],
  ["hands-on-too-little", "error", ["series"], seriesAreNotMereLectures],
  ["hands-on-little", "warning", ["series"], seriesAreMostlyHandsOn],
  ["itinerary-overlap", "error", ["premium"], itineraryItemsFollowEachOther],
  ["table-row-cells", "error", ["series", "premium"], tableRowsHaveAsManyCellsAsColumns],
  ["hazard-for-the-youngest", "error", COURSES, theYoungestMeetNoFireAcidOrMains],
  ["written-homework", "warning", ["series"], theYoungestHaveNoWrittenHomework],
  ["crowded-base", "warning", ["base"], basesHaveRoomForTheirPupils],
  ["fee-above-cap", "warning", ["series"], feesStayUnderTheCap],
  ["unknown-exhibit", "error", ["premium", "extension"], everyExhibitStandsInItsBase],
  ["former-id-taken", "error", [...COURSES, "base", "provider"], formerIdsAreFree],
  ["duplicate-title", "error", COURSES, titlesAreDistinct],
];
