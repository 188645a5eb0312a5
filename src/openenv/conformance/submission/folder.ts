import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { GymError } from "../../../core/errors.ts";
import { demand } from "../outcome.ts";

/** A folder that is to be submitted. */
export class SubmissionFolder {
  readonly path: string;

  /** @throws {GymError} `BAD_FILE` if there is no such folder. */
  constructor(path: string) {
    if (!existsSync(path) || !statSync(path).isDirectory()) {
      throw new GymError("BAD_FILE", `Expected a folder at ${path}, found none.`);
    }
    this.path = path;
  }

  /** Whether it holds a file. */
  has(name: string): boolean {
    const path = join(this.path, name);
    return existsSync(path) && statSync(path).isFile();
  }

  /** The text of a file. @throws {Failure} If it is missing. */
  read(name: string): string {
    demand(this.has(name), `a file ${name}`, "no such file");
    return readFileSync(join(this.path, name), "utf8");
  }

  /** The folder with the Dockerfile: this one, else `server`. @throws {Failure} If neither has one. */
  dockerContext(): string {
    const found = ["", "server"].find((folder) => this.has(join(folder, "Dockerfile")));
    demand(found !== undefined, "a Dockerfile in the folder or in server/", "none");
    return join(this.path, found);
  }
}
