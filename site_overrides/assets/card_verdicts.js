/* Cards of courses on pages that list them say whether the course fits our school, where one is set. Nothing is loaded else. */
(function () {
  "use strict";
  const profile = window.schoolProfile.stored();
  if (!profile) return;
  const { judge, NAMES } = window.courseFit;
  const { of, ROOT } = window.courseFacts;
  const page = document.querySelector(".cc-page");
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
    cards.forEach((card) => { if (facts.has(keyOf(card))) mark(card, facts.get(keyOf(card))); });
  }

  const judgeQuietly = () => { judgeCards().catch(() => undefined); }; // a list without verdicts is still a list
  new MutationObserver(judgeQuietly).observe(page, { childList: true, subtree: true });
  judgeQuietly();
})();
