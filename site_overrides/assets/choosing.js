/* What the pages of choosing share: elements, the line that tells what was dropped, and the list of courses in the address. */
(function () {
  "use strict";

  /** An element; `attributes` are set as such, children are nodes or plain text. */
  function make(tag, attributes, ...children) {
    const made = document.createElement(tag);
    Object.keys(attributes || {}).forEach((name) => made.setAttribute(name, attributes[name]));
    made.append(...children.filter((child) => child !== null && child !== undefined));
    return made;
  }

  function button(text, className, onClick) {
    const made = make("button", { type: "button", class: className }, text);
    made.addEventListener("click", onClick);
    return made;
  }

  function courseLink(course) {
    return make("a", { href: `${window.courseFacts.ROOT}/${course.href}` }, course.title);
  }

  /** Let the button in `box` copy the address of the page; its status says whether it could. */
  function offerCopy(box) {
    const told = box.querySelector("[role=status]");
    box.querySelector("[data-copy]").addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(window.location.href);
        const isOffline = window.location.protocol === "file:";
        told.textContent = isOffline
          ? "网址已复制，但这是离线副本，别人打不开；要发给别人，请在网站上打开这一页。"
          : "网址已复制，可以粘贴到微信群里。";
      } catch (fault) {
        told.textContent = "这个浏览器不让网页复制，请在地址栏里复制。";
      }
    });
  }

  /** One line for all that was dropped; an empty one is hidden. */
  function tell(sentences) {
    const line = document.querySelector(".cc-told");
    line.textContent = sentences.filter(Boolean).join("");
    line.hidden = !line.textContent;
  }

  /** What is told of a list that was read, and of those of its keys that are in no catalogue. */
  function faultsOf(read, gone, most) {
    return [
      gone ? `有 ${gone} 门课程已经不在册，没有列出。` : "",
      read.strange ? `清单里有 ${read.strange} 处看不懂，已略过。` : "",
      read.tooMany ? `最多放 ${most} 门，后面的 ${read.tooMany} 门没有列出。` : "",
    ];
  }

  /** {courses, read, gone}: the courses of the address, or of the shortlist where it names none, in their order. */
  async function chosen(most, withTexts) {
    const { read, kept } = window.courseShortlist;
    const given = new URLSearchParams(window.location.search).get("c") || null;
    const listed = given === null ? kept(most) : read(given, most);
    const [facts, texts] = await Promise.all([
      window.courseFacts.of(listed.keys, "fit"),
      withTexts ? window.courseFacts.of(listed.keys, "print") : new Map(),
    ]);
    const known = listed.keys.filter((key) => facts.has(key));
    return {
      courses: known.map((key) => Object.assign({}, texts.get(key), facts.get(key))),
      read: listed,
      gone: listed.keys.length - known.length,
      isGiven: given !== null,
    };
  }

  /** Show `start()`; say so where the data cannot be had. */
  async function begin(start) {
    const status = document.querySelector(".cc-choosing__status");
    try {
      await start();
      status.hidden = true;
    } catch (fault) {
      status.textContent = "课程资料没有读到，请检查网络，再刷新这一页。";
      throw fault;
    }
  }

  window.choosing = { make, button, courseLink, offerCopy, tell, faultsOf, chosen, begin };
})();
