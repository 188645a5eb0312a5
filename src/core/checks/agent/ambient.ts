/** Where a program finds the time and numbers that no seed gives. */
const SOURCES: readonly (readonly [owner: string, key: string])[] = [
  ["Math", "random"],
  ["Date", "now"],
  ["", "Date"],
  ["performance", "now"],
  ["crypto", "getRandomValues"],
  ["crypto", "randomUUID"],
];

/** Runs something and tells which sources of ambient time and randomness it called, such as `Date.now`. */
export function ambientReads(run: () => void): string[] {
  const seen = new Set<string>();
  const undo = SOURCES.map(([owner, key]) => watch(owner, key, seen));
  try {
    run();
  } finally {
    for (const restore of undo.reverse()) restore();
  }
  return [...seen];
}

/** Notes the calls of a function of the platform. @returns What puts it back. */
function watch(owner: string, key: string, seen: Set<string>): () => void {
  const holder: unknown = owner === "" ? globalThis : Reflect.get(globalThis, owner);
  if ((typeof holder !== "object" && typeof holder !== "function") || holder === null) return () => {};
  const original: unknown = Reflect.get(holder, key);
  if (typeof original !== "function") return () => {};
  const before = Reflect.getOwnPropertyDescriptor(holder, key);
  const value = noting(original, () => seen.add(owner === "" ? key : `${owner}.${key}`));
  const enumerable = before?.enumerable ?? true;
  Reflect.defineProperty(holder, key, { value, configurable: true, writable: true, enumerable });
  return () => {
    if (before === undefined) Reflect.deleteProperty(holder, key);
    else Reflect.defineProperty(holder, key, before);
  };
}

/** A function that does what another does and notes it; a constructor that is given arguments reads nothing. */
// biome-ignore lint/complexity/noBannedTypes: whatever the platform has there.
function noting(original: Function, note: () => void): unknown {
  return new Proxy(original, {
    apply: (target, self, given) => {
      note();
      return Reflect.apply(target, self, given);
    },
    construct: (target, given, created) => {
      if (given.length === 0) note();
      return Reflect.construct(target, given, created === target ? target : created);
    },
  });
}
