// The rest of what `check` says: of texts, persons, diagrams, quantities and waivers. It may be loaded after the form stands.

import { DIAGRAM_RULES } from "./diagram_rules.js";
import { form } from "./form.js";
import { masked } from "./persons.js";
import { QUANTITY_RULES } from "./quantity_rules.js";
import { numberFindings, textFindings } from "./text_rules.js";
import { WAIVER_RULES, withWaivers } from "./waivers.js";

form.judges.push({
  rules: [...DIAGRAM_RULES, ...QUANTITY_RULES, ...WAIVER_RULES],
  anyway: numberFindings,
  texts: textFindings,

  // Findings as they may be shown in public, each kept warning with its reason.
  finished(model, data, findings, context, isSound) {
    return withWaivers(model, data, findings, context, isSound).map((finding) => ({
      ...finding,
      found: masked(finding.found),
      expected: masked(finding.expected),
      mend: masked(finding.mend),
    }));
  },
});
