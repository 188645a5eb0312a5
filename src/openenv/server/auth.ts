import { createHash, timingSafeEqual } from "node:crypto";

/** Whether an `Authorization` header carries the token. */
export type Authorize = (header: string | undefined) => boolean;

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** Checks bearer tokens in constant time; without a token everybody is welcome. */
export function createAuthorize(token: string | undefined): Authorize {
  if (token === undefined) return () => true;
  const wanted = digest(token);
  return (header = "") => {
    const [, given] = /^Bearer +(.+)$/i.exec(header) ?? [];
    return given !== undefined && timingSafeEqual(digest(given), wanted);
  };
}
