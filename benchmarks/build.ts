import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";

/** Inside `node_modules`, so that packages are found from there. */
const FOLDER = fileURLToPath(new URL("../node_modules/.cache/supportdesk-bench/", import.meta.url));

/** Lets each module know the place of its source, beside which its programs lie. */
const SOURCE_URLS: Plugin = {
  name: "source-urls",
  setup({ onLoad }) {
    onLoad({ filter: /benchmarks\/.*\.ts$/ }, ({ path }) => {
      const url = JSON.stringify(pathToFileURL(path).href);
      return { contents: readFileSync(path, "utf8").replaceAll("import.meta.url", url), loader: "ts" };
    });
  },
};

/**
 * Builds a script of this folder with the library in it, as plain JavaScript. tsx would keep the names of all
 * functions, which makes every function expression slow to create, so that steps would be measured up to three times slower than
 * users see them.
 * @returns Path of what was built.
 */
export async function buildScript(script: string): Promise<string> {
  mkdirSync(FOLDER, { recursive: true });
  const outfile = join(FOLDER, script.replaceAll("/", "-").replace(/\.ts$/, ".mjs"));
  await build({
    entryPoints: [fileURLToPath(new URL(script, import.meta.url))],
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    logLevel: "warning",
    plugins: [SOURCE_URLS],
  });
  return outfile;
}
