/** What a screen reader is told: one message a second, and of each matter the newest. */
import { afterEach, assert, beforeEach, test, vi } from "vitest";
import { say, useSpoken } from "../../renderer/ui/say.js";

const SECOND = 1_000;
let heard: string[] = [];
let stop = (): void => undefined;

beforeEach(() => {
  vi.useFakeTimers();
  heard = [];
  stop = useSpoken.subscribe(({ text }) => heard.push(text));
});

afterEach(() => {
  vi.advanceTimersByTime(60 * SECOND);
  stop();
  vi.useRealTimers();
});

test("says the first at once, and the next a second later", () => {
  say("rows", "812 match");
  say("engine", "Engine ready");
  assert.deepEqual(heard, ["812 match"]);
  vi.advanceTimersByTime(SECOND - 1);
  assert.deepEqual(heard, ["812 match"]);
  vi.advanceTimersByTime(1);
  assert.deepEqual(heard, ["812 match", "Engine ready"]);
});

test("of what changes quickly, only the newest is said", () => {
  for (let done = 0; done <= 500; done++) say("run", `${String(done)} of 500`);
  vi.advanceTimersByTime(5 * SECOND);
  assert.deepEqual(heard, ["0 of 500", "500 of 500"]);
});

test("of many matters the newest few are said, never more than one a second", () => {
  for (let at = 0; at < 50; at++) say(at, `message ${String(at)}`);
  for (let second = 1; second <= 10; second++) {
    vi.advanceTimersByTime(SECOND);
    assert.isAtMost(heard.length, second + 1);
  }
  assert.equal(heard.at(-1), "message 49");
  assert.isAtMost(heard.length, 5);
});

test("the same words again are a change, so that they are heard again", () => {
  say("a", "Saved");
  vi.advanceTimersByTime(SECOND);
  say("a", "Saved");
  assert.lengthOf(new Set(heard), 2);
  assert.deepEqual(
    heard.map((text) => text.trim()),
    ["Saved", "Saved"],
  );
});
