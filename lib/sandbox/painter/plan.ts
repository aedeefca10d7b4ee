import { chance, chanceBetween } from "@/lib/sandbox/chance";
import { chooseScene } from "@/lib/sandbox/painter/choose-scene";
import type { Rgb } from "@/lib/sandbox/painter/palette";
import type { Scene } from "@/lib/sandbox/painter/scenes";

export type Commission = {
  prompt: string;
  /** px */
  width: number;
  height: number;
  mime: "image/jpeg" | "image/png" | "image/webp";
  /** Main colours of the references; the picture leans toward them. */
  palette: readonly Rgb[];
  take: number;
  /** Seed and variant: what makes this picture differ from another of the same prompt. */
  identity: string;
};

export type Crop = { left: number; top: number; width: number; height: number };

export type Grade = {
  /** Gains of red, green and blue. */
  balance: Rgb;
  /** Around mid-grey. */
  contrast: number;
  saturation: number;
  brightness: number;
  /** Degrees. */
  hue: number;
  /** From 0 to 1: where the light comes from, and how much of it there is. */
  light: { x: number; strength: number };
};

export type Plan = { scene: Scene; crop: Crop; isMirrored: boolean; grade: Grade };

/** Takes of one prompt go through these, so that neighbours never look alike. */
const LOOKS = [
  { warmth: 0, contrast: 1.04, saturation: 1.04, brightness: 1, zoom: 0 },
  { warmth: 0.07, contrast: 1.1, saturation: 1.1, brightness: 0.96, zoom: 0.75 },
  { warmth: -0.06, contrast: 1.0, saturation: 0.92, brightness: 1.06, zoom: 0.3 },
  { warmth: 0.02, contrast: 1.16, saturation: 1.0, brightness: 0.88, zoom: 1 },
] as const;
const ZOOM_MAX = 1.25;

/** Everything about a picture but its pixels; the same for the same commission. */
export function planPicture(commission: Commission): Plan {
  const { prompt, take, identity } = commission;
  const scene = chooseScene(commission);
  const turn = take + Math.floor(chance(prompt, "look") * LOOKS.length);
  const look = LOOKS[turn % LOOKS.length] ?? LOOKS[0];
  const jitter = (low: number, high: number, what: string) =>
    chanceBetween(low, high, identity, prompt, what);
  const warmth = look.warmth + jitter(-0.02, 0.02, "warmth");
  const isMirrored = !scene.hasLettering && turn % 2 === 1;
  return {
    scene,
    crop: cropAround(scene, commission, {
      zoom: 1 + (ZOOM_MAX - 1) * Math.min(1, look.zoom * jitter(0.8, 1.05, "zoom")),
      shiftX: jitter(-1, 1, "shift x"),
      shiftY: jitter(-1, 1, "shift y"),
    }),
    isMirrored,
    grade: {
      balance: [1 + warmth, 1, 1 - warmth],
      contrast: look.contrast + jitter(-0.02, 0.02, "contrast"),
      saturation: look.saturation + jitter(-0.03, 0.03, "saturation"),
      brightness: look.brightness + jitter(-0.015, 0.015, "brightness"),
      hue: Math.round(jitter(-5, 5, "hue")),
      light: { x: turn % 2 === 0 ? 0.15 : 0.85, strength: jitter(0.2, 0.35, "light") },
    },
  };
}

type Framing = { zoom: number; shiftX: number; shiftY: number };

/**
 * The largest rectangle of the wanted shape, drawn in by the zoom. A shape that already cuts much of the sample is
 * zoomed less: the subject has to stay in the picture.
 */
function cropAround(
  scene: Scene,
  shape: { width: number; height: number },
  framing: Framing,
): Crop {
  const scale = Math.min(scene.width / shape.width, scene.height / shape.height);
  const kept = (shape.width * shape.height * scale * scale) / (scene.width * scene.height);
  const zoom = 1 + (framing.zoom - 1) * Math.max(0, Math.min(1, (kept - 0.5) / 0.4));
  const width = Math.round((shape.width * scale) / zoom);
  const height = Math.round((shape.height * scale) / zoom);
  // At most a third of the room that the zoom has made: a look from elsewhere, not a subject at the edge.
  const roam = (1 - 1 / zoom) / 3;
  const place = (centre: number, size: number, room: number) =>
    Math.round(Math.min(room - size, Math.max(0, centre * room - size / 2)));
  return {
    left: place(scene.centre[0] + framing.shiftX * roam, width, scene.width),
    top: place(scene.centre[1] + framing.shiftY * roam, height, scene.height),
    width,
    height,
  };
}
