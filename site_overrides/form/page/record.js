/* A record of the catalogue, opened by the page's address (?open=courses/…/…) from the script that the site has of it. */
(function (form) {
  "use strict";
  const ID = "[a-z][a-z0-9]*(?:-[a-z0-9]+)*";
  const KEYS = {
    series: `courses/(${ID})/(${ID})`,
    premium: `bases/(${ID})/premium/(${ID})`,
    extension: `bases/(${ID})/extension/(${ID})`,
    base: `bases/()(${ID})`,
    provider: `courses/()(${ID})`,
  };

  /** The words that the script of a record hands over; an Error in words where the site has none. */
  async function textOf(key, root) {
    let text = null;
    window.courseFormSource = (name, words) => {
      if (name === key) text = words;
    };
    try {
      await form.loadScript(`${root}/form/records/${key}.js`);
    } catch (fault) {
      /* told below */
    }
    delete window.courseFormSource;
    if (text !== null) return text;
    if (location.protocol === "file:")
      throw new Error(`这份副本里没有“${key}”的内容，不能打开：请到网站上点“更新”，或打开它的 yml 文件。`);
    throw new Error(`没有找到“${key}”：可能改了编号、已经撤回，或还没有公开。要改它，请打开它的 yml 文件。`);
  }

  /** {draft, note}: the draft is new, and not kept before something is changed. An Error in words where it cannot be opened. */
  form.recordDraft = async (key, kind, root) => {
    const found = new RegExp(`^${KEYS[kind]}$`).exec(key);
    if (!found)
      throw new Error(
        `网址里的“${key.slice(0, 60)}”不是${form.KIND_NAMES[kind]}的编号，没有打开什么：请从网页上的“更新”再进来。`,
      );
    const text = await textOf(key, root);
    const { data, note } = form.readYaml(text);
    const draft = Object.assign(form.drafts.newDraft(kind, data), {
      opened: key,
      owner: found[1],
      place: found[2],
      standing: Array.from(new Set(form.drafts.pictureNames(data))),
    });
    return { draft, note };
  };

  /** The draft in which this record has been changed before, the last one first; undefined where there is none. */
  form.earlierDraft = (key) => form.drafts.all().find((draft) => draft.opened === key);
})((window.courseForm = window.courseForm || {}));
