/* Which folds are open, told by what they show: they stay so when their part is drawn anew, wherever its item has moved to. */
(function (form) {
  "use strict";
  const open = new WeakMap(); // an item of a list, or the whole data: the names of what is open in it

  /** [holder, name] of a path: the last item of a list on its way, and the way from there. An item itself has the name "". */
  function placeOf(path, state) {
    const items = path.length - path.slice().reverse().findIndex((step) => typeof step === "number");
    const length = items > path.length ? 0 : items;
    return [state.get(path.slice(0, length)), path.slice(length).join(".")];
  }

  function keep(path, state, more, isOpen) {
    const [holder, name] = placeOf(path, state);
    if (typeof holder !== "object" || holder === null) return;
    if (!open.has(holder)) open.set(holder, new Set());
    if (isOpen) open.get(holder).add(name + more); else open.get(holder).delete(name + more);
  }

  function isKept(path, state, more) {
    const [holder, name] = placeOf(path, state);
    return typeof holder === "object" && holder !== null && open.has(holder) && open.get(holder).has(name + more);
  }

  /** Open a fold as it was left, and remember how it is left; `more` tells apart several of one path. */
  form.keepFold = (fold, path, state, more = "") => {
    if (isKept(path, state, more)) fold.open = true;
    fold.addEventListener("toggle", () => { if (fold.isConnected) keep(path, state, more, fold.open); });
    return fold;
  };
  /** The fold of an item that is yet to be drawn will be open. */
  form.openLater = (item) => { open.set(item, (open.get(item) || new Set()).add("")); };

  /** Do what draws something anew; the focus stays in the field that it was in, else goes to `otherwise()`. */
  form.keepingFocus = (act, otherwise) => {
    const id = document.activeElement && document.activeElement.id;
    act();
    const again = (id && document.getElementById(id)) || (otherwise && otherwise());
    if (again && again !== document.activeElement) again.focus();
  };
})(window.courseForm = window.courseForm || {});
