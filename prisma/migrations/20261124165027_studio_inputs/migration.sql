-- DropIndex
DROP INDEX "generation_team_id_author_id_request_id_key";

-- AlterTable
ALTER TABLE "generation" ADD COLUMN     "depth" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "expansion" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "marks" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "options" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "parent_image_id" TEXT,
ADD COLUMN     "parent_slot" INTEGER,
ADD COLUMN     "variables" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "generation_reference" ADD COLUMN     "is_enabled" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "role" TEXT;

-- AlterTable
ALTER TABLE "reference_image" ADD COLUMN     "source_image_id" TEXT;

-- CreateIndex
CREATE INDEX "generation_parent_image_id_idx" ON "generation"("parent_image_id");

-- CreateIndex
CREATE UNIQUE INDEX "generation_team_id_author_id_request_id_expansion_key" ON "generation"("team_id", "author_id", "request_id", "expansion");

-- AddForeignKey
ALTER TABLE "reference_image" ADD CONSTRAINT "reference_image_source_image_id_fkey" FOREIGN KEY ("source_image_id") REFERENCES "image"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "generation" ADD CONSTRAINT "generation_parent_image_id_fkey" FOREIGN KEY ("parent_image_id") REFERENCES "image"("id") ON DELETE SET NULL ON UPDATE CASCADE;


