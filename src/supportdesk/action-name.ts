import type { Action } from "./models.ts";
import { BUNDLE_NAMES, BUNDLES } from "./playbook/bundles.ts";
import { noteTemplateOf, replyTemplateOf } from "./templates.ts";

function requestName(fields: readonly string[]): string {
  const bundle = BUNDLE_NAMES.find(
    (name) =>
      BUNDLES[name].length === fields.length && BUNDLES[name].every((field) => fields.includes(field)),
  );
  return bundle ?? (fields.length === 0 ? "nothing" : fields.join(","));
}

function textName(text: string | null | undefined, templateOf: (text: string) => string | undefined): string {
  if (text === null || text === undefined) return "nothing";
  return templateOf(text) ?? "free_text";
}

function classifyName({ issue_type, queue, priority }: Action): string {
  if (issue_type != null) return `classify:${issue_type}`;
  if (queue != null) return `classify:${queue}`;
  return priority == null ? "classify" : `priority:${priority}`;
}

/** A short name for a wire action, in the spelling of the action libraries where one fits. */
export function actionName(action: Action): string {
  switch (action.operation) {
    case "classify":
      return classifyName(action);
    case "request_info":
      return `request:${requestName(action.requested_fields ?? [])}`;
    case "draft_reply":
      return `reply:${textName(action.reply, replyTemplateOf)}`;
    case "add_internal_note":
      return `note:${textName(action.internal_note, noteTemplateOf)}`;
    case "submit":
      return `submit:${action.status ?? "unchanged"}`;
    default:
      return action.operation;
  }
}
