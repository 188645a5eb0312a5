import type { Undo } from "./copy.ts";

/** A source of numbers that no seed governs: a function of a global object. */
interface Source {
  readonly owner: string;
  readonly name: string;
}

/** Reached by name: the library itself may not refer to them. */
const SOURCES: readonly Source[] = [
  { owner: "Math", name: "random" },
  { owner: "Date", name: "now" },
  { owner: "performance", name: "now" },
  { owner: "crypto", name: "getRandomValues" },
  { owner: "crypto", name: "randomUUID" },
];

type Callable = (...given: unknown[]) => unknown;

function trapFunction({ owner, name }: Source, onUse: (source: string) => void): Undo {
  const holder: unknown = Reflect.get(globalThis, owner);
  if ((typeof holder !== "object" && typeof holder !== "function") || holder === null) return () => {};
  const original: unknown = Reflect.get(holder, name);
  if (typeof original !== "function") return () => {};
  const own = Object.getOwnPropertyDescriptor(holder, name);
  const watched: Callable = (...given) => {
    onUse(`${owner}.${name}()`);
    return Reflect.apply(original, holder, given);
  };
  const isTrapped = Reflect.defineProperty(holder, name, {
    value: watched,
    configurable: true,
    writable: true,
    enumerable: own?.enumerable ?? false,
  });
  if (!isTrapped) return () => {};
  return () => {
    if (own === undefined) Reflect.deleteProperty(holder, name);
    else Reflect.defineProperty(holder, name, own);
  };
}

/** `new Date()` and `Date()` read the clock; a date made from arguments does not. */
function trapDate(onUse: (source: string) => void): Undo {
  const own = Object.getOwnPropertyDescriptor(globalThis, "Date");
  if (own === undefined || own.configurable !== true) return () => {};
  const watched = new Proxy(own.value as DateConstructor, {
    construct(target, given, newTarget) {
      if (given.length === 0) onUse("new Date()");
      return Reflect.construct(target, given, newTarget) as object;
    },
    apply(target, self, given) {
      onUse("Date()");
      return Reflect.apply(target, self, given);
    },
  });
  Reflect.defineProperty(globalThis, "Date", { ...own, value: watched });
  return () => Reflect.defineProperty(globalThis, "Date", own);
}

/**
 * Runs something while the clock and the unseeded random functions of the platform tell of their use. They keep
 * working, and are as before afterwards. Functions that a module imported by name cannot be watched.
 */
export function watchEntropy(onUse: (source: string) => void, run: () => void): void {
  const undo = [...SOURCES.map((source) => trapFunction(source, onUse)), trapDate(onUse)];
  try {
    run();
  } finally {
    for (const back of undo.reverse()) back();
  }
}
