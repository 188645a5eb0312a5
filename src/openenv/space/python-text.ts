const WIDTH = 96;

/** A Python string literal. */
export function pythonString(text: string): string {
  return JSON.stringify(text);
}

/** `risk_flags` as `RiskFlags`. */
export function pascalCase(name: string): string {
  return name.replaceAll(/(?:^|_)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** One of many: `statuses` as `status`, `allowed_queues` as `allowed_queue`. */
export function singular(name: string): string {
  if (name.endsWith("ies")) return `${name.slice(0, -3)}y`;
  return name.endsWith("ses") ? name.slice(0, -2) : name.replace(/s$/, "");
}

/** `opening` + parts + `closing`, on one line where it fits, else one part a line. */
export function bracketed(opening: string, parts: readonly string[], closing: string): string {
  const line = `${opening}${parts.join(", ")}${closing}`;
  if (line.length <= WIDTH) return line;
  const indent = /^ */.exec(opening)?.[0] ?? "";
  return [opening, ...parts.map((part) => `${indent}    ${part},`), `${indent}${closing}`].join("\n");
}
