import { GymError, UnknownNameError } from "../errors.ts";
import { closestName, unknownMessage } from "../names.ts";
import { warn } from "../warnings.ts";
import { listEnvs, type RegisteredEnv, registrationOf, versionsOf } from "./catalog.ts";
import { type EnvId, formatEnvId, parseEnvId } from "./env-id.ts";

/**
 * The registration an id stands for. Without a version that is the newest, with a warning; a version that is not the
 * newest is warned of too.
 * @throws {GymError} `NAMESPACE_NOT_FOUND`, `UNKNOWN_NAME`, `VERSION_NOT_FOUND` or `DEPRECATED_ENV`.
 */
export function findRegistration(id: string): RegisteredEnv {
  const wanted = parseEnvId(id);
  const versions = versionsOf(wanted);
  const [newest] = versions;
  if (newest === undefined) throw notFound(id, wanted);
  const exact = registrationOf(id);
  if (exact !== undefined) {
    if (exact !== newest) warn(`"${id}" is out of date: "${newest.id}" is the newest version.`);
    return exact;
  }
  if (wanted.version !== undefined) throw versionNotFound(id, wanted.version, versions);
  warn(`"${id}" means "${newest.id}" for now: write the version to keep meaning it.`);
  return newest;
}

function versionNotFound(id: string, version: number, versions: readonly RegisteredEnv[]): GymError {
  const known = versions.map((each) => each.id).join(", ");
  const newest = versions[0]?.version;
  if (newest === undefined) {
    return new GymError("VERSION_NOT_FOUND", `"${id}" has no versions: leave it out. Allowed: ${known}.`);
  }
  if (version > newest) {
    return new GymError("VERSION_NOT_FOUND", `"${id}" does not exist yet. Allowed: ${known}.`);
  }
  return new GymError("DEPRECATED_ENV", `"${id}" is no longer offered. Allowed: ${known}.`);
}

function notFound(id: string, wanted: EnvId): GymError {
  const { namespace } = wanted;
  const all = listEnvs();
  const namespaces = [...new Set(all.map((each) => each.namespace).filter((each) => each !== undefined))];
  if (namespace !== undefined && namespaces.length > 0 && !namespaces.includes(namespace)) {
    const message = unknownMessage({ kind: "namespace", name: namespace, known: namespaces });
    return new GymError("NAMESPACE_NOT_FOUND", message);
  }
  const known = all.map((each) => each.id);
  const suggestion = suggestionFor(wanted, all);
  return new UnknownNameError(unknownMessage({ kind: "environment", name: id, known, suggestion }));
}

/** A near name in the same namespace, or the same name in another; in the version wanted if there is one. */
function suggestionFor(wanted: EnvId, all: readonly RegisteredEnv[]): string | undefined {
  const neighbours = all.filter(({ namespace }) => namespace === wanted.namespace);
  const name = closestName(wanted.name, [...new Set(neighbours.map((each) => each.name))]);
  const found = name === undefined ? all.find((each) => each.name === wanted.name) : { ...wanted, name };
  if (found === undefined) return undefined;
  const asked = formatEnvId({ ...found, version: wanted.version });
  return registrationOf(asked)?.id ?? versionsOf(found)[0]?.id;
}
