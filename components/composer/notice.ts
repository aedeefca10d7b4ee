import type { AspectRatio, Resolution } from "@/lib/generation/schema";

/** Something the composer did by itself, said once in one sentence. */
export type Notice =
  | { code: "left_out"; names: readonly string[] }
  /** Files of a folder that are no pictures. */
  | { code: "not_pictures"; names: readonly string[] }
  | { code: "duplicate"; name: string; slot: number }
  | { code: "adjusted_ratio"; from: AspectRatio; to: AspectRatio }
  | { code: "adjusted_resolution"; from: Resolution; to: Resolution }
  | { code: "adjusted_both"; aspectRatio: AspectRatio; resolution: Resolution }
  | { code: "model_gone"; from: string }
  /** The ratio took the shape, or the nearest to the shape, of the picture in slot `number`. */
  | {
      code: "followed" | "followed_nearest";
      number: number;
      from: AspectRatio;
      to: AspectRatio;
    };
