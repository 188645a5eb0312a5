/** Imported before a program: writes every module that the program loads to stderr, one a line after "loaded ". */
import { writeSync } from "node:fs";
import { createRequire, register } from "node:module";

const HOOKS = `
  import { writeSync } from "node:fs";
  export function load(url, context, next) {
    writeSync(2, "loaded " + url + "\\n");
    return next(url, context);
  }`;

const { cache } = createRequire(import.meta.url);
const before = new Set(Object.keys(cache));

register(`data:text/javascript,${encodeURIComponent(HOOKS)}`);
process.on("exit", () => {
  for (const path of Object.keys(cache)) if (!before.has(path)) writeSync(2, `loaded ${path}\n`);
});
