CREATE TABLE "tag" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tag_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "image_tag" (
    "image_id" TEXT NOT NULL,
    "tag_id" TEXT NOT NULL,

    CONSTRAINT "image_tag_pkey" PRIMARY KEY ("image_id","tag_id")
);

CREATE UNIQUE INDEX "tag_team_id_key_key" ON "tag"("team_id", "key");
CREATE INDEX "image_tag_tag_id_image_id_idx" ON "image_tag"("tag_id", "image_id");

ALTER TABLE "tag" ADD CONSTRAINT "tag_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "image_tag" ADD CONSTRAINT "image_tag_image_id_fkey" FOREIGN KEY ("image_id") REFERENCES "library_entry"("image_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "image_tag" ADD CONSTRAINT "image_tag_tag_id_fkey" FOREIGN KEY ("tag_id") REFERENCES "tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;
