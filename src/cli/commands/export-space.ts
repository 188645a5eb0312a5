import type { Command } from "commander";
import type { Io } from "../io.ts";

/** The flags of `export-space`. */
export interface ExportSpaceFlags {
  readonly name: string;
  readonly repoUser: string;
}

const EXAMPLE = `
Examples:
  supportdesk export-space my-space --repo-user octocat
  cd my-space && openenv push`;

/** Declares `export-space`. */
export function declareExportSpace(program: Command, io: Io): void {
  program
    .command("export-space")
    .description("write a folder that Hugging Face Spaces, Docker and openenv can deploy")
    .argument("<dir>", "a new folder")
    .option("--name <name>", "name of the Space and of its Python package", "supportdesk_env")
    .option("--repo-user <user>", "Hugging Face user that the README points to", "your-name")
    .addHelpText("after", EXAMPLE)
    .action(async (folder: string, flags: ExportSpaceFlags) => {
      const { runExportSpace } = await import("../export-space/run-export-space.ts");
      runExportSpace(folder, flags, io);
    });
}
