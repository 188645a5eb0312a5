import { fileURLToPath } from "node:url";

/** What is built for measurements: inside `node_modules`, so that packages are found from there. */
export const BUILT = new URL("../node_modules/.cache/supportdesk-bench/", import.meta.url);

const FOLDER = new URL("package/", BUILT);

/** The package as users install it, once `buildPackage` has built it. */
export const builtPackage = {
  folder: FOLDER,
  /** Path of the program `supportdesk`. */
  program: fileURLToPath(new URL("dist/cli/main.js", FOLDER)),
  /** The module that runs a command line. */
  commandLine: new URL("dist/cli/run.js", FOLDER),
} as const;
