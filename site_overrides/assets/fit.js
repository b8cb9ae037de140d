/* Will this course come to our school? A pure function: facts of a course (course_catalogue/facts/course_facts.py)
   and a school (school_profile.js) in, a verdict with its words out. What either of the two does not tell is not compared.

   judge(course, school, today) -> { verdict, line, reasons, misfit }
     verdict  "fits", "near" (at most MOST_NEAR things stand in the way, and each can be arranged) or "no"
     line     what a list shows: “能来，周四有空，每学期可接 2 个班”, or the reasons
     reasons  what stands in the way, in words, the gravest first
     misfit   a number to order by: 0 fits best
   today is an ISO day. */
(function (root) {
  "use strict";
  const MOST_NEAR = 2;
  const FAR = 100; // what cannot be arranged: another grade, another district
  const GRADES = [
    "",
    "一年级",
    "二年级",
    "三年级",
    "四年级",
    "五年级",
    "六年级",
    "七年级",
    "八年级",
    "九年级",
    "高一",
    "高二",
    "高三",
  ];
  const SEASONS = { 春季学期: ["春季", "夏季"], 秋季学期: ["秋季", "冬季"], 寒假: ["冬季"], 暑假: ["夏季"] };
  const NOT_A_SCHOOLS = ["校外场地"]; // no school has it at hand, and none must

  const list = (value) => (Array.isArray(value) ? value : []);
  const common = (one, other) => one.filter((item) => other.includes(item));
  const yuan = (number) => `${Math.round(number * 100) / 100} 元`;
  const isSeries = (course) => course.kind === "系列课程";

  /* Each looks at one thing and gives nothing, or what stands in the way: {text, weight}. */

  function validity(course, school, today) {
    if (course.until && course.until < today) return { text: "评审有效期已过，目前不接受申请", weight: FAR };
  }

  function grade(course, school) {
    const grades = list(course.grades);
    if (!school.grade || !grades.length || grades.includes(school.grade)) return;
    const distance = Math.min(...grades.map((other) => Math.abs(other - school.grade)));
    const text = `适合 ${course.gradeWords}，你们是${GRADES[school.grade]}`.replace("适合 高", "适合高");
    return { text, weight: distance === 1 ? 3 : FAR };
  }

  function district(course, school) {
    if (!school.district || !isSeries(course) || !course.districts || course.districts.includes(school.district))
      return;
    return { text: `只到${course.places}`, weight: FAR };
  }

  function term(course, school) {
    if (!school.term) return;
    if (isSeries(course)) {
      const terms = list(course.terms);
      if (terms.length && !terms.includes(school.term))
        return { text: `只在${terms.join("、")}开，你们要${school.term}`, weight: 2 };
      return;
    }
    const seasons = list(course.seasons);
    if (seasons.length && !common(seasons, SEASONS[school.term]).length)
      return { text: `只在${seasons.join("、")}开，你们要${school.term}`, weight: 2 };
  }

  function days(course, school) {
    const theirs = list(course.days);
    const ours = list(school.days);
    if (!theirs.length || !ours.length || course.online || common(theirs, ours).length) return;
    const come = isSeries(course)
      ? `只${theirs.join("、")}能来`
      : `${course.ownDays ? "" : "基地"}只${theirs.join("、")}${course.ownDays ? "开课" : "开放"}`;
    return { text: `${come}，你们空${ours.join("、")}`, weight: 2 };
  }

  function size(course, school) {
    if (!school.size || !course.size) return;
    const [least, , most] = course.size;
    const name = isSeries(course) ? "班额" : "人数";
    const parts = isSeries(course) ? "" : `，要分 ${Math.ceil(school.size / most)} 批`;
    if (school.size > most)
      return { text: `${name}上限 ${most}，你们 ${school.size} 人${parts}`, weight: school.size > 2 * most ? 4 : 1 };
    if (school.size < least) return { text: `至少 ${least} 人成班，你们 ${school.size} 人`, weight: 2 };
  }

  function classes(course, school) {
    if (!school.classes || !course.classes || school.classes <= course.classes) return;
    return { text: `每学期只接 ${course.classes} 个班，你们想开 ${school.classes} 个`, weight: 1 };
  }

  function rooms(course, school) {
    const ours = list(school.rooms).concat(NOT_A_SCHOOLS);
    if (!list(school.rooms).length || !isSeries(course)) return;
    const choice = list(course.rooms);
    const missing = choice.length && !common(choice, ours).length ? [choice.join("或")] : [];
    missing.push(...list(course.alsoRooms).filter((room) => !ours.includes(room)));
    if (missing.length) return { text: `要${missing.join("，还要")}`, weight: 2 };
  }

  function equipment(course, school) {
    if (!list(school.equipment).length) return;
    const missing = list(course.equipment).filter((item) => !school.equipment.includes(item));
    if (missing.length) return { text: `缺${missing.join("、")}`, weight: missing.length > 2 ? 2 : 1 };
  }

  function budget(course, school) {
    if (school.budget === undefined || course.price === undefined || course.price <= school.budget) return;
    const over = course.price - school.budget;
    const text = `${course.priceWords}，超出预算 ${yuan(over)}`;
    return { text, weight: course.price > 2 * school.budget + 50 ? FAR : 1 };
  }

  const TESTS = [validity, grade, district, term, days, size, classes, rooms, equipment, budget];

  /** That the class has to travel, which is no reason against a visit, but must be known. */
  function journey(course, school) {
    const isAway =
      !isSeries(course) &&
      !course.online &&
      course.districts &&
      school.district &&
      !course.districts.includes(school.district);
    return isAway ? [`要去${course.places}`] : [];
  }

  /** What is good about it, for the line of a course that fits. */
  function merits(course, school) {
    const words = [course.online ? "线上就能上" : isSeries(course) ? "能来" : "能接待"];
    const free = common(list(school.days), list(course.days));
    if (free.length && !course.online)
      words.push(`${free.join("、")}${isSeries(course) ? "有空" : course.ownDays ? "开课" : "开放"}`);
    if (course.classes) words.push(`每学期可接 ${course.classes} 个班`);
    words.push(...journey(course, school));
    if (course.zones && course.zones[school.district]) words.push(`本区只到${course.zones[school.district]}`);
    if (school.rural && course.rural) words.push("适合乡村学校");
    if (school.budget !== undefined && course.price === undefined) words.push("费用没有写明");
    return words.join("，");
  }

  function judge(course, school, today) {
    const found = TESTS.map((test) => test(course, school, today))
      .filter(Boolean)
      .sort((one, other) => other.weight - one.weight);
    const reasons = found.map((reason) => reason.text);
    const misfit = found.reduce((sum, reason) => sum + reason.weight, 0) - (school.rural && course.rural ? 0.5 : 0);
    if (!found.length) return { verdict: "fits", line: merits(course, school), reasons, misfit };
    const isNear = found.length <= MOST_NEAR && found.every((reason) => reason.weight < FAR);
    return {
      verdict: isNear ? "near" : "no",
      line: reasons.concat(journey(course, school)).join("；"),
      reasons,
      misfit,
    };
  }

  const NAMES = { fits: "合适", near: "差一点", no: "不合适" };

  /** All courses as [{course, verdict, line, …}]: what fits first, then by how little stands in the way; else by title. */
  function order(courses, school, today) {
    const place = { fits: 0, near: 1, no: 2 };
    return courses
      .map((course) => Object.assign({ course }, judge(course, school, today)))
      .sort(
        (one, other) =>
          place[one.verdict] - place[other.verdict] ||
          one.misfit - other.misfit ||
          (one.course.key < other.course.key ? -1 : 1),
      );
  }

  root.courseFit = { judge, order, NAMES };
})(typeof window === "undefined" ? globalThis : window);
