CREATE TABLE "collection" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT,
    "description" TEXT NOT NULL,
    "search" TEXT,
    "cover_image_id" TEXT,
    "made_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "collection_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "collection_image" (
    "collection_id" TEXT NOT NULL,
    "image_id" TEXT NOT NULL,
    "place" DOUBLE PRECISION NOT NULL,
    "taken_at" TIMESTAMPTZ(3),

    CONSTRAINT "collection_image_pkey" PRIMARY KEY ("collection_id", "image_id")
);

CREATE UNIQUE INDEX "collection_team_id_key_key" ON "collection"("team_id", "key");
CREATE INDEX "collection_cover_image_id_idx" ON "collection"("cover_image_id");
CREATE INDEX "collection_image_collection_id_place_idx" ON "collection_image"("collection_id", "place");
CREATE INDEX "collection_image_image_id_collection_id_idx" ON "collection_image"("image_id", "collection_id");

ALTER TABLE "collection" ADD CONSTRAINT "collection_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "collection" ADD CONSTRAINT "collection_made_by_id_fkey" FOREIGN KEY ("made_by_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "collection" ADD CONSTRAINT "collection_cover_image_id_fkey" FOREIGN KEY ("cover_image_id") REFERENCES "library_entry"("image_id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "collection_image" ADD CONSTRAINT "collection_image_collection_id_fkey" FOREIGN KEY ("collection_id") REFERENCES "collection"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "collection_image" ADD CONSTRAINT "collection_image_image_id_fkey" FOREIGN KEY ("image_id") REFERENCES "library_entry"("image_id") ON DELETE CASCADE ON UPDATE CASCADE;
