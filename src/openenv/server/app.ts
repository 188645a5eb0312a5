import { Hono, type MiddlewareHandler } from "hono";
import type { Authorize } from "./auth.ts";
import { docsPage } from "./docs-page.ts";
import type { Log } from "./log.ts";
import { openApiDocument } from "./openapi.ts";
import { HttpProblem, isUnexpected, meaningOf, responseOf } from "./problems.ts";
import { controlRoutes } from "./routes/control.ts";
import { infoRoutes } from "./routes/info.ts";
import { mcpRoutes } from "./routes/mcp.ts";
import { fixedJson, type Route, type Site } from "./routes/route.ts";
import { taskApiRoutes } from "./routes/task-api.ts";
import { taskRoutes } from "./routes/tasks.ts";

/** What the HTTP side of a server is made of. */
export interface AppOptions {
  readonly site: Site;
  readonly mode: "simulation" | "production";
  readonly authorize: Authorize;
  readonly log: Log;
  readonly monotonic: () => number;
  /** Adds further routes, such as those of the web page. */
  readonly mount?: (app: Hono) => void;
}

function apiRoutes({ site, mode }: AppOptions): readonly Route[] {
  return [
    ...(mode === "simulation" ? controlRoutes(site) : []),
    ...infoRoutes(site),
    ...mcpRoutes(site),
    ...taskRoutes(site),
    ...taskApiRoutes(site),
  ];
}

/** The pages about the routes; they are not listed themselves. */
function pageRoutes({ site: { served } }: AppOptions, routes: readonly Route[]): readonly Route[] {
  const get = { method: "get", tag: "", summary: "" } as const;
  const shown = (path: string): Route => ({
    ...get,
    path,
    handle: (c) => {
      c.header("content-security-policy", "default-src 'none'; style-src 'unsafe-inline'");
      return c.html(docsPage(served, routes));
    },
  });
  return [
    { ...get, path: "/openapi.json", handle: fixedJson(() => openApiDocument(served, routes)) },
    shown("/docs"),
    shown("/redoc"),
  ];
}

const pattern = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ":$1");

function addRoutes(app: Hono, routes: readonly Route[]): void {
  const methods = new Map<string, string[]>();
  for (const { method, path, handle } of routes) {
    app.on(method.toUpperCase(), pattern(path), handle);
    methods.set(path, [...(methods.get(path) ?? []), ...(method === "get" ? ["GET", "HEAD"] : ["POST"])]);
  }
  for (const [path, allowed] of methods) {
    const allow = [...new Set(allowed), "OPTIONS"].join(", ");
    app.options(pattern(path), () => new Response(null, { status: 204, headers: { allow } }));
    app.all(pattern(path), () => {
      throw new HttpProblem(405, "Method Not Allowed", { allow });
    });
  }
}

function guard({ authorize }: AppOptions): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.path !== "/health" && !authorize(c.req.header("authorization"))) {
      throw new HttpProblem(
        401,
        "Expected the header `Authorization: Bearer TOKEN` with the server's token.",
        {
          "www-authenticate": "Bearer",
        },
      );
    }
    await next();
  };
}

function observe({ site: { metrics }, log, monotonic }: AppOptions): MiddlewareHandler {
  return async (c, next) => {
    const start = monotonic();
    await next();
    const { method, routePath: route, path } = c.req;
    const { status } = c.res;
    const ms = monotonic() - start;
    metrics.request({ route, method, status }, ms);
    if (log.isDebug) log.debug("request", { method, path, status, ms });
  };
}

function redirectOrRefuse(paths: ReadonlySet<string>, url: URL): Response {
  const bare = url.pathname.slice(0, -1);
  if (url.pathname.endsWith("/") && paths.has(bare)) {
    return new Response(null, { status: 307, headers: { location: `${bare}${url.search}` } });
  }
  return Response.json({ detail: "Not Found" }, { status: 404 });
}

/** The HTTP side of a server. */
export function createApp(options: AppOptions): Hono {
  const { site, log } = options;
  const app = new Hono();
  app.onError((error) => {
    const { kind, message } = meaningOf(error);
    if (kind === "failed" && isUnexpected(error)) log.error("environment_failed", { message });
    const response = responseOf(error);
    site.metrics.error(`HTTP_${response.status}`);
    return response;
  });
  app.use(observe(options));
  app.use(guard(options));
  options.mount?.(app);
  const routes = apiRoutes(options);
  const all = [...routes, ...pageRoutes(options, routes)];
  const paths = new Set(all.map(({ path }) => path));
  addRoutes(app, all);
  app.notFound((c) => redirectOrRefuse(paths, new URL(c.req.url)));
  return app;
}
