import { InvalidArgumentError, show } from "../../core/errors.ts";
import type { ServedEnvironment } from "../served-environment.ts";
import { SPACE_DOCKERIGNORE, spaceDockerfile } from "./dockerfile.ts";
import { manifest, RUNTIME_PLAN_PATH } from "./manifest.ts";
import { PYTHON_CLIENT, PYTHON_INIT, pyproject, SERVER_APP, SERVER_INIT, UV_LOCK } from "./python-client.ts";
import { pythonModels } from "./python-models.ts";
import { type ServerVariable, spaceReadme } from "./readme.ts";
import { runtimePlan } from "./runtime-plan.ts";

export type { ServerVariable } from "./readme.ts";

/** What a Space is written from. */
export interface SpaceOptions {
  /** Name of the Space and of its Python package, such as `supportdesk_env`. */
  readonly name: string;
  /** Hugging Face user or organisation that the Space belongs to. */
  readonly repoUser: string;
  readonly served: ServedEnvironment;
  /** Environment variables that the server reads. */
  readonly variables: readonly ServerVariable[];
  /** Whether the compiled package comes with a lock file. */
  readonly isLocked: boolean;
}

const PACKAGE_NAME = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;
const USER_NAME = /^[A-Za-z0-9][A-Za-z0-9-]{0,38}$/;

/** @throws {InvalidArgumentError} If it cannot name a Space and a Python package. */
export function checkSpaceName(name: string): void {
  if (name.length <= 64 && PACKAGE_NAME.test(name)) return;
  throw new InvalidArgumentError(
    `Expected a name like supportdesk_env (letters, digits and _, at most 64), got ${show(name)}.`,
  );
}

/** @throws {InvalidArgumentError} If no user of Hugging Face can be called so. */
export function checkRepoUser(user: string): void {
  if (USER_NAME.test(user)) return;
  throw new InvalidArgumentError(`Expected a Hugging Face user like octocat, got ${show(user)}.`);
}

/**
 * The files of a deployable Space by path, apart from the compiled package, which belongs in `package/`.
 * @throws {InvalidArgumentError} If a name is no good.
 */
export function spaceFiles(options: SpaceOptions): ReadonlyMap<string, string> {
  const { name, repoUser, served, isLocked } = options;
  checkSpaceName(name);
  checkRepoUser(repoUser);
  return new Map([
    ["openenv.yaml", manifest({ name, served, isSpace: true })],
    ["Dockerfile", spaceDockerfile({ isLocked })],
    [".dockerignore", SPACE_DOCKERIGNORE],
    ["README.md", spaceReadme(options)],
    ["pyproject.toml", pyproject(name, served.version)],
    ["uv.lock", UV_LOCK],
    ["__init__.py", PYTHON_INIT],
    ["client.py", PYTHON_CLIENT],
    ["models.py", pythonModels(served)],
    ["server/__init__.py", SERVER_INIT],
    ["server/app.py", SERVER_APP],
    [RUNTIME_PLAN_PATH, `${JSON.stringify(runtimePlan(served), undefined, 2)}\n`],
    ["outputs/.gitkeep", ""],
  ]);
}
