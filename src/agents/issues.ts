import type { z } from "zod";

/** The first problem that a schema found, in one line without a full stop: where it is and what was expected. */
export function describeIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return "unknown problem";
  const path = issue.path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("");
  const where = path === "" ? "" : ` at \`${path.replace(/^\./, "")}\``;
  return `${issue.message.replaceAll(/\s+/g, " ")}${where}`;
}
