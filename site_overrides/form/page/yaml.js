// Reads YAML as plain data, for files that somebody opens; loaded only then. Dates and times stay text.
import { JSON_SCHEMA, load } from "js-yaml";

window.courseFormYaml = (text) => load(text, { schema: JSON_SCHEMA });
