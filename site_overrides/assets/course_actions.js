/* On a course page: whether the course fits our school, where one is set, and the button of the shortlist. */
(function () {
  "use strict";
  const box = document.querySelector(".cc-choose");
  if (!box) return;
  const { judge, NAMES } = window.courseFit;
  const { stored, keep, query, MOST } = window.courseShortlist;
  const facts = JSON.parse(box.getAttribute("data-facts"));
  const root = document.currentScript.getAttribute("src").replace(/\/assets\/[^/]*$/, "");

  function element(tag, className, ...children) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children);
    return made;
  }

  function link(address, className, text) {
    const made = element("a", className, text);
    made.href = `${root}/${address}`;
    return made;
  }

  function showFit() {
    const profile = window.schoolProfile.stored();
    if (!profile) return;
    const found = judge(facts, profile.school, window.schoolProfile.today());
    const line = element(
      "p",
      `cc-fit cc-fit--${found.verdict}`,
      element("strong", "", `对我们学校：${NAMES[found.verdict]}`),
      element("span", "", found.line),
    );
    line.append(link("school.html", "cc-fit__change", "改学校情况"));
    box.prepend(line);
  }

  function showShortlist() {
    const button = element("button", "cc-choose__add");
    button.type = "button";
    const count = element("span", "cc-choose__count");
    count.setAttribute("role", "status");
    const show = (told) => {
      const keys = stored();
      const isIn = keys.includes(facts.key);
      button.textContent = isIn ? "✓ 已在备选单，点一下移出" : "＋ 加入备选单";
      count.replaceChildren(
        ...(told ? [told] : []),
        ...(keys.length ? [link(`shortlist.html${query(keys)}`, "cc-more", `看备选单（${keys.length} 门）`)] : []),
      );
    };
    let last = -Infinity;
    button.addEventListener("click", (event) => {
      const isSecondTap = event.detail > 1 || (event.detail && event.timeStamp - last < 500); // a finger that taps twice means once
      last = event.timeStamp;
      if (isSecondTap) return;
      const keys = stored();
      const isIn = keys.includes(facts.key);
      if (!isIn && keys.length >= MOST) return show(`备选单最多放 ${MOST} 门，请先移出几门。`);
      const isKept = keep(isIn ? keys.filter((key) => key !== facts.key) : keys.concat(facts.key));
      return show(isKept ? "" : "这个浏览器不让网页保存内容，备选单没有记下。");
    });
    show("");
    window.addEventListener("pageshow", () => show("")); // after a look at the shortlist and back
    window.addEventListener("storage", () => show("")); // after a change in another window
    const line = element("p", "cc-choose__line", button, count);
    if (!window.schoolProfile.stored()) line.append(link("school.html", "cc-choose__school", "合不合我们学校？"));
    box.append(line);
  }

  showFit();
  showShortlist();
  box.hidden = false;
})();
