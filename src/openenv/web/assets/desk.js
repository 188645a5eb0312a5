// @ts-check
import { announcement } from "./announce.js";
import * as api from "./api.js";
import { followEpisode } from "./live.js";
import { Store } from "./store.js";

/** @import { EpisodeState, GradeReport, NamedActionList, PolicyChoice } from "../messages.ts" */
/** @import { ServedTask } from "../../served-environment.ts" */
/** @import { PolicyCard } from "../policy-player.ts" */

/** @typedef {EpisodeState & { current_observation: Record<string, any> | null }} Episode */

/**
 * Everything the page shows.
 * @typedef {object} PageState
 * @property {boolean} loaded
 * @property {"connecting" | "live" | "lost"} connection
 * @property {{ name: string, description: string, version: string | null, readme_content: string | null }} metadata
 * @property {{ action: any }} schema
 * @property {readonly ServedTask[]} tasks
 * @property {readonly PolicyCard[]} policies
 * @property {NamedActionList} library
 * @property {string} mask
 * @property {readonly number[]} offered
 * @property {{ taskId: string, seed: string }} chosen
 * @property {Episode} episode
 * @property {Record<string, any> | null} state The episode as its operator sees it.
 * @property {GradeReport | null} grade
 * @property {PolicyChoice | null} choice What a policy chose last in this episode.
 * @property {boolean} busy
 * @property {{ place: string, message: string, fields: readonly string[] } | null} error
 * @property {string} announcement
 */

/** @type {PageState} */
const EMPTY = {
  loaded: false,
  connection: "connecting",
  metadata: { name: "Support desk", description: "", version: null, readme_content: null },
  schema: { action: {} },
  tasks: [],
  policies: [],
  library: { libraries: [], masks: [], name: "minimal", actions: [] },
  mask: "structural",
  offered: [],
  chosen: { taskId: "", seed: "0" },
  episode: { episode_id: null, step_count: 0, current_observation: null, action_logs: [], is_reset: true },
  state: null,
  grade: null,
  choice: null,
  busy: false,
  error: null,
  announcement: "",
};

/** The page's side of the desk: what is shown, and everything a person can do. */
export class Desk {
  /** @type {Store<PageState>} */
  store = new Store(EMPTY);
  /** Counts episodes shown, so that answers about an older one are dropped. */
  #shown = 0;

  /** What a person asked for last. @type {Promise<void>} */
  #job = Promise.resolve();

  /** Loads what never changes, then follows the shared episode. */
  async start() {
    await this.#perform("page", async () => {
      const [setting, library] = await Promise.all([api.loadSetting(), api.loadLibrary("minimal")]);
      const taskId = setting.tasks[0]?.task_id ?? "";
      this.store.update({ ...setting, library, chosen: { taskId, seed: "0" }, loaded: true });
    });
    followEpisode({
      onConnection: (connection) => this.store.update({ connection }),
      onEpisode: (episode) => void this.#show(episode),
    });
  }

  /** @param {Partial<PageState["chosen"]>} patch */
  choose(patch) {
    this.store.update({ chosen: { ...this.store.state.chosen, ...patch } });
  }

  /** @param {string} place Where an error is shown. */
  reset(place) {
    return this.#perform(place, async () => {
      const { taskId, seed } = this.store.state.chosen;
      this.store.update({ choice: null });
      await api.sendReset({
        ...(taskId === "" ? {} : { task_id: taskId }),
        ...(seed.trim() === "" ? {} : { seed: Number(seed) }),
      });
    });
  }

  /** @param {string} name */
  playNamed(name) {
    return this.#perform("named", async () => {
      await api.sendNamed(name, this.#played());
      this.store.update({ choice: null });
    });
  }

  /** @param {Readonly<Record<string, unknown>>} action */
  playAction(action) {
    return this.#perform("form", async () => {
      await api.sendAction(action);
      this.store.update({ choice: null });
    });
  }

  /**
   * Plays one step of a bundled policy, in a new episode if none is running.
   * @param {string} name
   */
  async playPolicy(name) {
    const isRunning = this.store.state.state?.["done"] === false;
    if (!isRunning) return this.reset("policy");
    return this.#perform("policy", async () => {
      const { choice } = await api.sendPolicy(name, this.#played());
      this.store.update({ choice });
    });
  }

  /** @param {string} name */
  chooseLibrary(name) {
    return this.#perform("named", async () => {
      const library = await api.loadLibrary(name);
      this.store.update({ library, offered: [] });
      await this.#refreshMask();
    });
  }

  /** @param {string} mask */
  chooseMask(mask) {
    this.store.update({ mask });
    return this.#perform("named", () => this.#refreshMask());
  }

  /** @param {string} sentence */
  say(sentence) {
    this.store.update({ announcement: sentence });
  }

  #played() {
    const { library, mask } = this.store.state;
    return { library: library.name, mask };
  }

  /**
   * Runs one thing that a person asked for.
   * @param {string} place
   * @param {() => Promise<void>} job
   * @returns {Promise<boolean>} Whether it worked.
   */
  async #perform(place, job) {
    this.store.update({ busy: true, error: null });
    try {
      this.#job = job();
      await this.#job;
      if (this.store.state.loaded && this.store.state.connection !== "live") {
        await this.#show(await api.loadEpisode());
      }
      return true;
    } catch (error) {
      const { message, fields = [] } = /** @type {api.Refusal} */ (error);
      this.store.update({ error: { place, message, fields } });
      return false;
    } finally {
      this.store.update({ busy: false });
    }
  }

  /** @param {EpisodeState} episode */
  async #show(episode) {
    const before = this.store.state.episode;
    const isNew = before.episode_id !== episode.episode_id || before.step_count !== episode.step_count;
    this.#shown += 1;
    const turn = this.#shown;
    if (episode.episode_id === null) return this.store.update({ episode, state: null, grade: null });
    const [state, grade, offered] = await Promise.all([
      api.loadState(),
      api.loadGrade(),
      this.#loadOffered(),
    ]);
    if (turn !== this.#shown) return;
    this.store.update({ episode, state, grade, offered });
    await this.#job.catch(() => undefined);
    if (isNew) this.say(announcement(this.store.state));
  }

  async #loadOffered() {
    const { library } = this.store.state;
    if (library.libraries.length === 0) return [];
    const { offered } = await api.loadMask(this.#played());
    return offered;
  }

  async #refreshMask() {
    if (this.store.state.episode.episode_id !== null) {
      this.store.update({ offered: await this.#loadOffered() });
    }
  }
}
