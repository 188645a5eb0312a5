import { existsSync } from "node:fs";
import { isAbsolute, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { UsageError } from "../errors.ts";

/** Imports a user's file or package. @throws {UsageError} If there is none or it fails. */
export async function importSetup(name: string): Promise<void> {
  const path = resolve(name);
  const isFile = existsSync(path);
  if (!isFile && looksLikePath(name)) {
    throw new UsageError(
      `Expected --setup to name a module that can be imported, got ${name}: no such file.`,
    );
  }
  const target = isFile ? pathToFileURL(path).href : name;
  try {
    await import(target);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`Expected --setup to name a module that can be imported, got ${name}: ${reason}`, {
      cause,
    });
  }
}

function looksLikePath(name: string): boolean {
  return isAbsolute(name) || name.startsWith(".") || /\.[cm]?[jt]s$/.test(name);
}
