ALTER TABLE "image" ADD COLUMN "erased_at" TIMESTAMPTZ(3);

ALTER TABLE "variant" ADD COLUMN "gone" TEXT;
UPDATE "variant" v SET "gone" = 'binned' FROM "image" i JOIN "library_entry" e ON e."image_id" = i."id"
WHERE v."id" = i."variant_id" AND e."deleted_at" IS NOT NULL;

CREATE TABLE "blob_hold" (
    "id" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "blob_hold_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "blob_removal" (
    "sha256" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "blob_removal_pkey" PRIMARY KEY ("sha256")
);

CREATE TABLE "audit_event" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "person_id" TEXT,
    "action" TEXT NOT NULL,
    "detail" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "storage_check" (
    "id" TEXT NOT NULL,
    "team_id" TEXT,
    "person_id" TEXT,
    "kind" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "result" JSONB,

    CONSTRAINT "storage_check_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "blob_hold_sha256_idx" ON "blob_hold"("sha256");
CREATE INDEX "reference_image_sha256_idx" ON "reference_image"("sha256");
CREATE INDEX "audit_event_team_id_at_id_idx" ON "audit_event"("team_id", "at" DESC, "id" DESC);
CREATE INDEX "storage_check_kind_asked_at_idx" ON "storage_check"("kind", "asked_at" DESC);
-- Of a library the bin is a small part.
CREATE INDEX "library_entry_bin_idx" ON "library_entry"("team_id", "deleted_at" DESC, "image_id" DESC) WHERE "deleted_at" IS NOT NULL;

CREATE FUNCTION audit_event_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The audit log is append-only';
END $$;

CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
    FOR EACH STATEMENT EXECUTE FUNCTION audit_event_stays();
