// The page of a form, in the order in which its parts know of each other.
import "./dom.js";
import "./model.js";
import "./state.js";
import "./drafts.js";
import "./record.js";
import "./folds.js";
import "./fields.js";
import "./groups.js";
import "./targets.js";
import "./pictures.js";
import "./findings.js";
import "./preview.js";
import "./zip.js";
import "./output.js";
import "./form.js";
