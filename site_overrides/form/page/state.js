/* What is being written: plain data as in the file, changed by paths. A field that is empty is absent. */
(function (form) {
  "use strict";

  const isEmpty = (value) =>
    value === undefined || value === "" || value === null || (form.isGroup(value) && !Object.keys(value).length);

  /** {data, get, set, on}: `on(listener)` is told the path of every change. */
  function createState(data) {
    const listeners = [];
    const get = (path) =>
      path.reduce((value, step) => (value === undefined || value === null ? undefined : value[step]), data);

    /** Take out a field, and the groups that are empty then; an item of a list stays, because its neighbours have numbers. */
    function remove(path) {
      const holder = get(path.slice(0, -1));
      const last = path[path.length - 1];
      if (!form.isGroup(holder)) {
        if (Array.isArray(holder)) holder[last] = {};
        return;
      }
      delete holder[last];
      if (path.length > 1 && !Object.keys(holder).length && typeof path[path.length - 2] !== "number")
        remove(path.slice(0, -1));
    }

    function put(path, value) {
      let holder = data;
      path.slice(0, -1).forEach((step, place) => {
        if (typeof holder[step] !== "object" || holder[step] === null)
          holder[step] = typeof path[place + 1] === "number" ? [] : {};
        holder = holder[step];
      });
      holder[path[path.length - 1]] = value;
    }

    function set(path, value) {
      if (isEmpty(value)) remove(path);
      else put(path, value);
      tell(path);
    }

    const tell = (path) => listeners.forEach((listener) => listener(path));

    return { data, get, set, tell, put, on: (listener) => listeners.push(listener) };
  }

  /** A copy that shares nothing. */
  const copied = (value) => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));

  /** What goes into a file: texts without characters that no file may hold; groups and lists in which nothing was written are left out, empty items at the end as well.
      Items before them stay, so that what a check says of item 3 is item 3 of the form. */
  function written(value, schema) {
    if (Array.isArray(value)) {
      const items = value
        .map((item) => written(item, (schema || {}).items))
        .map((item) => (item === undefined ? {} : item));
      while (items.length && form.isGroup(items[items.length - 1]) && !Object.keys(items[items.length - 1]).length)
        items.pop();
      return items.length || !value.length ? items : undefined;
    }
    if (typeof value === "string") return form.cleanText(value);
    if (!form.isGroup(value)) return value;
    const found = {};
    Object.entries(value).forEach(([name, part]) => {
      const made = written(part, ((schema || {}).properties || {})[name]);
      if (!isEmpty(made)) found[name] = made;
    });
    return Object.keys(found).length ? found : undefined;
  }

  Object.assign(form, { createState, copied, written: (data, schema) => written(data, schema) || {} });
})((window.courseForm = window.courseForm || {}));
