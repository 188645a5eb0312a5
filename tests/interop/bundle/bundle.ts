import { type BuildOptions, build } from "esbuild";

/** Bundles for browsers, so that an import of a Node.js builtin fails the build. */
const FOR_BROWSERS = {
  bundle: true,
  platform: "browser",
  format: "iife",
  globalName: "bundle",
  target: "es2023",
  write: false,
  metafile: true,
  logLevel: "silent",
} as const satisfies BuildOptions;

/** One script, and the modules that went into it. */
export interface Bundle {
  readonly script: string;
  readonly modules: readonly string[];
}

/**
 * Bundles a module with all it imports into one script that leaves its exports in `bundle`.
 * @throws {Error} If a module cannot be bundled for a browser.
 */
export async function bundleForBrowsers(
  entry: string,
  options: { readonly minify?: boolean } = {},
): Promise<Bundle> {
  const { outputFiles, metafile } = await build({ ...FOR_BROWSERS, ...options, entryPoints: [entry] });
  return { script: outputFiles.map(({ text }) => text).join("\n"), modules: Object.keys(metafile.inputs) };
}
