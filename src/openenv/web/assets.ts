import { readdirSync, readFileSync } from "node:fs";

/** A file as the page's routes answer with it. */
export interface Asset {
  readonly text: string;
  /** Content type. */
  readonly type: string;
}

/** Everything the page loads. */
export interface Assets {
  readonly page: Asset;
  /** Scripts, styles and pictures by file name. */
  readonly files: ReadonlyMap<string, Asset>;
}

const FOLDER = new URL("./assets/", import.meta.url);

const TYPES: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
};

/** Packages that run in the browser, by the name their module gets there. */
const PACKAGES: Readonly<Record<string, string>> = {
  preact: "preact.js",
  "preact/hooks": "preact-hooks.js",
  htm: "htm.js",
};

const PAGE = "index.html";
const PACKAGE_IMPORT = /(\bfrom\s*)"(preact|preact\/hooks|htm)"/g;
const SOURCE_MAP = /\n\/\/# sourceMappingURL=.*\s*$/;

/** A browser has no package folder: imports of packages become imports of the files beside. */
function linkPackages(source: string): string {
  return source
    .replace(SOURCE_MAP, "\n")
    .replace(PACKAGE_IMPORT, (_whole, from: string, name: string) => `${from}"./${PACKAGES[name]}"`);
}

function toAsset(name: string, source: string): Asset {
  const extension = name.slice(name.lastIndexOf(".") + 1);
  const type = TYPES[extension] ?? "application/octet-stream";
  return { type, text: extension === "js" ? linkPackages(source) : source };
}

/** Lets the browser fetch every module at once instead of import by import. */
function preload(page: string, names: Iterable<string>): string {
  const links = [...names]
    .filter((name) => name.endsWith(".js"))
    .sort()
    .map((name) => `<link rel="modulepreload" href="assets/${name}">`);
  return page.replace("</head>", `  ${links.join("\n    ")}\n  </head>`);
}

/** Reads the page, its assets and the packages it imports, once. */
export function loadAssets(): Assets {
  const files = new Map<string, Asset>();
  for (const name of readdirSync(FOLDER)) {
    if (/\.(js|css|svg)$/.test(name)) {
      files.set(name, toAsset(name, readFileSync(new URL(name, FOLDER), "utf8")));
    }
  }
  for (const [specifier, name] of Object.entries(PACKAGES)) {
    files.set(name, toAsset(name, readFileSync(new URL(import.meta.resolve(specifier)), "utf8")));
  }
  const page = preload(readFileSync(new URL(PAGE, FOLDER), "utf8"), files.keys());
  return { page: toAsset(PAGE, page), files };
}
