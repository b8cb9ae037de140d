// What a form needs at its end, besides the emitter: the preview, the zip, and the ways to hand it in.
import "./preview.js";
import "./zip.js";
import "./output.js";
