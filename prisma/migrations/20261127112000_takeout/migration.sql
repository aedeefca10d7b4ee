CREATE TABLE "image_focus" (
    "image_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "x" DOUBLE PRECISION NOT NULL,
    "y" DOUBLE PRECISION NOT NULL,
    "by_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "image_focus_pkey" PRIMARY KEY ("image_id")
);

CREATE TABLE "takeout" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "order" JSONB NOT NULL,
    "image_ids" TEXT[],
    "progress" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "takeout_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "image_focus_team_id_idx" ON "image_focus"("team_id");
CREATE INDEX "takeout_team_id_person_id_created_at_idx" ON "takeout"("team_id", "person_id", "created_at");
CREATE INDEX "takeout_expires_at_idx" ON "takeout"("expires_at");

ALTER TABLE "image_focus" ADD CONSTRAINT "image_focus_image_id_fkey" FOREIGN KEY ("image_id") REFERENCES "image"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "takeout" ADD CONSTRAINT "takeout_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "takeout" ADD CONSTRAINT "takeout_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
