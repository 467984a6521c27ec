/** Shift that is pressed and let go alone; with another key, or a click, it is a part of that. */

export function onShiftAlone(told: (event: KeyboardEvent) => void): void {
  let alone = false;
  const other = (): void => {
    alone = false;
  };
  window.addEventListener(
    "keydown",
    ({ key, repeat, ctrlKey, altKey, metaKey }) => {
      alone = key === "Shift" && !ctrlKey && !altKey && !metaKey && (alone || !repeat);
    },
    { capture: true },
  );
  window.addEventListener("pointerdown", other, { capture: true });
  window.addEventListener("blur", other);
  window.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    told(event);
  });
}
