/** What the keyboard brings up, and what the palette asks. */
export type LayerKind = "palette" | "sheet" | "pause" | "newProject";

/** `opener` takes the focus afterwards; without it, whatever has it now. */
export type OpenLayer = (kind: LayerKind, opener?: HTMLElement | null) => void;
