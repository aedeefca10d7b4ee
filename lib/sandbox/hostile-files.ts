import { BOMB_ROWS } from "@/lib/sandbox/hostile/bomb-rows";
import { type HostileFile, toHostileFile } from "@/lib/sandbox/hostile/hostile-file";
import { JPEG_ROWS } from "@/lib/sandbox/hostile/jpeg-rows";
import { OTHER_ROWS } from "@/lib/sandbox/hostile/other-rows";
import { PNG_ROWS } from "@/lib/sandbox/hostile/png-rows";

/**
 * Files that a person may send or a gateway may deliver, and what becomes of each: bombs, cut and damaged
 * pictures, other kinds under a false name, pictures that carry something, and odd ones that are sound.
 * Made when asked for, the same bytes each time; none has more than 20 MB.
 */
export const HOSTILE_FILES: readonly HostileFile[] = [
  ...BOMB_ROWS,
  ...PNG_ROWS,
  ...JPEG_ROWS,
  ...OTHER_ROWS,
].map(toHostileFile);
