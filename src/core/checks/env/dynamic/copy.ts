type Plain = Record<string, unknown>;
type Numbers = ArrayLike<number> & { slice(): unknown; fill(value: number): unknown };

/** Whether a value is a record that a literal makes, and no instance of a class. */
export function isPlain(value: unknown): value is Plain {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Whether a value is a typed array of numbers. */
export function isNumbers(value: unknown): value is Numbers {
  return ArrayBuffer.isView(value) && "length" in value && !/BigInt/.test(value.constructor.name);
}

/** A deep copy of lists, typed arrays and plain records; everything else is taken as it is. */
export function copyOf<Value>(value: Value): Value {
  return copy(value, new Map()) as Value;
}

function copy(value: unknown, done: Map<unknown, unknown>): unknown {
  if (isNumbers(value)) return value.slice();
  if (!Array.isArray(value) && !isPlain(value)) return value;
  const known = done.get(value);
  if (known !== undefined) return known;
  const fresh: unknown[] | Plain = Array.isArray(value) ? [] : {};
  done.set(value, fresh);
  for (const [key, item] of Object.entries(value)) Reflect.set(fresh, key, copy(item, done));
  return fresh;
}

/** Undoes what was done. */
export type Undo = () => void;

/**
 * Changes everything in a value that can be changed: every entry of its lists, typed arrays and plain records.
 *
 * @returns What puts the old values back, so that constants which an environment hands out stay whole.
 */
export function spoil(value: unknown): Undo {
  const undo: Undo[] = [];
  spoilInto(value, undo, new Set());
  return () => {
    for (const back of undo.reverse()) back();
  };
}

function spoilInto(value: unknown, undo: Undo[], done: Set<unknown>): void {
  if (isNumbers(value)) {
    spoilNumbers(value, undo);
    return;
  }
  if ((!Array.isArray(value) && !isPlain(value)) || done.has(value)) return;
  done.add(value);
  for (const [key, item] of Object.entries(value)) {
    if (typeof item === "object" && item !== null) spoilInto(item, undo, done);
    else if (Reflect.set(value, key, other(item))) undo.push(() => Reflect.set(value, key, item));
  }
}

function spoilNumbers(numbers: Numbers, undo: Undo[]): void {
  for (let index = 0; index < numbers.length; index += 1) {
    const before = numbers[index];
    if (Reflect.set(numbers, index, before === 0 ? 1 : 0))
      undo.push(() => Reflect.set(numbers, index, before));
  }
}

/** Another value of the same type. */
function other(value: unknown): unknown {
  if (typeof value === "number") return value + 1;
  if (typeof value === "string") return `${value} (spoiled)`;
  return typeof value === "boolean" ? !value : "spoiled";
}
