import type { OperationId } from "@/lib/api/schema/operations";
import type { ApiScope } from "@/lib/api-token/schema/facts";

/** Where a value of a request stands. */
export type ReferencePlace = "path" | "query" | "header" | "body";

export type ReferenceField = {
  name: string;
  place: ReferencePlace;
  /** Such as `integer` or `"1:1" | "4:5"`. */
  type: string;
  isRequired: boolean;
  /** As JSON; null: there is none. */
  default: string | null;
};

export type ReferenceOperation = {
  id: OperationId;
  method: "GET" | "POST";
  path: string;
  scope: ApiScope | null;
  fields: ReferenceField[];
  /** For a POSIX shell; the token stands in a variable of its own. */
  curl: string;
  status: number;
  /** An answer as JSON; null: the bytes of a picture. */
  answer: string | null;
  /** Beside what every operation may refuse with. */
  problems: { status: number; codes: string[] }[];
};

export const REFERENCE_GROUPS = ["start", "make", "pictures", "references", "money"] as const;
export type ReferenceGroup = (typeof REFERENCE_GROUPS)[number];

/** The page of the token API, without its words. */
export type ReferenceView = {
  publicUrl: string;
  common: { status: number; codes: string[] }[];
  groups: { id: ReferenceGroup; operations: ReferenceOperation[] }[];
};
