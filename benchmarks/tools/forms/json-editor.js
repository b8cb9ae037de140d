// json-editor with its plain HTML theme. Every field of the schema is shown, as it comes; the buttons and dialogs to choose
// fields and to write JSON are switched off. It checks with its own validator after every change.
import { JSONEditor } from "@json-editor/json-editor";

const editor = new JSONEditor(document.getElementById("form"), {
  schema: window.formSchema,
  startval: window.formDraft,
  theme: "html",
  disable_edit_json: true,
  disable_properties: true,
});
editor.on("ready", () => {
  window.valueNow = () => editor.getValue();
  window.isReady = true;
});
