import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Texts of TypeScript modules by path, with forward slashes. */
export type Sources = ReadonlyMap<string, string>;

/** Every TypeScript module under a folder, by its path inside that folder. */
export function readSources(folder: string): Sources {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path.endsWith(".ts"));
  return new Map(paths.sort().map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}
