import { html } from "hono/html";
import type { ServedEnvironment } from "../served-environment.ts";
import type { Route } from "./routes/route.ts";

const STYLE =
  "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1f;background:#fff}" +
  "table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #d5d5dc;vertical-align:top}" +
  "code{font-family:ui-monospace,monospace}@media(prefers-color-scheme:dark){body{color:#e6e6ea;background:#16161a}a{color:#9db8ff}}";

/** A page that lists the routes. It loads nothing. */
export function docsPage(served: ServedEnvironment, routes: readonly Route[]): string {
  const rows = routes.map(
    ({ method, path, summary, body, answer }) =>
      html`<tr><td><code>${method.toUpperCase()}</code></td><td><code>${path}</code></td><td>${summary}</td><td>${body ?? ""}</td><td>${answer ?? ""}</td></tr>`,
  );
  const page = html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${served.name}: routes</title><style>${STYLE}</style></head>
<body>
<h1>${served.name}</h1>
<p>${served.description}</p>
<p>Version ${served.version}. Schemas are in <a href="openapi.json">openapi.json</a> and <a href="schema">schema</a>.
Two WebSockets: <code>/ws</code> plays an environment of its own for each socket, <code>/mcp</code> offers its tools.</p>
<table><thead><tr><th>Method</th><th>Path</th><th>What it does</th><th>Body</th><th>Answer</th></tr></thead><tbody>${rows}</tbody></table>
</body>
</html>
`;
  return String(page);
}
