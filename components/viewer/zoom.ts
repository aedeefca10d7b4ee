export type Size = { width: number; height: number };
export type Point = { x: number; y: number };

/** A picture on a stage. `x` and `y` move its centre from the stage's centre, CSS px; 1 is 100 %. */
export type View = Point & { scale: number };

export const SCALE_MAX = 8;
const STEP = 1.25;
/** Between picture and stage at fit, CSS px on each side. */
const MARGIN_PX = 12;

/** Shows the whole picture, never larger than 100 %. */
export function fitScale(stage: Size, picture: Size): number {
  const free = (side: number) => Math.max(1, side - 2 * MARGIN_PX);
  return Math.min(1, free(stage.width) / picture.width, free(stage.height) / picture.height);
}

// Half of what hangs over the edge; nothing to move while it all fits.
const reach = (stage: number, picture: number) => Math.max(0, (picture - stage) / 2);
const clamp = (value: number, limit: number) => Math.min(limit, Math.max(-limit, value));

/** The nearest view that the stage allows: no smaller than fit, no empty band beside a large picture. */
export function clampView(view: View, stage: Size, picture: Size): View {
  const scale = Math.min(SCALE_MAX, Math.max(fitScale(stage, picture), view.scale));
  return {
    scale,
    x: clamp(view.x, reach(stage.width, picture.width * scale)),
    y: clamp(view.y, reach(stage.height, picture.height * scale)),
  };
}

/** Keeps what lies under `point` (from the stage's centre) in its place. */
export function zoomAt(view: View, scale: number, point: Point): View {
  const factor = scale / view.scale;
  return {
    scale,
    x: point.x - (point.x - view.x) * factor,
    y: point.y - (point.y - view.y) * factor,
  };
}

export const zoomIn = (scale: number) => scale * STEP;
export const zoomOut = (scale: number) => scale / STEP;

/** Factor for a turn of the wheel, `deltaY` in px. */
export const wheelFactor = (deltaY: number) => Math.exp(-deltaY / 400);

/** The same place of another picture, which is held inside the outline of the one that leads. */
export function followView(view: View, leader: Size, follower: Size): View {
  const outline = { width: leader.width * view.scale, height: leader.height * view.scale };
  const scale = Math.min(outline.width / follower.width, outline.height / follower.height);
  return {
    scale,
    x: view.x * ((follower.width * scale) / outline.width),
    y: view.y * ((follower.height * scale) / outline.height),
  };
}
