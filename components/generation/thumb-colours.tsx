import { thumbhashUrl } from "@/components/ui/thumbhash-url";

export const ThumbColours = ({ hash }: { hash: string }) => (
  <span
    className="block size-full bg-cover"
    style={{ backgroundImage: `url(${thumbhashUrl(hash)})` }}
  />
);
