import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import { BUILT, builtPackage } from "./built-package.ts";

const FOLDER = fileURLToPath(new URL("scripts/", BUILT));
const ROOT = fileURLToPath(new URL("../", import.meta.url));
const TARGET = { platform: "node", target: "node20", format: "esm", logLevel: "warning" } as const;

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
    packages: "external",
    ...TARGET,
    plugins: [SOURCE_URLS],
  });
  return outfile;
}

const IMPORTED = /((?:\bfrom|\bimport)\s*\(?\s*"\.{1,2}\/[^"]*)\.ts"/g;

/** Builds the package as `npm run build` does, a file for each module, but without types. */
export async function buildPackage(): Promise<void> {
  const folder = fileURLToPath(builtPackage.folder);
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, "src/**/*.ts")],
    outbase: join(ROOT, "src"),
    outdir: join(folder, "dist"),
    write: false,
    ...TARGET,
  });
  rmSync(folder, { recursive: true, force: true });
  for (const { path, text } of outputFiles) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text.replaceAll(IMPORTED, '$1.js"'));
  }
  const assets = "openenv/web/assets";
  cpSync(join(ROOT, "src", assets), join(folder, "dist", assets), { recursive: true });
  copyFileSync(join(ROOT, "package.json"), join(folder, "package.json"));
}
