/** Writes the generated blocks of the documents anew: `npm run readme`. */
import { readFileSync, writeFileSync } from "node:fs";
import { GENERATED } from "./readme.ts";

for (const [path, regenerate] of Object.entries(GENERATED)) {
  writeFileSync(path, regenerate(readFileSync(path, "utf8")));
}
