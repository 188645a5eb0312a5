/** What a `pyproject.toml` says about a served environment. */
export interface Pyproject {
  /** Requirements of `[project]`, such as `openenv-core>=0.2.2`. */
  readonly dependencies: readonly string[];
  /** Entry point of the script `server`, such as `server.app:main`. */
  readonly serverScript: string | undefined;
}

const TABLE = /^\[\[?\s*([^[\]]+?)\s*\]\]?$/;
const ASSIGNMENT = /^((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=\s*(\S.*)$/s;
const STRINGS = /"((?:[^"\\]|\\.)*)"|'([^']*)'/g;
const STRING_OR_COMMENT = /"(?:[^"\\]|\\.)*"|'[^']*'|#.*$/g;

/**
 * Reads the part of TOML that project files are written in: tables, and keys with values that may go over several
 * lines inside brackets.
 * @returns The settings, or the first line that is no TOML.
 */
export function readPyproject(text: string): Pyproject | { readonly wrong: string } {
  const values = new Map<string, string>();
  let table = "";
  for (const statement of statements(text)) {
    const header = TABLE.exec(statement)?.[1];
    const [, key, value = ""] = ASSIGNMENT.exec(statement) ?? [];
    if (header !== undefined) table = `${header}.`;
    else if (key !== undefined && isBalanced(value)) values.set(`${table}${key}`, value);
    else return { wrong: statement };
  }
  return {
    dependencies: stringsIn(values.get("project.dependencies")),
    serverScript: serverScriptOf(values),
  };
}

function serverScriptOf(values: ReadonlyMap<string, string>): string | undefined {
  const inline = /(?:[{,]\s*)server\s*=\s*("[^"]*"|'[^']*')/.exec(values.get("project.scripts") ?? "")?.[1];
  return stringsIn(values.get("project.scripts.server") ?? inline)[0];
}

/** Lines without comments and blank ones; a line goes on while a bracket is open. */
function statements(text: string): readonly string[] {
  const found: string[] = [];
  let open = "";
  for (const line of text.split(/\r?\n/)) {
    const bare = line.replace(STRING_OR_COMMENT, (part) => (part.startsWith("#") ? "" : part)).trim();
    open = open === "" ? bare : `${open} ${bare}`;
    if (open === "" || (!TABLE.test(open) && !isBalanced(open))) continue;
    found.push(open);
    open = "";
  }
  return open === "" ? found : [...found, open];
}

function isBalanced(text: string): boolean {
  const bare = text.replace(STRINGS, "");
  return !/["']/.test(bare) && count(bare, /[[{]/g) === count(bare, /[\]}]/g);
}

function count(text: string, what: RegExp): number {
  return text.match(what)?.length ?? 0;
}

function stringsIn(text = ""): readonly string[] {
  return [...text.matchAll(STRINGS)].map(([, double, single]) => double ?? single ?? "");
}
