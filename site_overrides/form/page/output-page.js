// What a form needs at its end, besides the emitter: other windows, the preview, and the ways to hand it in.
import "./others.js";
import "./preview.js";
import "./output.js";
