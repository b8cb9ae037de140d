/* The facts of a course in words, row by row, as the comparison and the choice handbook show them. */
(function () {
  "use strict";
  const joined = (items) => (items || []).join("、");
  const yuan = (number) => `${Math.round(number * 100) / 100} 元`;

  function size(course) {
    if (!course.size) return "";
    const [least, best, most] = course.size;
    if (course.kind === "系列课程") return `${least}～${most} 人，${best} 人最合适`;
    return least > 1 ? `${least}～${most} 人` : `一次最多 ${most} 人`;
  }

  function family(course) {
    if (course.price === 0) return "不用付";
    return course.family === undefined
      ? course.payers || ""
      : `${course.family ? yuan(course.family) : "不用付"}${course.payers ? `（${course.payers}）` : ""}`;
  }

  function lead(course) {
    if (course.leadWeeks !== undefined) return `${course.leadWeeks} 周`;
    return course.leadDays === undefined ? "" : `${course.leadDays} 天`;
  }

  function rooms(course) {
    if (course.kind !== "系列课程") return course.online ? "线上" : `在基地：${course.by}`;
    const also = joined(course.alsoRooms);
    return [(course.rooms || []).join("或"), also && `还要${also}`].filter(Boolean).join("，");
  }

  function refund(course) {
    return course.refund || (course.price === 0 ? "免费课程，无需退费" : "");
  }

  const day = (iso) => (iso ? iso.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1 年 $2 月 $3 日") : "");
  const isSeries = (course) => course.kind === "系列课程";
  const ROWS = [
    ["类别", (course) => course.kind],
    ["机构或基地", (course) => course.by],
    ["年级", (course) => course.gradeWords],
    ["形式", (course) => [course.mode, joined(course.settings)].filter(Boolean).join("；")],
    ["时长", (course) => course.duration],
    ["人数", size],
    ["每生费用", (course) => course.priceWords || "没有写明"],
    ["家庭付", family],
    ["退费", refund],
    ["区域", (course) => [course.places, course.address].filter(Boolean).join("，")],
    [
      "学期、季节",
      (course) => joined(isSeries(course) ? course.terms : course.seasons) || (isSeries(course) ? "" : "四季皆可"),
    ],
    ["星期", (course) => (course.online ? "" : joined(course.days))],
    ["场地", rooms],
    ["设备", (course) => joined(course.equipment) || (isSeries(course) ? "不用特别设备" : "")],
    ["学校准备", (course) => (isSeries(course) ? joined(course.schoolBrings) || "不用准备材料" : "")],
    ["师资", (course) => course.staff],
    ["注意的危险", (course) => joined(course.hazards) || "没有特别危险源"],
    ["提前申请", lead],
    ["每学期接", (course) => (course.classes ? `${course.classes} 个班` : "")],
    ["评审", (course) => course.level],
    ["有效期至", (course) => day(course.until)],
  ];

  /** [label, text of each course] for every row that at least one course fills. */
  function rows(courses) {
    return ROWS.map(([label, read]) => [label, courses.map((course) => read(course) || "")]).filter(([, texts]) =>
      texts.some(Boolean),
    );
  }

  /** What a family reads of one course: [label, text]. */
  function familyRows(course) {
    const texts = new Map(rows([course]));
    if (!isSeries(course) && !course.online && texts.has("区域")) texts.set("去哪里", texts.get("区域"));
    const wanted = [
      "年级",
      "形式",
      "去哪里",
      "时长",
      "人数",
      "每生费用",
      "家庭付",
      "学期、季节",
      "星期",
      "师资",
      "退费",
      "注意的危险",
    ];
    return wanted.filter((label) => texts.has(label)).map((label) => [label, texts.get(label)[0]]);
  }

  /** What a pupil's family pays, else the whole price. */
  function familyPrice(course) {
    if (!course.price || course.family === undefined) return course.priceWords || "没有写明";
    return course.family ? `家庭付 ${yuan(course.family)}` : "家庭不用付";
  }

  window.courseRows = { rows, familyPrice, familyRows };
})();
