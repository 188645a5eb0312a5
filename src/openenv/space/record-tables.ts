import type { JsonSchema } from "./json-schema.ts";

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll(/\s+/g, " ");
}

/** A Markdown table; bars and line breaks inside cells are made harmless. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---|").join("")}`, ...rows.map(line)].join("\n");
}

function kindOf(schema: JsonSchema): string {
  if (schema.enum !== undefined) return schema.enum.map((word) => `\`${word}\``).join(" ");
  if (schema.anyOf !== undefined) {
    return schema.anyOf
      .filter(({ type }) => type !== "null")
      .map(kindOf)
      .join(" or ");
  }
  if (schema.type === "array") return `list of ${kindOf(schema.items ?? {})}`;
  if (schema.type === "object") return Object.keys(schema.properties ?? {}).join(", ") || "record";
  return schema.type ?? "anything";
}

/** The fields of a record as a Markdown table: name, allowed values, meaning. */
export function fieldTable(schema: JsonSchema): string {
  const rows = Object.entries(schema.properties ?? {}).map(([name, each]) => [
    `\`${name}\``,
    kindOf(each),
    each.description ?? "",
  ]);
  return markdownTable(["field", "values", "meaning"], rows);
}
