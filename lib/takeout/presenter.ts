import "server-only";

import type { TakeoutPicture } from "@/lib/ports/takeout-repository";
import type { TakeoutLook, TakeoutSample } from "@/lib/takeout/schema";

const presentSample = (picture: TakeoutPicture): TakeoutSample => ({
  imageId: picture.imageId,
  code: picture.code,
  projectName: picture.projectName,
  personName: picture.personName,
  prompt: picture.prompt,
  model: picture.model,
  aspectRatio: picture.aspectRatio,
  day: picture.day,
  mime: picture.mime,
  width: picture.width,
  height: picture.height,
  focus: picture.focus,
});

export const presentLook = (
  look: Omit<TakeoutLook, "samples"> & { samples: TakeoutPicture[] },
): TakeoutLook => ({
  count: look.count,
  missingCount: look.missingCount,
  sizeBytes: look.sizeBytes,
  samples: look.samples.map(presentSample),
});
