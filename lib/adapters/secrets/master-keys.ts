import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { sealPrefix } from "@/lib/adapters/secrets/vault";
import type { MasterKeys } from "@/lib/ports/vault";

const previousOf = (file: string) => `${file}.previous`;

/** The newest first. @throws when there is none */
export const readMasterKeys = (file: string): Buffer[] =>
  [file, previousOf(file)]
    .filter((each, index) => index === 0 || existsSync(each))
    .map((each) => readFileSync(each));

/** A power cut leaves the old file or the new one, whole. */
function writeSafely(file: string, bytes: Buffer): void {
  const part = `${file}.part`;
  writeFileSync(part, bytes, { mode: 0o600, flush: true });
  renameSync(part, file);
  const folder = openSync(path.dirname(file), "r");
  fsyncSync(folder);
  closeSync(folder);
}

export const createMasterKeys = (file: string): MasterKeys => ({
  renew() {
    const current = readFileSync(file);
    const previous = existsSync(previousOf(file)) ? readFileSync(previousOf(file)) : null;
    // A change that was cut off after its second step goes on; after its first it is this one.
    if (previous && !previous.equals(current)) return;
    const next = randomBytes(32);
    // In this order: at each moment a file holds what the rows were sealed with.
    writeSafely(previousOf(file), current);
    writeSafely(file, next);
  },
  previousPrefix: () =>
    existsSync(previousOf(file)) ? sealPrefix(readFileSync(previousOf(file))) : null,
  forgetPrevious: () => rmSync(previousOf(file), { force: true }),
});
