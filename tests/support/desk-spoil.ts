/** Overwrites whatever can be overwritten in a value, all the way down; frozen parts stay as they are. */
export function spoil(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  if (value instanceof Uint8Array) {
    value.fill(0);
    return;
  }
  for (const item of Object.values(value)) spoil(item);
  if (Object.isFrozen(value)) return;
  for (const key of Object.keys(value)) Reflect.set(value, key, "spoiled");
  if (Array.isArray(value)) value.push("spoiled");
  else Reflect.set(value, "spoiled", true);
}
