import type { ImageMime } from "@/lib/image/schema/facts";
import type { Transaction } from "@/lib/ports/database";
import type { Derivatives } from "@/lib/ports/media";
import type { Sight } from "@/lib/shared/actor";

export type ImageRecord = {
  id: string;
  teamId: string;
  variantId: string;
  sha256: string;
  mime: ImageMime;
  width: number;
  height: number;
  requestedWidth: number;
  requestedHeight: number;
  sizeBytes: number;
  storageKey: string;
  /** Null until the derivatives are made. */
  thumbhash: Uint8Array | null;
  /** One flat colour, or nothing at all; false until the derivatives are made. */
  looksEmpty: boolean;
};

export interface ImageRepository {
  create(
    tx: Transaction,
    image: Omit<ImageRecord, "thumbhash" | "looksEmpty">,
    at: Date,
  ): Promise<void>;
  /** For the worker, whose jobs belong to no team. */
  find(id: string): Promise<ImageRecord | null>;
  /** Null when the person sees none in the team. `code` is that of its picture, such as `AK-1122-08/2`. */
  findInTeam(sight: Sight, id: string): Promise<(ImageRecord & { code: string }) | null>;
  /** Also tells every screen: the variant's version grows. */
  setDerived(id: string, seen: Omit<Derivatives, "files">): Promise<void>;
}
