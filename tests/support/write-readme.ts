/** Writes the generated blocks of the README anew: `npm run readme`. */
import { readFileSync, writeFileSync } from "node:fs";
import { regenerate } from "./readme.ts";

writeFileSync("README.md", regenerate(readFileSync("README.md", "utf8")));
