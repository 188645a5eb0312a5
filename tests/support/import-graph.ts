import { isBuiltin } from "node:module";
import { posix } from "node:path";
import ts from "typescript";
import type { Sources } from "./sources.ts";

/** What each module imports: paths of modules, and names of packages such as `zod` or `node:fs`. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

/** What each top folder may import besides itself: folders, packages, and `node:*` for every builtin. */
export type Layers = Readonly<Record<string, readonly string[]>>;

type Selection = (path: string) => boolean;

function packageOf(specifier: string): string {
  const [first = "", second = ""] = specifier.replace(/^node:/, "").split("/");
  if (isBuiltin(specifier)) return `node:${first}`;
  return specifier.startsWith("@") ? `${first}/${second}` : first;
}

function importsOf(path: string, source: string): readonly string[] {
  const { importedFiles } = ts.preProcessFile(source, true, true);
  const targets = importedFiles.map(({ fileName }) =>
    fileName.startsWith(".") ? posix.join(posix.dirname(path), fileName) : packageOf(fileName),
  );
  return [...new Set(targets)];
}

/** The graph of all imports: static, dynamic, re-exports and types alike. */
export function importGraph(sources: Sources): ImportGraph {
  return new Map([...sources].map(([path, source]) => [path, importsOf(path, source)]));
}

/** The first folder of a module's path; empty for a module at the top. */
export function folderOf(path: string): string {
  return path.includes("/") ? path.slice(0, path.indexOf("/")) : "";
}

function isAllowed(target: string, allowed: readonly string[]): boolean {
  if (target.startsWith("node:")) return allowed.includes(target) || allowed.includes("node:*");
  return allowed.includes(target.endsWith(".ts") ? folderOf(target) : target);
}

/** Imports that the table does not allow, as `file imports target`; modules at the top may import anything. */
export function layerViolations(graph: ImportGraph, layers: Layers): string[] {
  return [...graph].flatMap(([path, targets]) => {
    const folder = folderOf(path);
    if (folder === "") return [];
    const below = layers[folder];
    if (below === undefined) return [`${path} is in a folder without a layer`];
    return targets
      .filter((target) => !isAllowed(target, [folder, ...below]))
      .map((target) => `${path} imports ${target}`);
  });
}

/** Direct imports of a kind of target from anywhere but the modules that may have them. */
export function directImports(graph: ImportGraph, to: Selection, allowed: Selection): string[] {
  return [...graph]
    .filter(([path]) => !allowed(path))
    .flatMap(([path, targets]) => targets.filter(to).map((target) => `${path} imports ${target}`));
}

function shortestChain(graph: ImportGraph, start: string, to: Selection): readonly string[] | undefined {
  const queue: (readonly string[])[] = [[start]];
  const seen = new Set([start]);
  for (const chain of queue) {
    for (const target of graph.get(chain.at(-1) ?? "") ?? []) {
      if (to(target)) return [...chain, target];
      if (!seen.has(target)) queue.push([...chain, target]);
      seen.add(target);
    }
  }
  return undefined;
}

/** For each selected module that reaches a kind of target through any number of imports, the shortest chain. */
export function chains(graph: ImportGraph, from: Selection, to: Selection): string[] {
  return [...graph.keys()]
    .filter(from)
    .map((start) => shortestChain(graph, start, to))
    .filter((chain) => chain !== undefined)
    .map((chain) => chain.join(" → "));
}
