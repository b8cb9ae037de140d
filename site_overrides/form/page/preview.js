/* What is written, roughly as the course's page will show it: the same classes, texts as text. */
(function (form) {
  "use strict";
  const { make } = form;
  const ABSENT = "（还没有写）";

  const text = (value) => (typeof value === "string" || typeof value === "number" ? String(value) : "");
  /** Rich text without its marks. */
  const plain = (value) =>
    text(value)
      .replace(/\*\*([^*\n]+)\*\*|\*([^*\n]+)\*/g, "$1$2")
      .replace(/!?\[([^\]\n]*)\]\([^)\n]*\)/g, "$1")
      .replace(/\{([^{|}\n]*)\|[^{|}\n]*\}/g, "$1")
      .replace(/~([^~\n]+)~|\^([^^\n]+)\^/g, "$1$2");
  const joined = (value) => (Array.isArray(value) ? value.map(text).filter(Boolean).join("、") : text(value));

  function grades(list) {
    const sorted = (Array.isArray(list) ? list : []).filter((one) => typeof one === "number").sort((a, b) => a - b);
    const runs = [];
    sorted.forEach((one) => {
      const last = runs[runs.length - 1];
      if (last && last[1] === one - 1) last[1] = one;
      else runs.push([one, one]);
    });
    return runs.length ? `${runs.map(([a, b]) => (a === b ? a : `${a}～${b}`)).join("、")} 年级` : "";
  }

  function price(value) {
    if (!value || !value.kind) return "";
    if (value.kind === "免费") return "免费";
    const fees = [
      ["fee_per_session", "元/生·课时"],
      ["fee_per_pupil", "元/生"],
      ["material_fee", "元材料费"],
    ]
      .filter(([name]) => text(value[name]))
      .map(([name, unit]) => `${value[name]} ${unit}`);
    return [value.kind, ...fees].join("，");
  }

  /** The facts of a card, as far as they are written: [name, words]. */
  function facts(kind, data) {
    const offer = data.offer || {};
    const size = data.class_size || data.group || {};
    const people = size.min ? `${size.min}～${size.max || "？"} 人` : text(data.capacity) && `${data.capacity} 人`;
    const shared = [
      ["年级", grades(data.grades)],
      ["费用", price(data.price)],
    ];
    if (kind === "series") {
      return [
        shared[0],
        [
          "课时",
          groupsOf(data.sessions).length
            ? `${data.sessions.length} 课时${data.session_minutes ? `，每课时 ${data.session_minutes} 分钟` : ""}`
            : "",
        ],
        ["形式", [text(data.delivery), joined(data.settings)].filter(Boolean).join("，")],
        ["班额", people],
        shared[1],
        ["服务区域", joined(offer.districts)],
        ["开课时间", [joined(offer.terms), joined(offer.weekdays)].filter(Boolean).join("，")],
      ];
    }
    if (kind === "premium")
      return [
        shared[0],
        ["类型", text(data.type)],
        ["时长", data.duration_days ? `${data.duration_days} 天` : ""],
        ["团队", people],
        shared[1],
      ];
    if (kind === "extension")
      return [
        shared[0],
        ["形式", text(data.mode)],
        ["时长", data.minutes ? `${data.minutes} 分钟` : ""],
        ["人数", people],
        shared[1],
      ];
    if (kind === "base")
      return [
        ["类别", text(data.category)],
        ["地址", text(data.address)],
        ["运营单位", text(data.operator)],
        ["同时接待", people],
        ["配套", joined(data.facilities)],
      ];
    return [
      ["类型", [text(data.kind), text(data.level)].filter(Boolean).join("，")],
      ["领域", joined(data.fields)],
      ["所在地", text((data.district || {}).name)],
      ["电话", text((data.contact || {}).phone)],
      ["邮箱", text((data.contact || {}).email)],
    ];
  }

  const groupsOf = (value) => (Array.isArray(value) ? value.filter(form.isGroup) : []); // a file of other hands may hold anything
  const bullets = (list, words) =>
    make(
      "ul",
      {},
      (Array.isArray(list) ? list : []).map((item) => make("li", { text: words(item) })),
    );

  function session(value, place) {
    const goals = groupsOf(value.objectives);
    const steps = groupsOf(value.steps);
    const body = make("div", { class: "cc-session__body" });
    if (goals.length)
      body.append(
        make("h3", { text: "学习目标" }),
        bullets(goals, (goal) => text(goal.text)),
      );
    if (steps.length)
      body.append(
        make("h3", { text: "教学过程" }),
        bullets(
          steps,
          (step) =>
            `${text(step.name)}（${text(step.minutes) || "？"} 分钟）：${plain(step.pupil_activity) || plain(step.teacher_activity)}`,
        ),
      );
    if (!goals.length && !steps.length) body.append(make("p", { class: "cc-form__help", text: ABSENT }));
    return make(
      "details",
      { class: "cc-session" },
      make(
        "summary",
        {},
        make("span", { class: "cc-session__number", text: String(place + 1) }),
        make("span", { class: "cc-session__title", text: text(value.title) || ABSENT }),
        make("span", { class: "cc-session__aim", text: goals.length ? text(goals[0].text) : "" }),
      ),
      body,
    );
  }

  function preview(kind, data) {
    const parts = [
      make(
        "div",
        { class: "cc-head" },
        make("p", { class: "cc-head__kind", text: form.KIND_NAMES[kind] }),
        make("p", { class: "cc-form__title", text: text(data.title || data.name) || ABSENT }),
        make("p", { class: "cc-lead", text: plain(data.summary || data.introduction) || ABSENT }),
      ),
      make(
        "dl",
        { class: "cc-facts cc-facts--plain" },
        facts(kind, data).map(([name, words]) =>
          make(
            "div",
            { class: "cc-fact" },
            make("dt", { text: name }),
            make("dd", { text: words || ABSENT, class: words ? null : "cc-off" }),
          ),
        ),
      ),
    ];
    const lists = [["课时安排", groupsOf(data.sessions).map(session)]];
    if (Array.isArray(data.objectives))
      parts.push(
        make("h3", { text: "目标" }),
        bullets(groupsOf(data.objectives), (goal) => text(goal.text)),
      );
    lists
      .filter(([, items]) => items.length)
      .forEach(([title, items]) => parts.push(make("h3", { text: title }), ...items));
    return parts;
  }

  Object.assign(form, { groupsOf, preview, previewFacts: facts });
})((window.courseForm = window.courseForm || {}));
