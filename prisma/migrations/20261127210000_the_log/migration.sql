ALTER TABLE "audit_event"
    ADD COLUMN "by" TEXT NOT NULL DEFAULT 'studio',
    ADD COLUMN "object_kind" TEXT,
    ADD COLUMN "object_id" TEXT,
    ADD COLUMN "object_label" TEXT,
    ADD COLUMN "address" TEXT,
    ADD COLUMN "user_agent" TEXT,
    ADD COLUMN "before" JSONB,
    ADD COLUMN "after" JSONB;
ALTER TABLE "audit_event" ALTER COLUMN "detail" SET DEFAULT '{}';

-- What is on record is brought into the new columns once, here; nothing of what it said is lost.
ALTER TABLE "audit_event" DISABLE TRIGGER audit_event_append_only;
UPDATE "audit_event" SET "by" = 'person' WHERE "person_id" IS NOT NULL;
UPDATE "audit_event" SET
    "object_kind" = 'pictures',
    "object_label" = (SELECT string_agg(each ->> 'code', ', ') FROM jsonb_array_elements("detail" -> 'pictures') AS each),
    "after" = jsonb_build_object('count', jsonb_array_length("detail" -> 'pictures'))
WHERE "action" = 'pictures_erased';
UPDATE "audit_event" SET "after" = "detail" -> 'freed' WHERE "action" = 'storage_freed';
ALTER TABLE "audit_event" ENABLE TRIGGER audit_event_append_only;
ALTER TABLE "audit_event" ALTER COLUMN "by" DROP DEFAULT;

-- Who is in a team's log, and what somebody did.
CREATE INDEX "audit_event_team_id_person_id_at_id_idx" ON "audit_event"("team_id", "person_id", "at" DESC, "id" DESC);
