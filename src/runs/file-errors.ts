const REASONS: ReadonlyMap<string, string> = new Map([
  ["ENOENT", "there is no such file or folder"],
  ["ENOTDIR", "part of the path is a file and not a folder"],
  ["EISDIR", "it is a folder"],
  ["EACCES", "permission denied"],
  ["EPERM", "permission denied"],
  ["EROFS", "the file system is read-only"],
  ["ENOSPC", "the disk is full"],
  ["ENAMETOOLONG", "the name is too long"],
]);

/** The code of an error of the file system, such as `ENOENT`; empty for any other error. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** Why the file system refused, in words and without a full stop. */
export function reasonOf(error: unknown): string {
  const known = REASONS.get(codeOf(error));
  if (known !== undefined) return known;
  return String(error instanceof Error ? error.message : error).replaceAll(/\s+/g, " ");
}
