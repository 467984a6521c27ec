/** Jobs that a person has kept by name, in the project: they travel with it. */
import { type Answer, useAnswer } from "../../data/answer.js";
import { call, type Outcome } from "../../data/call.js";
import { asSetup, presetOf, type Setup } from "./setup.js";

const PREFIX = "presets/";

export interface Preset {
  name: string;
  settings: Partial<Setup>;
}

async function presets(signal: AbortSignal): Promise<Outcome<Preset[]>> {
  const listed = await call("memos/list", { prefix: PREFIX }, { signal });
  if (!listed.ok) return listed;
  const found: Preset[] = [];
  for (const { key } of listed.value.memos) {
    const memo = await call("memos/get", { key }, { signal });
    if (!memo.ok) return memo;
    const settings = presetOf(asSetup(memo.value.value));
    found.push({ name: key.slice(PREFIX.length), settings });
  }
  return { ok: true, value: found };
}

export function usePresets(): Answer<Preset[]> {
  return useAnswer("presets", presets);
}

export function keepPreset(name: string, setup: Setup): Promise<Outcome<unknown>> {
  return call("memos/set", { key: PREFIX + name, value: presetOf(setup) });
}

export function removePreset(name: string): Promise<Outcome<unknown>> {
  return call("memos/set", { key: PREFIX + name, value: null });
}
