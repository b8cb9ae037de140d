/* The page of the shortlist: it lives in the address (c=…), and in the store of the browser that made it. */
(function () {
  "use strict";
  const { make, button, courseLink, offerCopy, tell, faultsOf, chosen, begin } = window.choosing;
  const { STORE, stored, keep, query, MOST } = window.courseShortlist;
  const { judge, NAMES } = window.courseFit;
  const list = document.querySelector(".cc-shortlist");
  const tools = document.querySelector(".cc-shortlist__tools");
  const empty = document.querySelector(".cc-shortlist__empty");
  const profile = window.schoolProfile.stored();
  let courses = [];
  let isOwn = true;

  const keysOf = () => courses.map((course) => course.key);

  /** The address of what is shown; the entry of the history says whether that is this browser's own list. */
  function putAddress(keys) {
    window.history.replaceState({ isOwn }, "", keys.length ? query(keys) : window.location.pathname);
  }

  function changed() {
    putAddress(keysOf());
    if (isOwn) keep(keysOf());
    show();
  }

  const buttonsOf = (place) => list.children[place].querySelectorAll("button"); // up, down, off

  /** Focus stays on the button of the moved course, or goes to the other one where it is at the end of its way. */
  function moved(from, to) {
    const [course] = courses.splice(from, 1);
    courses.splice(to, 0, course);
    changed();
    const [up, down] = buttonsOf(to);
    const [same, other] = to < from ? [up, down] : [down, up];
    (same.disabled ? other : same).focus();
  }

  /** Focus goes on to the next course, or to what an empty list offers. */
  function takeOff(place) {
    courses.splice(place, 1);
    changed();
    const next = Math.min(place, courses.length - 1);
    (courses.length ? buttonsOf(next)[2] : empty.querySelector("a")).focus();
  }

  function item(course, place) {
    const move = (by, words) => {
      const made = button(words, "cc-plain", () => moved(place, place + by));
      made.setAttribute("aria-label", `${course.title}：${words}`);
      made.disabled = place + by < 0 || place + by >= courses.length;
      return made;
    };
    const off = button("移出", "cc-plain", () => takeOff(place));
    off.setAttribute("aria-label", `移出：${course.title}`);
    const found = profile ? judge(course, profile.school, window.schoolProfile.today()) : null;
    const hasEnded = course.until && course.until < window.schoolProfile.today();
    return make(
      "li",
      { class: "cc-verdict", "data-field": course.field || "" },
      make("h3", {}, courseLink(course)),
      make(
        "p",
        { class: "cc-small" },
        [course.kind, course.by, course.gradeWords, course.duration, course.priceWords].filter(Boolean).join(" · "),
      ),
      found
        ? make(
            "p",
            { class: `cc-fit cc-fit--${found.verdict}` },
            make("strong", {}, NAMES[found.verdict]),
            make("span", {}, found.line),
          )
        : hasEnded
          ? make(
              "p",
              { class: "cc-fit cc-fit--no" },
              make("strong", {}, "评审有效期已过"),
              make("span", {}, "目前不接受申请"),
            )
          : null,
      make("p", { class: "cc-verdict__tools" }, move(-1, "上移"), move(1, "下移"), off),
    );
  }

  function showQr() {
    const box = document.querySelector(".cc-qr");
    const isOnline = /^https?:$/.test(window.location.protocol);
    box.hidden = !courses.length || !isOnline;
    if (box.hidden) return;
    const holder = box.querySelector(".cc-qr__code");
    const picture = window.qrCode.svg(window.location.href);
    holder.replaceChildren(picture || make("p", { class: "cc-small" }, "课程太多，二维码放不下，请复制网址。"));
  }

  function show() {
    list.replaceChildren(...courses.map(item));
    empty.hidden = courses.length > 0;
    tools.hidden = courses.length === 0;
    tools.querySelector("[data-compare]").href = `compare.html${query(keysOf().slice(0, 4))}`;
    tools.querySelector("[data-compare]").textContent = courses.length > 4 ? "对比前 4 门" : "放在一起对比";
    tools.querySelector("[data-handbook]").href = `handbook.html${query(keysOf())}`;
    const series = keysOf().filter((key) => key.startsWith("courses/")); // a visit to a base is no weekly lesson
    tools.querySelector("[data-plan]").href = `plan.html${query(series)}`;
    tools.querySelector("[data-plan]").hidden = !series.length;
    document.querySelector(".cc-shortlist__take").hidden = isOwn || !courses.length;
    showQr();
  }

  function showAgain() {
    putAddress(stored());
    window.location.reload();
  }

  // After a look at a course and back, a change in another window or a reload, one's own list is what it has become meanwhile,
  // not what the address was.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && isOwn) showAgain();
  });
  window.addEventListener("storage", (event) => {
    if (event.key === STORE && isOwn) showAgain();
  });

  begin(async () => {
    if (window.history.state && window.history.state.isOwn && stored().length) putAddress([]);
    const found = await chosen(MOST);
    courses = found.courses;
    const own = stored();
    isOwn = !found.isGiven || (own.length > 0 && own.join(",") === found.read.keys.join(","));
    putAddress(keysOf());
    if (isOwn) keep(keysOf()); // what is gone or was not understood is told once, and takes no place of the list
    tell(faultsOf(found.read, found.gone, MOST));
    offerCopy(tools);
    document.querySelector(".cc-shortlist__take button").addEventListener("click", () => {
      const merged = stored().concat(keysOf().filter((key) => !stored().includes(key)));
      if (keep(merged.slice(0, MOST)))
        window.location.search = query(merged); // which tells how many are too many
      else tell(["这个浏览器不让网页保存内容，请收藏这一页的网址。"]);
    });
    show();
  });
})();
