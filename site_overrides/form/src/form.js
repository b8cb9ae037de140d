// The one global that all scripts of the form share, whichever is loaded first.
//
//   check(kind, data, context)    what build.py check would say of the file        rules.js
//   missing(kind, data, step)     what is due at a step and absent                rules.js
//   write(kind, path, data)       the text of the file                             emitter.js
//   clean(text)                   a text without what no file may hold             rules.js, emitter.js
//   engines, models, rows         by kind: its validator, its schema, its rules    engine-<kind>.js, model-<kind>.js
//   context                       what is public of the catalogue                  context.js
//   judges                        what check asks besides rules.js                 more_rules.js

export const form = window.courseCatalogueForm || (window.courseCatalogueForm = {});
form.engines = form.engines || {};
form.models = form.models || {};
form.rows = form.rows || {};
form.judges = form.judges || [];
