// What a form needs at its end, besides the emitter: the preview, and the ways to hand it in.
import "./preview.js";
import "./output.js";
