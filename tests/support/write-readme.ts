/** Writes the generated blocks of the documents anew: `npm run readme`. */
import { readFileSync, writeFileSync } from "node:fs";
import { withRuns } from "./docs/studies-page.ts";
import { GENERATED } from "./readme.ts";

const STUDIES = "docs/studies.md";

for (const [path, regenerate] of Object.entries(GENERATED)) {
  writeFileSync(path, regenerate(readFileSync(path, "utf8")));
}
writeFileSync(STUDIES, withRuns(readFileSync(STUDIES, "utf8")));
