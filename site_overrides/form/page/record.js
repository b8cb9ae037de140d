/* Part of yaml.js: a record of the catalogue, opened by the page's address (?open=courses/…/…) from the script that the site has of it. */
(function (form) {
  "use strict";
  const ID = "[a-z][a-z0-9]*(?:-[a-z0-9]+)*";
  const KEYS = { series: `courses/(${ID})/(${ID})`, premium: `bases/(${ID})/premium/(${ID})`, extension: `bases/(${ID})/extension/(${ID})`, base: `bases/()(${ID})`, provider: `courses/()(${ID})` };

  /** The words that the script of a record hands over; an Error in words where the site has none. */
  async function textOf(key, root) {
    let text = null;
    window.courseFormSource = (name, words) => { if (name === key) text = words; };
    try { await form.loadScript(`${root}/form/records/${key}.js`); } catch (fault) { /* told below */ }
    delete window.courseFormSource;
    if (text !== null) return text;
    if (location.protocol === "file:") throw new Error(`这份副本里没有“${key}”的内容，不能打开：请到网站上点“更新”，或打开它的 yml 文件。`);
    throw new Error(`没有找到“${key}”：可能改了编号、已经撤回，或还没有公开。要改它，请打开它的 yml 文件。`);
  }

  async function opened(key, kind, root) {
    const found = new RegExp(`^${KEYS[kind]}$`).exec(key);
    if (!found) throw new Error(`网址里的“${key.slice(0, 60)}”不是${form.modelOf(kind).title}的编号，没有打开什么：请从网页上的“更新”再进来。`);
    const text = await textOf(key, root);
    const { data, note } = form.readYaml(text);
    const draft = Object.assign(form.drafts.newDraft(kind, data), { opened: key, owner: found[1], place: found[2], standing: Array.from(new Set(form.drafts.pictureNames(data))) });
    const earlier = form.drafts.all().find((one) => one.opened === key); // the last one first
    form.note = `已打开目录里的“${form.drafts.titleOf(draft)}”，直接改就行。${note}${earlier ? `您 ${form.drafts.when(earlier)} 改过一份，在“看所有草稿”里。` : ""}`;
    return draft;
  }

  /** A new draft of the record, not kept before something is changed; `form.note` says so, or why it cannot be opened. */
  form.recordDraft = (key, kind, root) => opened(key, kind, root).catch((fault) => { form.note = fault.message; throw fault; });
})(window.courseForm = window.courseForm || {});
