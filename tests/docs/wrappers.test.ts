import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { WrapperBase } from "../../src/core/wrapper.ts";
import { wrapperClasses } from "../support/docs/wrapper-classes.ts";
import { readSources } from "../support/sources.ts";

const page = readFileSync("docs/wrappers.md", "utf8");
const documented = wrapperClasses();
const names = documented.map(({ name }) => name);

/** Names of the wrapper classes that the modules of `src/wrappers` really export, abstract ones included. */
async function exportedWrappers(): Promise<string[]> {
  const paths = [...readSources("src/wrappers").keys()];
  const modules = await Promise.all(paths.map((path) => import(resolve("src/wrappers", path))));
  const values: unknown[] = modules.flatMap((each: object) => Object.values(each));
  const classes = values.filter(
    (each) => typeof each === "function" && each.prototype instanceof WrapperBase,
  );
  return classes.map((each) => (each as { readonly name: string }).name);
}

describe("docs/wrappers.md", () => {
  it("has one section for every wrapper, and no other", () => {
    const sections = [...page.matchAll(/^### (\w+)$/gm)].map(([, name]) => name);
    expect(sections.toSorted()).toEqual(names);
  });

  it("misses no wrapper class but those that are only built upon", async () => {
    const bases = [...readSources("src/wrappers").values()].flatMap((text) =>
      [...text.matchAll(/^export abstract class (\w+)/gm)].map(([, name]) => name),
    );
    const constructed = (await exportedWrappers()).filter((name) => !bases.includes(name));
    expect([...new Set(constructed)].sort()).toEqual(names);
  });

  it("says of every wrapper and option what it is for", () => {
    const silent = documented.flatMap(({ name, meaning, options }) => [
      ...(meaning === "" ? [name] : []),
      ...options.filter((option) => option.meaning === "").map((option) => `${name}.${option.name}`),
    ]);
    expect(silent).toEqual([]);
  });
});

describe("the reader of wrapper classes", () => {
  const planted = (text: string, others: readonly (readonly [string, string])[] = []) =>
    wrapperClasses(
      new Map([
        ["core/wrapper.ts", "export abstract class WrapperBase { readonly changesTask: boolean = false; }"],
        ["wrappers/planted.ts", text],
        ...others,
      ]),
    );

  it("tells options with their defaults, inherited ones first", () => {
    const [read] = planted(`
      interface Shared {
        /** How strong. @defaultValue 2 */
        readonly strength?: number;
      }
      const MODES = ["a", "b"] as const;
      export interface PlantedOptions extends Shared {
        /** Which one. */
        readonly mode: (typeof MODES)[number];
      }
      /** Does nothing. */
      export class Planted extends WrapperBase {
        override readonly changesTask = true;
        constructor(inner: Env, options: PlantedOptions) { super(inner, options); }
      }`);
    expect(read).toEqual({
      ...{ name: "Planted", kind: "other", meaning: "Does nothing.", changesTask: true, functions: [] },
      options: [
        { name: "strength", type: "number", isOptional: true, meaning: "How strong.", fallback: "2" },
        { name: "mode", type: '"a" | "b"', isOptional: false, meaning: "Which one.", fallback: undefined },
      ],
    });
  });

  it("finds functions behind the name of a type of another module, and whether they can be avoided", () => {
    const [read] = planted(
      `export interface PlantedOptions { readonly first: Made; readonly second: string | (() => number); }
      export class Planted extends WrapperBase { constructor(inner: Env, options: PlantedOptions) { super(inner); } }`,
      [["wrappers/made.ts", "export interface Made { readonly make: () => number; }"]],
    );
    expect(read?.functions).toEqual([
      { name: "first", isAvoidable: false },
      { name: "second", isAvoidable: true },
    ]);
  });

  it("leaves out abstract classes and those that are no wrappers", () => {
    const text =
      "export abstract class Base extends WrapperBase {}\nexport class Store {}\nclass Own extends WrapperBase {}";
    expect(planted(text)).toEqual([]);
  });

  it("refuses options that it cannot read", () => {
    const text =
      "export class Planted extends WrapperBase { constructor(inner: Env, options: Unread) { super(inner); } }";
    expect(() => planted(text)).toThrowError("Planted");
  });
});
