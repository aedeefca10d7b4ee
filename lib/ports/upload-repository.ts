import type { AspectRatio } from "@/lib/generation/schema";
import type { ImageMime } from "@/lib/image/schema/facts";
import type { Transaction } from "@/lib/ports/database";
import type { Sight } from "@/lib/shared/actor";

/** An upload that the library has, in the bin or out of it. */
export type UploadRecord = {
  generationId: string;
  variantId: string;
  imageId: string;
  /** Such as `AK-1122-08/1`. */
  code: string;
};

export type NewUpload = {
  generationId: string;
  variantId: string;
  teamId: string;
  projectId: string;
  authorId: string;
  /** Without the number of the picture. */
  code: string;
  /** The key that the team works with: nothing is ever asked of it for an upload. */
  gatewayKeyId: string;
  /** YYYY-MM */
  month: string;
  aspectRatio: AspectRatio;
  fileName: string;
  /** Of the file as it came. */
  receivedSha256: string;
  image: {
    id: string;
    sha256: string;
    mime: ImageMime;
    width: number;
    height: number;
    sizeBytes: number;
    storageKey: string;
  };
  at: Date;
};

export interface UploadRepository {
  /** By the bytes of the file as it came: of several in projects that the person sees, the oldest. */
  findInTeam(sight: Sight, receivedSha256: string): Promise<UploadRecord | null>;
  /**
   * Nobody else brings the same file before the end of `tx`.
   *
   * @throws {ConflictError} when the person sees the file in the team by now.
   */
  create(tx: Transaction, sight: Sight, upload: NewUpload): Promise<void>;
  /** Where it is from; answers with what was there. Null when the team has no such upload. */
  noteSource(sight: Sight, generationId: string, source: string): Promise<string | null>;
}
