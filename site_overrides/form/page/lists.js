// What is done to the entries of a list that stand there already; loaded when one does it.
import "./paste.js";
import "./rearranging.js";
