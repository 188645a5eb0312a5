import type { EnvMetadata } from "../core/env.ts";

/** Metadata with one more warning. */
export function withWarning(metadata: EnvMetadata, warning: string): EnvMetadata {
  return { ...metadata, warnings: [...(metadata.warnings ?? []), warning] };
}
