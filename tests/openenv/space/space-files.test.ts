import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { describeDesk } from "../../../src/openenv/desk.ts";
import { type SpaceOptions, spaceFiles } from "../../../src/openenv/space/index.ts";

const OPTIONS: SpaceOptions = {
  name: "help_desk",
  repoUser: "octocat",
  served: describeDesk({}, "1.2.3"),
  variables: [{ name: "SOME_VARIABLE", meaning: "What it does." }],
  isLocked: true,
};
const files = spaceFiles(OPTIONS);
const text = (path: string): string => files.get(path) ?? "";

describe("spaceFiles", () => {
  it("writes everything that a Space needs beside the compiled package", () => {
    expect([...files.keys()].sort()).toEqual([
      ".dockerignore",
      "Dockerfile",
      "README.md",
      "__init__.py",
      "client.py",
      "models.py",
      "openenv.yaml",
      "outputs/.gitkeep",
      "pyproject.toml",
      "server/__init__.py",
      "server/app.py",
      "uv.lock",
      "validation/runtime.json",
    ]);
  });

  it("writes the same each time", () => {
    expect(spaceFiles(OPTIONS)).toEqual(files);
  });

  it("declares name, tasks with graders, tools and the range of rewards", () => {
    const declared = parse(text("openenv.yaml"));
    expect(declared).toMatchObject({
      name: "help_desk",
      version: "1.2.3",
      port: 8000,
      validation: {
        reward: { range: [-1, 1] },
        capabilities: { declared_tools: OPTIONS.served.tools.map(({ name }) => name) },
        execution: { probe_path: "validation/runtime.json" },
      },
    });
    const tasks = OPTIONS.served.tasks.map(({ task_id }) =>
      expect.objectContaining({ id: task_id, grader: "/grader" }),
    );
    expect(declared.tasks).toEqual(tasks);
  });

  it("opens its README with the front matter of Hugging Face", () => {
    const [, front = ""] = text("README.md").split(/^---$/m);
    expect(parse(front)).toMatchObject({
      sdk: "docker",
      app_port: 8000,
      base_path: "/web",
      tags: expect.arrayContaining(["openenv"]),
    });
  });

  it("documents every task, tool, variable and field in its README", () => {
    const { tasks, tools, action, observation, state } = OPTIONS.served;
    const names = [
      ...tasks.map(({ task_id }) => task_id),
      ...tools.map(({ name }) => name),
      ...[action, observation, state].flatMap(({ shape }) => Object.keys(shape)),
      "SOME_VARIABLE",
    ];
    const readme = text("README.md");
    expect(names.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
    expect(readme).toContain("https://octocat-help-desk.hf.space");
  });

  it("keeps the cells of its tables apart", () => {
    const rows = text("README.md")
      .split("\n")
      .filter((line) => line.startsWith("|"));
    const columns = rows.map((row) => row.replaceAll("\\|", "").split("|").length - 2);
    expect(new Set(columns)).toEqual(new Set([2, 3, 4]));
  });

  it("names the Python package after the Space", () => {
    expect(text("pyproject.toml")).toContain('name = "openenv-help-desk"');
    expect(text("pyproject.toml")).toContain('server = "help_desk.server.app:main"');
  });

  it("lets validators play an episode that ends within the budget", () => {
    const { reset, actions } = JSON.parse(text("validation/runtime.json"));
    const session = OPTIONS.served.createSession(() => "episode");
    session.reset({ ...reset.options, seed: reset.seed });
    const replies = (actions as readonly object[]).map((action) => session.step(action));
    expect(replies.map(({ done }) => done)).toEqual([...actions.slice(1).map(() => false), true]);
    expect(session.grade()).toMatchObject({ score: 0.99, episode_completed: true });
  });

  it.each(["", "Desk", "desk-env", "1desk", "desk__env", "../desk", "a".repeat(65)])(
    "refuses the name %j",
    (name) => {
      expect(() => spaceFiles({ ...OPTIONS, name })).toThrow("Expected a name like supportdesk_env");
    },
  );

  it.each(["", "-octo", "octo/cat", "octo cat", 'a"b'])("refuses the user %j", (repoUser) => {
    expect(() => spaceFiles({ ...OPTIONS, repoUser })).toThrow("Expected a Hugging Face user like octocat");
  });
});
