import { mkdirSync, mkdtempSync } from "node:fs";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const FLAGS = [
  ...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
  ...["--disable-background-networking", "--disable-component-update", "--disable-sync"],
];
const MOST_TABS = 150;
const PATIENCE_MS = 20_000;

/** Debian's Chromium, without a window. */
export function launchChromium(): Promise<Browser> {
  const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, headless: true, args: FLAGS });
}

/** Where screenshots are kept: the folder for artefacts, or one that the system clears. */
export function screenshotFolder(): string {
  const folder = process.env["ARTIFACTS_DIR"];
  if (folder === undefined || folder === "") return mkdtempSync(join(tmpdir(), "supportdesk-web-"));
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** A page with everything it complained about, and every host it asked. */
export interface WatchedPage {
  readonly page: Page;
  readonly complaints: readonly string[];
  readonly hosts: ReadonlySet<string>;
}

/** Opens an address in a context of its own and waits until the page is alive. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const complaints: string[] = [];
  const hosts = new Set<string>();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (asked) => hosts.add(new URL(asked.url()).host));
  page.on("websocket", (socket) => hosts.add(new URL(socket.url()).host));
  await page.goto(url);
  await page.getByText("Live: shared with every visitor").waitFor();
  return { page, complaints, hosts };
}

/** Presses Tab until the element with this accessible text or id has the focus. @throws {Error} If it never gets it. */
export async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      return [element?.id ?? "", element?.textContent ?? ""];
    });
    if (focused.includes(wanted)) return;
  }
  throw new Error(`Tab never reached "${wanted}".`);
}

/** The sentence that screen readers are told last. */
export function announced(page: Page, text: string | RegExp): Promise<void> {
  return page.getByRole("status").filter({ hasText: text }).waitFor({ state: "attached" });
}

/** A proxy that serves another server below a path and strips the path, as hosting services do. */
export async function startPrefixProxy(
  target: string,
  prefix: string,
): Promise<{ readonly url: string; close(): void }> {
  const { hostname, port } = new URL(target);
  const strip = (url = "/"): string => url.slice(prefix.length);
  const server = createServer((incoming, outgoing) => {
    const { method, headers, url } = incoming;
    const forwarded = request({ hostname, port, method, headers, path: strip(url) }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(forwarded);
  });
  server.on("upgrade", (incoming, client) => {
    const upstream = connect(Number(port), hostname, () => {
      const headers = incoming.rawHeaders.map((text, index) =>
        index % 2 === 0 ? `${text}: ` : `${text}\r\n`,
      );
      upstream.write(`GET ${strip(incoming.url)} HTTP/1.1\r\n${headers.join("")}\r\n`);
      upstream.pipe(client).pipe(upstream);
    });
    const drop = (): void => {
      upstream.destroy();
      client.destroy();
    };
    upstream.on("error", drop);
    client.on("error", drop);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  // A TCP server has an address with a port.
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}${prefix}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
