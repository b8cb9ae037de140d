// JSON Forms with its vanilla renderers and the layout that it makes of a schema. It checks after every change, as it comes.
import { JsonForms } from "@jsonforms/react";
import { vanillaCells, vanillaRenderers } from "@jsonforms/vanilla-renderers";
import { createElement, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";

function Page() {
  const [data, setData] = useState(window.formDraft);
  window.valueNow = () => data;
  useEffect(() => {
    window.isReady = true;
  }, []);
  return createElement(JsonForms, {
    schema: window.formSchema,
    data,
    renderers: vanillaRenderers,
    cells: vanillaCells,
    onChange: (event) => setData(event.data),
  });
}

createRoot(document.getElementById("form")).render(createElement(Page));
