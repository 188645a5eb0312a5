import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { GymError } from "../../core/errors.ts";
import { describeDesk } from "../../openenv/desk.ts";
import { checkRepoUser, checkSpaceName, spaceFiles } from "../../openenv/space/index.ts";
import { checkWritable, isTaken, writeAside } from "../../runs/write-aside.ts";
import type { ExportSpaceFlags } from "../commands/export-space.ts";
import { blameUsage } from "../errors.ts";
import type { Io } from "../io.ts";
import { packageVersion } from "../package-info.ts";
import { type CompiledPackage, compiledPackage } from "./compiled-package.ts";
import { SERVER_VARIABLES } from "./server-variables.ts";

/** Runs `export-space`. The folder appears complete or not at all. */
export function runExportSpace(
  folder: string,
  flags: ExportSpaceFlags,
  io: Io,
  compiled: () => CompiledPackage = compiledPackage,
): void {
  blameUsage(() => checkSpaceName(flags.name));
  blameUsage(() => checkRepoUser(flags.repoUser));
  if (isTaken(folder)) {
    throw new GymError("FILE_EXISTS", `"${folder}" exists already: choose a new folder or remove it first.`);
  }
  checkWritable(folder);
  const { isLocked, copyTo } = compiled();
  const served = describeDesk({}, packageVersion());
  const files = spaceFiles({ ...flags, served, variables: SERVER_VARIABLES, isLocked });
  writeAside(folder, (temporary) => {
    for (const [path, text] of files) {
      mkdirSync(dirname(join(temporary, path)), { recursive: true });
      writeFileSync(join(temporary, path), text);
    }
    copyTo(join(temporary, "package"));
  });
  io.out(nextSteps(folder, flags.name));
}

function nextSteps(folder: string, name: string): string {
  return `Wrote the Space ${name} to ${folder}.

Next
  cd ${folder}
  openenv validate --level static           checks the folder
  docker build -t ${name} . && docker run -p 8000:8000 ${name}
  openenv push                              puts it on Hugging Face
`;
}
