/* “Our school” as an address, in the browser's store, and as what fit.js reads. One form for all three: query parameters,
   such as district=330206&grade=4&day=2,4&room=lab. Nothing else is kept, and nothing leaves the browser.
   What is unknown or broken is dropped piece by piece and named. */
(function () {
  "use strict";
  const STORE = "cc-school";
  const TERMS = { spring: "春季学期", autumn: "秋季学期", winter: "寒假", summer: "暑假" };
  const DAYS = { 1: "周一", 2: "周二", 3: "周三", 4: "周四", 5: "周五", 6: "周六", 7: "周日" };
  const ROOMS = {
    classroom: "普通教室",
    lab: "科学实验室",
    maker: "创客教室",
    computers: "计算机教室",
    hall: "多功能厅",
    field: "操场",
    gym: "体育馆",
    outdoors: "校园户外",
  };
  const EQUIPMENT = {
    projector: "投影",
    power: "电源",
    water: "水源",
    network: "网络",
    pc: "电脑",
    tablet: "平板",
    visualiser: "实物展台",
    speaker: "音响",
    vent: "通风",
    blackout: "遮光",
  };
  const LABELS = {
    district: "区县",
    rural: "乡村学校",
    grade: "年级",
    term: "学期",
    day: "星期",
    size: "班额",
    classes: "班数",
    room: "场地",
    kit: "设备",
    budget: "预算",
  };

  const OTHERS = ["large", "from", "isappinstalled", "scene", "clicktime", "enterid"]; // of the site, and of WeChat
  const has = (table, key) => Object.prototype.hasOwnProperty.call(table, key);
  const whole = (text, least, most) =>
    /^[0-9]{1,4}$/.test(text) && Number(text) >= least && Number(text) <= most ? Number(text) : undefined;
  const one = (table) => (text) => (has(table, text) ? table[text] : undefined);

  /** For each parameter: the name fit.js knows it by, and how a piece of it is read; `many` are separated by commas. */
  const FIELDS = {
    district: { name: "district", read: (text) => (/^[0-9]{6}$/.test(text) ? text : undefined) },
    rural: { name: "rural", read: (text) => (text === "1" ? true : undefined) },
    grade: { name: "grade", read: (text) => whole(text, 1, 12) },
    term: { name: "term", read: one(TERMS) },
    day: { name: "days", read: one(DAYS), many: true },
    size: { name: "size", read: (text) => whole(text, 1, 200) },
    classes: { name: "classes", read: (text) => whole(text, 1, 50) },
    room: { name: "rooms", read: one(ROOMS), many: true },
    kit: { name: "equipment", read: one(EQUIPMENT), many: true },
    budget: { name: "budget", read: (text) => whole(text, 0, 5000) },
  };

  /** {school, query, dropped}: the school, its address in one spelling, and the labels of what was not understood.
      `districts` are the codes that there are; without them any code is taken. */
  function read(query, districts) {
    const given = new URLSearchParams(query);
    const school = {};
    const parts = [];
    const dropped = [];
    Object.keys(FIELDS).forEach((parameter) => {
      const field = FIELDS[parameter];
      const text = given.get(parameter);
      if (text === null || text === "") return;
      const pieces = Array.from(new Set(field.many ? text.split(",") : [text]));
      const good = pieces.filter(
        (piece) =>
          field.read(piece) !== undefined && !(parameter === "district" && districts && !districts.includes(piece)),
      );
      if (good.length < pieces.length) dropped.push(LABELS[parameter]);
      if (!good.length) return;
      school[field.name] = field.many ? good.map(field.read) : field.read(good[0]);
      parts.push(`${parameter}=${good.join(",")}`);
    });
    const strange = Array.from(given.keys()).filter((name) => !has(FIELDS, name) && !OTHERS.includes(name));
    if (strange.length) dropped.push(`${strange.length} 个不认识的参数`);
    return { school, query: parts.join("&"), dropped };
  }

  /** What is stored, read as an address is. */
  function kept(districts) {
    let text = null;
    try {
      text = window.localStorage.getItem(STORE);
    } catch (fault) {
      /* this browser keeps nothing */
    }
    return read(text || "", districts);
  }

  /** The stored school, or null where none is kept. */
  function stored() {
    const found = kept();
    return found.query ? found : null;
  }

  /** Keep the query of a school; "" forgets it. False where the browser keeps nothing. */
  function keep(query) {
    try {
      if (query) window.localStorage.setItem(STORE, query);
      else window.localStorage.removeItem(STORE);
      return true;
    } catch (fault) {
      return false;
    }
  }

  function today() {
    const now = new Date();
    const pad = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
  }

  window.schoolProfile = { STORE, read, kept, stored, keep, today, TERMS, DAYS, ROOMS, EQUIPMENT };
})();
