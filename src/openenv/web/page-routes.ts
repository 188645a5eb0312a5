import type { Hono } from "hono";
import { type Asset, loadAssets } from "./assets.ts";

/** What the page may load: nothing but itself; Hugging Face may show it in a frame. */
const SECURITY_POLICY = [
  "default-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "object-src 'none'",
  "frame-ancestors 'self' https://huggingface.co https://*.hf.space",
].join("; ");

const HEADERS = {
  "content-security-policy": SECURITY_POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cache-control": "no-cache",
};

function reply({ text, type }: Asset): Response {
  return new Response(text, { headers: { ...HEADERS, "content-type": type } });
}

/** Adds the page, its assets and the redirects that lead to it. */
export function addPageRoutes(app: Hono): void {
  const { page, files } = loadAssets();
  app.get("/", (c) => c.redirect("/web/", 307));
  app.get("/web", (c) => c.redirect("/web/", 307));
  app.get("/web/", () => reply(page));
  app.get("/web/assets/:name", (c) => {
    const asset = files.get(c.req.param("name"));
    return asset === undefined ? c.json({ detail: "Not Found" }, 404) : reply(asset);
  });
}
