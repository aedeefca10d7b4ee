import type { ComponentProps } from "react";

/** Pictures are never sent through Next's optimizer: we make the small copies ourselves. */
export function PlainImage({ alt, ...props }: ComponentProps<"img"> & { alt: string }) {
  // biome-ignore lint/performance/noImgElement: the optimizer is off, see next.config.ts
  return <img {...props} alt={alt} />;
}
