import "server-only";

import type { ReferenceView } from "@/lib/api/schema/reference";
import { writeReference } from "@/lib/api/service/reference";
import { getSettings } from "@/lib/server/composition";

/** What programs can ask this studio for, with its own address. */
export const loadReference = (): ReferenceView => writeReference(getSettings().publicUrl);
