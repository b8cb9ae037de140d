/* What is still missing and what is wrong: in words of the command line, each leading to its field. */
(function (form) {
  "use strict";
  const { make, button, plain } = form;
  let found = [];
  let waiting = 0; // a judgement that is to come, or to go on

  const engine = () => window.courseCatalogueForm || {};
  const canCheck = () => typeof engine().check === "function";
  const cleanText = (text) =>
    typeof engine().clean === "function" ? engine().clean(text) : text.replace(/\r\n?/g, "\n").replace(/\t/g, " ");

  /** The element of a path that is on the page, or the nearest around it. */
  function elementOf(path) {
    for (let length = path.length; length > 0; length -= 1) {
      const id = form.idOf(path.slice(0, length));
      const element = document.getElementById(`${id}-field`) || document.getElementById(`${id}-item`);
      if (element) return element;
    }
    return null;
  }

  /** Unfold what is around a field, and go to it. */
  function reveal(path) {
    for (let length = 1; length <= path.length; length += 1) {
      const steps = path.slice(0, length);
      const key = steps.join(".");
      const id = form.idOf(steps);
      document.querySelectorAll("[data-holds]").forEach((fold) => {
        if (fold.getAttribute("data-holds").split(" ").includes(key)) fold.unfold();
      });
      const element = document.getElementById(`${id}-field`) || document.getElementById(`${id}-item`);
      if (element && element.unfold) element.unfold();
      const inner = element && element.querySelector(":scope > details");
      if (inner && inner.unfold) inner.unfold();
    }
    const target = elementOf(path);
    if (!target) return;
    const stop = target.querySelector("input:not([type=file]), textarea, select, button, summary, input");
    target.scrollIntoView({ block: "center" });
    if (stop) stop.focus({ preventScroll: true });
  }

  const leading = (path, words) =>
    make("a", {
      href: `#${form.idOf(path)}-field`,
      text: words,
      on: {
        click: (event) => {
          event.preventDefault();
          reveal(path);
        },
      },
    });

  function mend(fix) {
    const { path, value } = fix;
    judge(); // what it was found in may have been moved since
    if (!found.some((one) => JSON.stringify(one.fix) === JSON.stringify(fix))) {
      form.say("这一处刚刚变了，请再看一遍");
      return;
    }
    form.state.set(path, value);
    const field = elementOf(path);
    if (field && field.refresh && field.getAttribute("data-path") === path.join(".")) field.refresh();
    else form.redraw(path);
    judge();
    reveal(path);
    form.say("改好了");
  }

  function lineOf(finding, isAtField) {
    const isError = finding.severity === "error";
    const isMissing = finding.code === "missing-field"; // how to write the line in the file is no help here
    const line = make(
      "li",
      { class: `cc-form__finding ${isError ? "is-error" : "is-warning"}` },
      make("span", {
        class: "cc-form__sign",
        text: isMissing ? "要填" : { error: "要改", soft: "送评前改" }[finding.severity] || "提醒",
      }),
    );
    const message = plain(finding.message);
    const where =
      finding.path && finding.path.length && !isAtField
        ? leading(finding.path, `${finding.field || form.readable(form.model, finding.path)}：${message}`)
        : make("span", { text: message });
    line.append(where);
    const details = (
      isMissing
        ? []
        : [
            ["写的是", finding.found],
            [
              "应该是",
              finding.fix && finding.fix.value === finding.expected ? finding.expected : plain(finding.expected),
            ],
            ["怎样改", plain(finding.mend)],
          ]
    )
      .filter(([, words]) => words)
      .map(([name, words]) => `${name}：${words}`);
    if (details.length) line.append(make("small", { text: details.join("；") }));
    if (finding.fix)
      line.append(
        button(
          ["string", "number"].includes(typeof finding.fix.value) && String(finding.fix.value).length < 30
            ? `改成“${finding.fix.value}”`
            : "替我改好",
          () => mend(finding.fix),
        ),
      );
    if (isAtField === false && finding.code)
      line.append(
        make("a", {
          class: "cc-form__code",
          href: `${form.root}/help/${finding.code}.html`,
          target: "_blank",
          rel: "noopener",
          text: "这条是什么意思",
        }),
      );
    return line;
  }

  /** Put the findings at the fields that are on the page inside `root`. */
  function showFound(root) {
    root.querySelectorAll(".cc-form__found").forEach((list) => {
      if (!list.hidden) {
        list.hidden = true;
        list.replaceChildren();
      }
    });
    found.forEach((finding) => {
      const element = finding.path && finding.path.length ? elementOf(finding.path) : null;
      const list = element && root.contains(element) ? element.querySelector(".cc-form__found") : null;
      const own = list && list.closest("[data-path]") === element ? list : null;
      if (!own) return;
      own.hidden = false;
      own.append(lineOf(finding, true));
    });
  }

  const isBelow = (path, prefix) => prefix.every((step, place) => path[place] === step);

  /** What below a path is missing for a submission, and what is wrong. */
  function countBelow(path) {
    const { toSubmit = [], errors = [], soft = [] } = form.verdict || {};
    const count = (items) => items.filter((item) => isBelow(item.path, path)).length;
    return { missing: count(toSubmit), wrong: count(errors) + count(soft) };
  }

  /** What is due at a step and absent. */
  const due = (kind, data, step) =>
    canCheck()
      ? engine()
          .missing(kind, data, step)
          .map(({ words, path }) => ({ path, words: plain(words) }))
      : [];

  /** What is due or found, away from its field. */
  const lineFar = (item) => (item.code ? lineOf(item, false) : make("li", {}, leading(item.path, item.words)));

  function listOf(items) {
    return make("ul", { class: "cc-form__todo" }, items.map(lineFar));
  }

  /** Reckon everything anew: progress, findings, and what stands at the fields. */
  function judge() {
    clearTimeout(waiting);
    const steps = judging();
    while (!steps.next().done);
  }

  /** The same after some rest, with a turn for each step, so that a key waits for one of them only; it begins anew when asked again. */
  function judgeAfter(rest) {
    clearTimeout(waiting);
    const steps = judging();
    const go = () => {
      if (!steps.next().done) waiting = setTimeout(go, 0);
    };
    waiting = setTimeout(go, rest);
  }

  function* judging() {
    const { state, model, kind } = form;
    const data = form.written(state.data, model);
    const toSubmit = due(kind, data, "submitted");
    const toApprove = due(kind, data, "approved").filter(
      (item) => !toSubmit.some((other) => other.words === item.words),
    );
    yield;
    let all = [];
    let fault = "";
    if (canCheck()) {
      try {
        all = engine().check(kind, data, form.context()) || [];
      } catch (error) {
        fault = "检查时出了意外，内容不受影响，照样能存。";
      }
    }
    // What is due is listed by `due`, whatever the status; what its author keeps with a reason is settled.
    const isListed = ({ code, path }) =>
      code === "missing-field" && toSubmit.some((item) => item.path.join() === path.join());
    found = all.filter(
      (finding) => !["incomplete", "due-for-next-step"].includes(finding.code) && !finding.waiver && !isListed(finding),
    );
    const [errors, soft, warnings] = ["error", "soft", "warning"].map((severity) =>
      found.filter((finding) => finding.severity === severity),
    );
    form.verdict = {
      toSubmit,
      toApprove,
      errors,
      soft,
      warnings,
      left: canCheck() ? toSubmit.length + soft.length : NaN,
    };
    yield;
    show({ ...form.verdict, fault });
    yield;
    showFound(form.place);
    yield;
    form.place.querySelectorAll(".cc-form__item, .cc-form__part").forEach((part) => {
      if (part.retitle) part.retitle();
    });
    if (form.showOutput) form.showOutput();
  }

  function show({ toSubmit, toApprove, errors, soft, warnings, left, fault }) {
    const headline = !canCheck()
      ? "检查还没有准备好，可以先写"
      : left
        ? `还差 ${left} 项即可送评${errors.length ? `，${errors.length} 处要改` : ""}`
        : errors.length
          ? `内容写齐了，还有 ${errors.length} 处要改`
          : "送评要的都写好了";
    form.part("headline").textContent = headline;
    form.part("bar-words").textContent = headline;
    const boxes = [];
    if (left) boxes.push(make("h3", { text: "送评还差" }), listOf(toSubmit.concat(soft)));
    if (errors.length) boxes.push(make("h3", { text: `要填、要改的 ${errors.length} 处` }), listOf(errors));
    if (warnings.length)
      boxes.push(
        make(
          "details",
          { class: "cc-fold" },
          make("summary", { text: `提醒 ${warnings.length} 处（看过确实不用改的，可以不改）` }),
          listOf(warnings),
        ),
      );
    if (toApprove.length)
      boxes.push(
        make(
          "details",
          { class: "cc-fold" },
          make("summary", { text: `评审通过前还要写 ${toApprove.length} 项` }),
          listOf(toApprove),
        ),
      );
    if (!canCheck())
      boxes.push(
        make("p", {
          class: "cc-form__help",
          text: "检查功能没有装上（或还没有下载好）：照样能填、能存，交上来以后再检查。",
        }),
      );
    if (fault) boxes.push(make("p", { class: "cc-form__help", text: fault }));
    const open = Array.from(form.part("todo").querySelectorAll("details")).map((fold) => fold.open);
    form.part("todo").replaceChildren(...boxes);
    form
      .part("todo")
      .querySelectorAll("details")
      .forEach((fold, place) => {
        fold.open = Boolean(open[place]);
      });
  }

  Object.assign(form, { judge, judgeAfter, reveal, showFound, countBelow, cleanText, engine });
})((window.courseForm = window.courseForm || {}));
