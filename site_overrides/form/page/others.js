/* Another window has the same draft open and has kept something (form.js sees it): which of the two goes on. */
(function (form) {
  "use strict";

  form.wireOthers = () => {
    const { drafts, part } = form;
    part("other-take").addEventListener("click", () => { form.letGo(); location.reload(); });
    part("other-keep").addEventListener("click", async () => {
      const { draft } = form;
      const old = draft.id;
      draft.id = drafts.newId();
      part("other").hidden = true;
      form.nameDraft();
      form.save();
      for (const name of drafts.pictureNames(draft.data)) {
        const found = await drafts.picture(old, name);
        if (found) await drafts.keepPicture(draft.id, name, found);
      }
      form.say("这边的内容另存成了一份新草稿");
    });
  };
})(window.courseForm = window.courseForm || {});
