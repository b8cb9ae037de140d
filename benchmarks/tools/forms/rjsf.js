// RJSF with its core theme and the Ajv 8 validator. Live validation is off, as it comes: it checks when it is handed in.
import Form from "@rjsf/core";
import validator from "@rjsf/validator-ajv8";
import { createElement, useEffect, useState } from "react";
import { createRoot } from "react-dom/client";

function Page() {
  const [formData, setFormData] = useState(window.formDraft);
  window.valueNow = () => formData;
  useEffect(() => {
    window.isReady = true;
  }, []);
  return createElement(Form, {
    schema: window.formSchema,
    validator,
    formData,
    onChange: (event) => setFormData(event.formData),
  });
}

createRoot(document.getElementById("form")).render(createElement(Page));
