/* The fields of a kind, from form/model-<kind>.js: what is where, what it is called, what is still due. */
(function (form) {
  "use strict";
  const STEPS = ["draft", "submitted", "approved"];
  const models = {};
  let words = { stages: {}, targets: [], districts: [], zones: [], providers: [], bases: [], courses: [] };
  window.courseCatalogueFormModel = (kind, model) => { models[kind] = model; };
  window.courseCatalogueFormWords = (given) => { words = given; };

  const below = (schema, step) => (typeof step === "number" ? schema.items : (schema.properties || {})[step]);
  /** The schema of what stands at a path; undefined where the form has no such field (any more). */
  const schemaAt = (model, path) => path.reduce((schema, step) => schema && below(schema, step), model);
  const titleOf = (schema, name) => (schema.title || name).replace(/（[^）]*）$/, "");
  const isGiven = (value) => value !== undefined && value !== null;
  const isGroup = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

  /** ["sessions", 2, "steps", 1] as 课时 3 › 环节 2. */
  function readable(model, path) {
    const found = [];
    path.reduce((schema, step) => {
      const part = (schema && below(schema, step)) || {};
      if (typeof step !== "number") found.push(part.title || step);
      else found[found.length - 1] = `${part.title || found[found.length - 1]} ${step + 1}`;
      return part;
    }, model);
    return found.join(" › ");
  }

  /** What is due at a step and absent, as the command line lists it: [{words, path}], items of a list taken together. */
  function due(model, data, step) {
    const last = STEPS.indexOf(step);
    const found = new Map();
    const visit = (schema, group, names, numbers, path) => {
      Object.entries(schema.properties || {}).forEach(([name, part]) => {
        const value = group[name];
        const here = path.concat(name);
        const isDue = part["x-due"] && STEPS.indexOf(part["x-due"]) <= last;
        if (!isGiven(value)) {
          if (!isDue) return;
          const key = names.concat(titleOf(part, name)).join("|");
          if (!found.has(key)) found.set(key, { names: names.concat(titleOf(part, name)), numbers: new Set(), path: here });
          numbers.forEach((number) => found.get(key).numbers.add(number));
        } else if (Array.isArray(value) && (part.items || {}).properties) {
          value.forEach((item, place) => {
            if (isGroup(item)) visit(part.items, item, names.concat(part.items.title || part.title), numbers.length ? numbers : [place + 1], here.concat(place));
          });
        } else if (part.properties && isGroup(value)) visit(part, value, names.concat(titleOf(part, name)), numbers, here);
      });
    };
    visit(model, data, [], [], []);
    return Array.from(found.values()).map(({ names, numbers, path }) => ({ path, words: dueWords(names, Array.from(numbers)) }));
  }

  function dueWords(names, numbers) {
    if (!numbers.length) return names.join(" › ");
    const run = numbers.length > 2 && numbers[numbers.length - 1] - numbers[0] === numbers.length - 1;
    const span = run ? `${numbers[0]}～${numbers[numbers.length - 1]}` : numbers.join("、");
    return [`${names[0]} ${span}`, ...names.slice(1)].join(" › ");
  }

  /** The names of a group's fields that its own kind does not have: a table's columns are no part of a question. */
  function foreignNames(schema, group) {
    const all = new Set();
    const own = new Set();
    (schema.only || []).forEach(([field, wanted, names]) => names.forEach((name) => {
      all.add(name);
      if ((Array.isArray(wanted) ? wanted : [wanted]).includes(group[field])) own.add(name);
    }));
    return Array.from(all).filter((name) => !own.has(name) && !isGiven(group[name]));
  }

  /** What decides whether a group's fields change: the fields that `only` asks about. */
  const deciders = (schema) => Array.from(new Set((schema.only || []).map(([field]) => field)));

  /** A list of groups or of lists, not of words. */
  const isListOfParts = (schema) => schema.type === "array" && (schema.items.type === "object" || (schema.items.type === "array" && schema.items.items.type === "object"));
  const isPart = (schema) => schema.choose !== "district" && (schema.type === "object" || isListOfParts(schema));

  Object.assign(form, {
    models, schemaAt, readable, due, foreignNames, deciders, isGiven, isGroup, isListOfParts, isPart, titleOf, STEPS, words: () => words,
  });
})(window.courseForm = window.courseForm || {});
