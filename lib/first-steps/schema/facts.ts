export const FIRST_STEPS_PATH = "/first-steps";

/** The test picture: as small and as cheap as the default model's gateway makes one. */
export const TEST_PICTURE = {
  prompt: "One amber bottle on blue, brass rings, studio light",
  model: "gemini-3-pro-image-preview",
  aspectRatio: "4:5",
  resolution: "1K",
} as const;

/**
 * Why a backup came to nothing. `no_room`, `not_allowed`: of its folder. `incomplete`: the storage had lost files.
 * `not_proven`: it could not be restored on trial. `failed`: anything else.
 */
export const BACKUP_FAILURES = [
  "no_room",
  "not_allowed",
  "incomplete",
  "not_proven",
  "failed",
] as const;
