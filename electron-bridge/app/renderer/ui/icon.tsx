/** Drawn icons of the app; each stands beside its name, or has it as a label. */
import "./icon.css";

const PATHS = {
  recordings: "M4 6h6l2 2h8v10H4z",
  run: "M7 5l11 7-11 7z",
  detections: "M4 6h16M4 10h16M4 14h10M4 18h10",
  species: "M4 15c3-8 10-9 16-9-1 6-5 11-11 11l-3 3",
  activity: "M4 18V9m4 9V5m4 13v-7m4 7V8m4 10v-5",
  label: "M5 8h14v8H5zM8 5v3m8 8v3",
  verify: "M5 12l4 5L19 6",
  learn: "M12 4l9 5-9 5-9-5zM6 12v5c4 3 8 3 12 0v-5",
  models: "M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9",
  export: "M12 15V4m-4 4l4-4 4 4M5 14v6h14v-6",
  settings: "M4 7h9m4 0h3M4 17h3m4 0h9M15 5v4M9 15v4",
  narrow: "M14 6l-6 6 6 6",
  wide: "M10 6l6 6-6 6",
  play: "M8 5l11 7-11 7z",
  stop: "M7 7h10v10H7z",
  close: "M6 6l12 12M18 6L6 18",
  plus: "M12 5v14M5 12h14",
  right: "M5 12l4 5L19 6",
  wrong: "M6 6l12 12M18 6L6 18",
  unsure: "M9 9c0-4 6-4 6 0 0 3-3 2-3 5m0 3v1",
  unchecked: "M12 6a6 6 0 1 0 .01 0z",
  more: "M4.4 12a.6.6 0 1 0 1.2 0a.6.6 0 1 0-1.2 0zM11.4 12a.6.6 0 1 0 1.2 0a.6.6 0 1 0-1.2 0zM18.4 12a.6.6 0 1 0 1.2 0a.6.6 0 1 0-1.2 0z",
  warn: "M12 4l9 16H3zM12 10v5m0 2v1",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 20 }: { name: IconName; size?: number }): React.JSX.Element {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
