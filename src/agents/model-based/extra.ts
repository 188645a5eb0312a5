/** A part of what an agent saved beside its table; `undefined` if it is not there, which no schema takes. */
export function extraPart(extra: unknown, name: string): unknown {
  return typeof extra === "object" && extra !== null ? Reflect.get(extra, name) : undefined;
}
