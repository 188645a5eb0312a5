import { InvalidArgumentError, show } from "../errors.ts";

/** The parts of an id `[namespace/]Name[-vN]`. */
export interface EnvId {
  /** `undefined` without one. */
  readonly namespace: string | undefined;
  /** The id without namespace and version. */
  readonly name: string;
  /** An integer ≥ 0; `undefined` without one. */
  readonly version: number | undefined;
}

const ID = /^(?:([\w.-]+)\/)?([\w.:-]+?)(?:-v(0|[1-9]\d*))?$/;

/** The parts of an id. @throws {InvalidArgumentError} If it is none. */
export function parseEnvId(id: string): EnvId {
  const [, namespace, name, version] = (typeof id === "string" && ID.exec(id)) || [];
  if (name === undefined) {
    throw new InvalidArgumentError(`Expected an id like \`namespace/Name-v1\`, got ${show(id)}.`);
  }
  return { namespace, name, version: version === undefined ? undefined : Number(version) };
}

/** An id from its parts. */
export function formatEnvId({ namespace, name, version }: EnvId): string {
  const prefix = namespace === undefined ? "" : `${namespace}/`;
  return `${prefix}${name}${version === undefined ? "" : `-v${version}`}`;
}
