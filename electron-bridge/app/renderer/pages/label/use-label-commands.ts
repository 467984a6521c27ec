/** The keys of Label. */
import type { RefObject } from "react";
import { type Handlers, useCommands } from "../../keys/scopes.js";
import type { ViewStore } from "../../spectrogram/view-store.js";
import { scrolled, type Viewport, whole, zoomed, zoomedHz } from "../../spectrogram/viewport.js";
import { EXPANSIONS, type LabelSettings, SPEEDS } from "./settings.js";
import type { LabelActs } from "./use-acts.js";

/** Shares of the view that the arrows go. */
const LITTLE = 0.1;
const SCREEN = 0.9;
const CLOSER = 0.7;

interface Page {
  store: ViewStore;
  area: RefObject<HTMLElement | null>;
  acts: LabelActs;
  settings: LabelSettings;
  onSettings: (some: Partial<LabelSettings>) => void;
  onDialog: (dialog: "name" | "note" | "goto" | "open") => void;
  onNeighbour: (way: "next" | "before") => void;
  onPlay: () => void;
  onLoop: () => void;
  onSkip: (seconds: number) => void;
  onContinuous: () => void;
  /** No species has the pressed number yet. */
  onNoRecent: () => void;
  onSuit: () => void;
  onList: () => void;
  /** False where nothing is chosen. */
  onClose: () => boolean;
  /** Whether something is chosen that can be named. */
  canName: boolean;
}

export function useLabelCommands(page: Page): void {
  const { acts, settings, onSettings, onDialog } = page;
  const named = (act: () => void): (() => void) => (page.canName ? act : acts.sayNone);
  useCommands({
    "label.play": page.onPlay,
    "label.loop": page.onLoop,
    "label.slower": () => {
      onSettings({ speed: beside(SPEEDS, settings.speed, -1) });
    },
    "label.faster": () => {
      onSettings({ speed: beside(SPEEDS, settings.speed, 1) });
    },
    "label.normal": () => {
      onSettings({ speed: 1, expansion: 1, heterodyne: false });
    },
    "label.expansion": () => {
      const { expansion, heterodyne } = settings;
      const next = EXPANSIONS[EXPANSIONS.findIndex((each) => each === expansion) + 1];
      if (heterodyne) onSettings({ expansion: 1, heterodyne: false });
      else onSettings({ expansion: next ?? 1, heterodyne: next === undefined });
    },
    "label.back": () => {
      page.onSkip(-5);
    },
    "label.ahead": () => {
      page.onSkip(5);
    },
    "label.farBack": () => {
      page.onSkip(-30);
    },
    "label.farAhead": () => {
      page.onSkip(30);
    },
    "label.goto": () => {
      onDialog("goto");
    },
    "label.open": () => {
      onDialog("open");
    },
    "label.next": () => {
      page.onNeighbour("next");
    },
    "label.before": () => {
      page.onNeighbour("before");
    },
    "label.add": () => {
      acts.add(false);
    },
    "label.addTime": () => {
      acts.add(true);
    },
    "label.copy": () => {
      acts.copy();
    },
    "label.species": named(() => {
      onDialog("name");
    }),
    "label.recent": (event) => {
      const species = settings.recent[Number(event.key) - 1];
      if (!page.canName) acts.sayNone();
      else if (species === undefined) page.onNoRecent();
      else acts.name(species);
    },
    "label.continuous": page.onContinuous,
    ...verdicts(acts),
    "label.note": named(() => {
      onDialog("note");
    }),
    "label.takeBack": acts.takeBack,
    "label.undo": () => {
      acts.step("undo");
    },
    "label.redo": () => {
      acts.step("redo");
    },
    "label.detections": () => {
      onSettings({ detections: !settings.detections });
    },
    "label.waveform": () => {
      onSettings({ waveform: !settings.waveform });
    },
    "label.heard": () => {
      onSettings({ heard: !settings.heard });
    },
    "label.contrast": page.onSuit,
    "label.list": page.onList,
  });
  useCommands({ ...viewing(page.store), ...boxing(page) }, page.area);
}

function verdicts({ judge }: LabelActs): Handlers {
  return {
    "label.right": () => {
      judge("right");
    },
    "label.wrong": () => {
      judge("wrong");
    },
    "label.unsure": () => {
      judge("unsure");
    },
    "label.clear": () => {
      judge("none");
    },
  };
}

function viewing(store: ViewStore): Handlers {
  const { bounds } = store;
  const look = (of: (view: Viewport) => Viewport) => (): void => {
    store.look(of);
  };
  const along = (share: number): (() => void) => look((view) => scrolled(view, share, bounds));
  const up = (share: number): (() => void) =>
    look((view) => {
      const hz = share * (view.highHz - view.lowHz);
      return { ...view, lowHz: view.lowHz + hz, highHz: view.highHz + hz };
    });
  return {
    "sounds.left": along(-LITTLE),
    "sounds.right": along(LITTLE),
    "sounds.up": up(LITTLE),
    "sounds.down": up(-LITTLE),
    "sounds.pageLeft": along(-SCREEN),
    "sounds.pageRight": along(SCREEN),
    "sounds.first": look((view) => ({ ...view, from: 0 })),
    "sounds.last": look((view) => ({ ...view, from: bounds.seconds })),
    "sounds.closer": look((view) => zoomed(view, CLOSER, 0.5, bounds)),
    "sounds.farther": look((view) => zoomed(view, 1 / CLOSER, 0.5, bounds)),
    "sounds.closerHz": look((view) => zoomedHz(view, CLOSER, 1, bounds)),
    "sounds.fartherHz": look((view) => zoomedHz(view, 1 / CLOSER, 1, bounds)),
    "sounds.all": look(() => whole(bounds)),
  };
}

function boxing({ acts, onDialog, onClose, canName }: Page): Handlers {
  const nudging = (part: "body" | "e" | "n", right: number, up: number) => (): void => {
    acts.nudge(part, right, up);
  };
  return {
    "sounds.nextBox": () => {
      acts.walk(1);
    },
    "sounds.boxBefore": () => {
      acts.walk(-1);
    },
    "sounds.moveLeft": nudging("body", -1, 0),
    "sounds.moveRight": nudging("body", 1, 0),
    "sounds.moveUp": nudging("body", 0, 1),
    "sounds.moveDown": nudging("body", 0, -1),
    "sounds.shorter": nudging("e", -1, 0),
    "sounds.longer": nudging("e", 1, 0),
    "sounds.taller": nudging("n", 0, 1),
    "sounds.lower": nudging("n", 0, -1),
    "sounds.name": () => {
      if (!canName) return false;
      onDialog("name");
      return true;
    },
    "sounds.close": onClose,
  };
}

function beside(all: readonly number[], present: number, way: 1 | -1): number {
  const at = all.indexOf(present) + way;
  return all[Math.max(0, Math.min(all.length - 1, at))] ?? present;
}
