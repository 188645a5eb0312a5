import ts from "typescript";
import { describe, expect, it } from "vitest";
import { openSite } from "./web-site.ts";

const site = openSite();
const page = await (await site.get("/web/")).text();
const linked = [...page.matchAll(/(?:href|src)="(assets\/[^"]+)"/g)].map(([, path]) => path ?? "");

async function textOf(path: string): Promise<string> {
  return (await site.get(`/web/${path}`)).text();
}

describe("the page", () => {
  it.each(["/", "/web"])("is where %s leads", async (path) => {
    const response = await site.get(path);
    expect([response.status, response.headers.get("location")]).toEqual([307, "/web/"]);
  });

  it("is HTML that may load nothing but what its own server gives, and be framed by Hugging Face", async () => {
    const { headers } = await site.get("/web/");
    expect(headers.get("content-type")).toBe("text/html; charset=utf-8");
    const policy = headers.get("content-security-policy");
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain("unsafe");
    expect(policy).toContain("frame-ancestors 'self' https://huggingface.co https://*.hf.space");
    expect(headers.get("x-frame-options")).toBeNull();
  });

  it("has no script or style of its own, which the policy would refuse", () => {
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
  });

  it("names relative addresses alone, so that it works below any path", async () => {
    expect(page).not.toMatch(/(href|src)="(\/|https?:)/);
    for (const path of linked.filter((each) => each.endsWith(".js"))) {
      expect(await textOf(path), path).not.toMatch(
        /(?:ask|send|fetch|WebSocket|new URL)\(\s*["'`](?:\/|https?:|wss?:)/,
      );
    }
  });

  it("links assets that exist, with their types", async () => {
    const types = await Promise.all(
      linked.map(async (path) => (await site.get(`/web/${path}`)).headers.get("content-type")),
    );
    expect(linked.length).toBeGreaterThan(20);
    expect([...new Set(types)].sort()).toEqual([
      "image/svg+xml",
      "text/css; charset=utf-8",
      "text/javascript; charset=utf-8",
    ]);
  });

  it("imports only modules that are served beside it, packages included", async () => {
    const scripts = linked.filter((path) => path.endsWith(".js"));
    const imports = await Promise.all(
      scripts.map(async (path) =>
        ts.preProcessFile(await textOf(path)).importedFiles.map((file) => file.fileName),
      ),
    );
    const targets = [...new Set(imports.flat())].map((to) => to.replace("./", "assets/"));
    expect(targets).toContain("assets/preact.js");
    expect(targets.filter((target) => !scripts.includes(target))).toEqual([]);
  });

  it.each(["/web/assets/none.js", "/web/assets/..%2Findex.ts", "/web/assets/tsconfig.json"])(
    "has no asset %s",
    async (path) => {
      const response = await site.get(path);
      expect([response.status, await response.json()]).toEqual([404, { detail: "Not Found" }]);
    },
  );
});
