// What `build.py check` would say of a file, in the same words.
//
//   check(kind, data, context) -> [{code, severity: "error" | "warning", path: [steps], field, message, found, expected,
//                                   mend, waiver?, fix?: {path, value}}], in the order of the form
//
// `data` is plain: texts that are empty and lists without items count as they would in a file, so leave out what is not
// filled in. `context` is form.context; with `key` (courses/<provider>/<course> …) it also says which record this is.

import { form } from "./form.js";

form.check = function () {
  return [];
};
