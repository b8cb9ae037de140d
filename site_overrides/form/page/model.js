/* The fields of a kind, from form/model-<kind>.js: what is where, what it is called, what is still due.

   A model is the schema; `prepared` adds to a field what the schema's own words do not tell:
     choose   what it is chosen from, by its name
     only     [[field, value, names] …]: fields that belong to one kind of a group (a table's columns are no part of a question)
     sum      {of, equals}: numbers of a list's items that add up, from the rows of rules.yml */
(function (form) {
  "use strict";
  const KIND_NAMES = {
    series: "系列课程",
    premium: "精品研学课程",
    extension: "课外拓展课程",
    base: "科普教育基地",
    provider: "课程机构",
  };
  const NAMED = new Set(["target", "targets", "stages", "grades", "districts", "district", "exhibits", "exhibit"]);

  /** The model of a kind, with what the form adds to it; undefined where the site has none. */
  function modelOf(kind) {
    const { models = {}, rows = {} } = window.courseCatalogueForm || {};
    if (models[kind] && !models[kind].prepared) {
      prepare(models[kind], "");
      models[kind].prepared = true;
      (rows[kind] || [])
        .filter((row) => row.op === "sum" && typeof row.of === "string")
        .forEach((row) => addSum(models[kind], row));
    }
    return models[kind];
  }

  function prepare(schema, name) {
    const parts = schema.properties || {};
    const holdsGroups = (schema.items || {}).properties;
    if (parts.file && parts.alt) schema.choose = "picture";
    else if (NAMED.has(name) && !holdsGroups) schema.choose = name;
    if (parts.per && parts.quantity) parts.name.choose = "supply";
    if (schema.allOf)
      schema.only = schema.allOf
        .filter((part) => part.if)
        .map((part) => {
          const [[field, { const: one, enum: several }]] = Object.entries(part.if.properties);
          return [field, several || [one], (part.then || {}).required || []];
        });
    Object.entries(parts).forEach(([below, part]) => prepare(part, below));
    if (schema.items) prepare(schema.items, "");
  }

  /** `sessions[]` and `steps[].minutes` of a row lead to the steps of a session. */
  function addSum(model, row) {
    const steps = (row.for ? `${row.for}.${row.of}` : row.of).split(".");
    const last = steps.length - 2;
    const list = steps.slice(0, -1).reduce((part, step, place) => {
      const found = part && (part.properties || {})[step.replace("[]", "")];
      return found && step.endsWith("[]") && place !== last ? found.items : found;
    }, model);
    if (list)
      list.sum = {
        of: steps[steps.length - 1],
        equals:
          typeof row.equals === "number"
            ? [row.equals]
            : String(row.equals)
                .split("|")
                .map((text) => text.trim()),
      };
  }

  /** What is chosen from, out of form/context.js. */
  let known = null;
  function words() {
    if (known) return known;
    const context = (window.courseCatalogueForm || {}).context;
    const { targets = [], concepts = [], districts = [], zones = {}, owners = [], courses = [] } = context || {};
    const concept = {};
    concepts.forEach((one) => {
      concept[one.id] = one.name;
    });
    const found = {
      stages: { S1: "1～2 年级", S2: "3～4 年级", S3: "5～6 年级", S4: "7～9 年级", S5: "高中" },
      targets: targets.map((one) => [
        one.id,
        one.code,
        one.name,
        one.standard,
        concept[one.concept] || one.field,
        one.stages || [],
      ]),
      districts: districts.map((one) => [one.code, one.name]),
      zones: Object.keys(zones),
      providers: owners.filter((one) => one.kind === "provider").map((one) => [one.key, one.name]),
      bases: owners
        .filter((one) => one.kind === "base")
        .map((one) => [one.key, one.name, (one.exhibits || []).map((exhibit) => [exhibit.id, exhibit.name])]),
      courses: courses.map((one) => one.key),
    };
    if (context) known = found;
    return found;
  }

  const below = (schema, step) => (typeof step === "number" ? schema.items : (schema.properties || {})[step]);
  /** The schema of what stands at a path; undefined where the form has no such field (any more). */
  const schemaAt = (model, path) => path.reduce((schema, step) => schema && below(schema, step), model);
  /** Words without the names that fields have in the file. */
  const plain = (words) => words.replace(/（[a-z_.]+(: true)?）/g, "");
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

  /** The names of a group's fields that its own kind does not have: a table's columns are no part of a question. */
  function foreignNames(schema, group) {
    const all = new Set();
    const own = new Set();
    (schema.only || []).forEach(([field, wanted, names]) =>
      names.forEach((name) => {
        all.add(name);
        if (wanted.includes(group[field])) own.add(name);
      }),
    );
    return Array.from(all).filter((name) => !own.has(name) && !isGiven(group[name]));
  }

  /** What decides whether a group's fields change: the fields that `only` asks about. */
  const deciders = (schema) => Array.from(new Set((schema.only || []).map(([field]) => field)));

  /** A list of groups or of lists, not of words. */
  const isListOfParts = (schema) =>
    schema.type === "array" &&
    (schema.items.type === "object" || (schema.items.type === "array" && schema.items.items.type === "object"));
  const isPart = (schema) => schema.choose !== "district" && (schema.type === "object" || isListOfParts(schema));

  Object.assign(form, {
    modelOf,
    schemaAt,
    readable,
    foreignNames,
    deciders,
    isGiven,
    isGroup,
    isListOfParts,
    isPart,
    plain,
    words,
    KIND_NAMES,
  });
})((window.courseForm = window.courseForm || {}));
