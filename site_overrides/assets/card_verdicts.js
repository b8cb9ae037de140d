/* Cards of courses on pages that list them say whether the course fits our school, where one is set. Nothing is loaded else:
   most visitors have set none, and what judges is as heavy as a page of cards. */
(function () {
  "use strict";
  const STORE = "cc-school"; // of school_profile.js
  const OWN = document.currentScript.getAttribute("src");
  const page = document.querySelector(".cc-page");

  function isSet() {
    try {
      return Boolean(localStorage.getItem(STORE));
    } catch (refused) {
      return false;
    }
  }

  function load(name) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.onload = resolve;
      script.onerror = reject;
      script.src = OWN.replace("card_verdicts", name);
      document.head.appendChild(script);
    });
  }

  function judgeIfSet() {
    if (!isSet()) return;
    Promise.all(["facts", "fit", "school_profile"].map(load)).then(begin, () => undefined); // a list without verdicts is still a list
  }

  window.addEventListener("load", judgeIfSet); // the first look into the store takes long, and the list comes first

  function begin() {
    const profile = window.schoolProfile.stored();
    if (!profile) return;
    const { judge, NAMES } = window.courseFit;
    const { of, ROOT } = window.courseFacts;
    const today = window.schoolProfile.today();

    function keyOf(card) {
      const address = card.querySelector("a").getAttribute("href");
      return address.slice(ROOT.length + 1).replace(/\.html$/, "");
    }

    function mark(card, course) {
      const found = judge(course, profile.school, today);
      const line = document.createElement("p");
      const verdict = document.createElement("strong");
      const words = document.createElement("span");
      line.className = `cc-fit cc-fit--${found.verdict}`;
      verdict.textContent = NAMES[found.verdict];
      words.textContent = found.line;
      line.append(verdict, words);
      card.append(line);
    }

    async function judgeCards() {
      const cards = Array.from(page.querySelectorAll(".cc-card:not([data-judged])"));
      if (!cards.length) return;
      cards.forEach((card) => card.setAttribute("data-judged", ""));
      const facts = await of(cards.map(keyOf), "fit");
      cards.forEach((card) => {
        if (facts.has(keyOf(card))) mark(card, facts.get(keyOf(card)));
      });
    }

    const judgeQuietly = () => {
      judgeCards().catch(() => undefined);
    };
    new MutationObserver(judgeQuietly).observe(page, { childList: true, subtree: true });
    judgeQuietly();
  }
})();
