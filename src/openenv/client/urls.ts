import { InvalidArgumentError, show } from "../../core/errors.ts";

/** The addresses of one server. */
export interface ServerUrls {
  /** Base of the HTTP routes, without a slash at the end. */
  readonly http: string;
  /** Base of the WebSocket routes, without a slash at the end. */
  readonly ws: string;
}

const SERVER_URL = /^(?:(https?|wss?):\/\/)?([^\s/?#][^\s?#]*?)\/*$/i;

/**
 * The addresses of a server from any form of its URL: `http(s)://`, `ws(s)://`, or no scheme at all. A path in front
 * of the routes is kept, slashes at the end are not.
 * @throws {InvalidArgumentError} If it is no such URL.
 */
export function serverUrls(url: string): ServerUrls {
  const [, scheme = "ws", rest = ""] = SERVER_URL.exec(url.trim()) ?? [];
  const http = `${/^(https|wss)$/i.test(scheme) ? "https" : "http"}://${rest}`;
  if (rest === "" || /:$|:\/\//.test(rest) || !URL.canParse(http)) {
    throw new InvalidArgumentError(`Expected a URL like http://127.0.0.1:8000, got ${show(url)}.`);
  }
  return { http, ws: http.replace(/^http/, "ws") };
}

/**
 * The URL of a Hugging Face Space.
 * @param id - `user/name`.
 * @throws {InvalidArgumentError} If it is no such id.
 */
export function spaceUrl(id: string): string {
  if (!/^[\w.-]+\/[\w.-]+$/.test(id)) {
    throw new InvalidArgumentError(`Expected the id of a Space like user/name, got ${show(id)}.`);
  }
  return `https://${id.replace("/", "-")}.hf.space`;
}
