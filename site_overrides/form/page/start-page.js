// The page on which a submission begins.
import "./dom.js";
import "./model.js";
import "./drafts.js";
import "./preview.js";
import "./open.js";
import "./start.js";
