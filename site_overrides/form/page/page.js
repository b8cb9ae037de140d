// The page of a form, in the order in which its parts know of each other. What is not needed to begin is loaded when it
// is: yaml.js for a record of the catalogue, lists.js, pictures.js, target-picker.js, and output-page.js for the preview and the file.
import "./dom.js";
import "./model.js";
import "./state.js";
import "./drafts.js";
import "./folds.js";
import "./fields.js";
import "./groups.js";
import "./targets.js";
import "./place.js";
import "./findings.js";
import "./form.js";
