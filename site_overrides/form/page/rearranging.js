/* Entries of a list put in order, copied, taken out; a field that the form has not taken out. All but copies can be taken back. */
(function (form) {
  "use strict";

  /** Where a part of the data stands now; null where it is no more. */
  function pathOf(wanted, value, path = []) {
    if (value === wanted) return path;
    if (Object(value) !== value) return null;
    return Object.keys(value).reduce(
      (found, key) => found || pathOf(wanted, value[key], path.concat(Array.isArray(value) ? Number(key) : key)),
      null,
    );
  }

  /** A way back to a field, also when the entry of a list that it stands in has been moved since, or its group was empty
      for a while; null where that entry is no more. */
  function wayTo(state, path) {
    const depth = path.map((step) => typeof step).lastIndexOf("number") + 1;
    const entry = state.get(path.slice(0, depth));
    return () => {
      const here = pathOf(entry, state.data);
      return here && here.concat(path.slice(depth));
    };
  }

  function showAgain(path, more) {
    form.redraw(path);
    form.reveal(path.concat(more));
    return true;
  }

  function move(list, from, to) {
    const { path, state, items, redraw, title } = list;
    if (to < 0 || to >= items().length) {
      form.say(to < 0 ? "已经在最前面了" : "已经在最后面了");
      return;
    }
    const shift = (all, start, end) => all.splice(end, 0, all.splice(start, 1)[0]);
    const [item, way] = [items()[from], wayTo(state, path)];
    shift(items(), from, to);
    redraw([to, `[data-tool="${to < from ? "up" : "down"}"]`]);
    form.offerUndo(`把${title} ${from + 1} 移到第 ${to + 1}`, () => {
      const here = way();
      const now = (here && state.get(here)) || [];
      if (!now.includes(item)) return false;
      shift(now, now.indexOf(item), from);
      return showAgain(here, from);
    });
  }

  function copy({ items, redraw, title }, place) {
    const fresh = form.copied(items()[place]);
    items().splice(place + 1, 0, fresh);
    form.openLater(fresh);
    redraw([place + 1, "summary, input"]);
    form.say(`已复制为${title} ${place + 2}`);
  }

  function drop({ path, state, items, put, redraw, title }, place) {
    const [list, way] = [items(), wayTo(state, path)];
    const [gone] = list.splice(place, 1);
    put(list);
    redraw([Math.min(place, list.length - 1), "summary, input, textarea, select"]);
    form.offerUndo(`删去${title} ${place + 1}`, () => {
      const here = way();
      if (!here) return false;
      const now = state.get(here) || [];
      now.splice(place, 0, gone);
      state.set(here, now);
      return showAgain(here, now.indexOf(gone));
    });
  }

  function dismiss({ path, state, name, box }) {
    const way = wayTo(state, path.concat(name));
    const old = state.get(path)[name];
    state.set(path.concat(name), undefined);
    box.remove();
    form.offerUndo(`去掉 ${name}`, () => {
      if (!way()) return false;
      state.set(way(), old);
      return showAgain(way(), []);
    });
  }

  form.deeds = {
    ...form.deeds,
    copy,
    drop,
    dismiss,
    up: (list, place) => move(list, place, place - 1),
    down: (list, place) => move(list, place, place + 1),
  };
})((window.courseForm = window.courseForm || {}));
