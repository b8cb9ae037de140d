/* Which folds are open, told by what they show: they stay so when their part is drawn anew, wherever its item has moved to. */
(function (form) {
  "use strict";
  const open = new WeakMap(); // an item of a list, or the whole data: the names of what is open in it

  /** Open a fold as it was left, and remember how it is left: by the last item of a list on its way, and the way from there. */
  form.keepFold = (fold, path, state, more = "") => {
    let at = path.length;
    while (at && typeof path[at - 1] !== "number") at -= 1;
    const name = path.slice(at).join(".") + more;
    const names = () => {
      const holder = state.get(path.slice(0, at));
      return Object(holder) === holder ? open.get(holder) || open.set(holder, new Set()).get(holder) : new Set();
    };
    if (names().has(name)) fold.open = true;
    fold.addEventListener("toggle", () => {
      if (fold.isConnected) names()[fold.open ? "add" : "delete"](name);
    });
  };
  /** The fold of an item that is yet to be drawn will be open. */
  form.openLater = (item) => open.set(item, new Set([""]));

  /** Do what draws something anew; the focus stays in the field that it was in, else goes to `otherwise()`. */
  form.keepingFocus = (act, otherwise) => {
    const { id } = document.activeElement || {};
    act();
    const again = document.getElementById(id) || (otherwise && otherwise());
    if (again) again.focus();
  };
})((window.courseForm = window.courseForm || {}));
