/* Another window has the same draft open: what it kept must not be overwritten unseen. */
(function (form) {
  "use strict";

  form.watchOthers = () => {
    const { drafts, part } = form;
    window.addEventListener("storage", (event) => {
      if (event.key === drafts.PREFIX + form.draft.id && event.newValue) part("other").hidden = false;
    });
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
