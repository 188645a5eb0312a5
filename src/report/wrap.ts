/**
 * Breaks words into lines of at most `width` characters.
 * @param indent - Put before every line but the first.
 */
export function wrapWords(words: readonly string[], width: number, indent = ""): string {
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = indent + word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].join("\n");
}

/** A label and a text beside it, whose later lines begin under its first. */
export function labelled(label: string, text: string, width: number): string {
  const [first = "", ...rest] = wrapText(text, width - label.length).split("\n");
  return [label + first, ...rest.map((line) => " ".repeat(label.length) + line)].join("\n");
}

/** Breaks a text at its white space, keeping the space it starts with; later lines are indented. */
export function wrapText(text: string, width: number, indent = ""): string {
  const start = /^\s*/.exec(text)?.[0] ?? "";
  const [first = "", ...rest] = text.trim().split(/\s+/);
  return wrapWords([start + first, ...rest], width, indent);
}
