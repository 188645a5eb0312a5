import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { UsageError } from "../errors.ts";

/** Imports a user's file or package. @throws {UsageError} If there is none or it fails. */
export async function importSetup(name: string): Promise<void> {
  const path = resolve(name);
  const target = existsSync(path) ? pathToFileURL(path).href : name;
  try {
    await import(target);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`Expected --setup to name a module that can be imported, got ${name}: ${reason}`, {
      cause,
    });
  }
}
