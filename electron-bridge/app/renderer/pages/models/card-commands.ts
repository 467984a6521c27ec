/** Keys of models: they are for the card that has the focus. */
import { useId } from "react";
import type { CommandId } from "../../keys/commands.js";
import { type Handler, useCommands } from "../../keys/scopes.js";

export type CardCommand = Extract<CommandId, "models.use" | "models.install" | "models.verify">;

const cards = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>(".model-card")];

/** The card that has the focus, itself or one of its buttons. */
function present(): HTMLElement | undefined {
  return cards().find((card) => card.contains(document.activeElement));
}

const able = (id: CardCommand): HTMLElement[] =>
  cards().filter(({ dataset }) => dataset.can?.split(" ").includes(id));

/**
 * Make the commands of a card live; those without an act cannot be given. Where no card has the
 * focus, the only card that can takes a command; of several, the first gets the focus instead.
 */
export function useCardCommands(
  acts: Readonly<Partial<Record<CardCommand, (() => void) | undefined>>>,
): { id: string; "data-can": string } {
  const own = useId();
  const can = (Object.keys(acts) as CardCommand[]).filter((id) => acts[id] !== undefined);
  const handlerOf = (id: CardCommand): Handler => {
    return () => {
      const those = able(id);
      const card = present() ?? those[0];
      if (card?.id !== own) return false;
      if (present() === undefined && those.length > 1) card.focus();
      else acts[id]?.();
      return true;
    };
  };
  useCommands({
    "models.use": handlerOf("models.use"),
    "models.install": handlerOf("models.install"),
    "models.verify": handlerOf("models.verify"),
  });
  return { id: own, "data-can": can.join(" ") };
}

/** Arrows go from card to card. */
export function useCardArrows(): void {
  const go = (way: 1 | -1): Handler => {
    return ({ target }) => {
      const all = cards();
      const card = present();
      // Tabs and menus have arrows of their own.
      if (target instanceof Element && target.closest('[role="tab"]') !== null) return false;
      const at = card === undefined ? (way > 0 ? -1 : all.length) : all.indexOf(card);
      const next = all[at + way];
      next?.focus();
      return next !== undefined;
    };
  };
  useCommands({ "models.up": go(-1), "models.down": go(1) });
}
