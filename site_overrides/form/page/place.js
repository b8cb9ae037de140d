/* Where in the catalogue a submission belongs. */
(function (form) {
  "use strict";
  const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
  const OWN = new Set(["provider", "base"]);

  const owners = (kind) => (kind === "series" || kind === "provider" ? form.words().providers : form.words().bases);
  const isFilled = () => ID.test(form.draft.place) && (OWN.has(form.kind) || ID.test(form.draft.owner));

  /** The folder in the catalogue; ? for what is not yet said. */
  function folder(place = form.draft.place) {
    const { kind } = form;
    const own = form.draft.owner || "？";
    const id = place || "？";
    return {
      series: `courses/${own}/${id}`,
      provider: `courses/${id}`,
      base: `bases/${id}`,
      premium: `bases/${own}/premium/${id}`,
      extension: `bases/${own}/extension/${id}`,
    }[kind];
  }
  const fileName = () => ({ provider: "provider.yml", base: "base.yml" })[form.kind] || "course.yml";
  const filePath = () => `${folder()}/${fileName()}`;
  const isTaken = (key) => {
    const words = form.words();
    return words.courses.includes(key) || (OWN.has(form.kind) && owners(form.kind).some(([one]) => one === key));
  };

  function exhibitsOfOwner() {
    const base = form.words().bases.find(([key]) => key === `bases/${form.draft.owner}`);
    return base ? base[2] : [];
  }

  /** Whether a picture stands in the catalogue already, so that it need not be chosen again. */
  const isStanding = (name) => (form.draft.standing || []).includes(name);

  Object.assign(form, {
    isStanding,
    submission: { ID, OWN, owners, folder, fileName, filePath, isTaken },
    exhibitsOfOwner,
    submissionKey: () => (isFilled() ? folder() : ""),
  });
})((window.courseForm = window.courseForm || {}));
