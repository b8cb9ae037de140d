/* Another window has the same draft open and has kept something (form.js sees it): which of the two goes on. Who writes on
   without choosing gets a draft of their own. */
(function (form) {
  "use strict";

  form.takePictures = async (from) => {
    const { draft, drafts } = form;
    for (const name of drafts.pictureNames(draft.data)) {
      const found = await drafts.picture(from, name);
      if (found) await drafts.keepPicture(draft.id, name, found);
    }
  };

  form.wireOthers = () => {
    form.part("other-take").addEventListener("click", () => { form.letGo(); location.reload(); });
    form.part("other-keep").addEventListener("click", form.save);
  };
})(window.courseForm = window.courseForm || {});
