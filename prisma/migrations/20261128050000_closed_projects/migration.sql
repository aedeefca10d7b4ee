-- AlterTable
ALTER TABLE "project" ADD COLUMN "is_closed" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "project_member" (
    "project_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,

    CONSTRAINT "project_member_pkey" PRIMARY KEY ("project_id","user_id")
);

-- CreateTable
CREATE TABLE "reference_giver" (
    "reference_image_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,

    CONSTRAINT "reference_giver_pkey" PRIMARY KEY ("reference_image_id","person_id")
);

-- Who brought the bytes first has given them; who gave them again is not known.
INSERT INTO "reference_giver" ("reference_image_id", "person_id")
SELECT "id", "created_by_id" FROM "reference_image";

-- DropIndex
DROP INDEX "upload_team_id_sha256_key";

-- CreateIndex
CREATE INDEX "upload_team_id_sha256_idx" ON "upload"("team_id", "sha256");

-- CreateIndex
CREATE INDEX "project_member_user_id_team_id_idx" ON "project_member"("user_id", "team_id");

-- AddForeignKey
ALTER TABLE "project_member" ADD CONSTRAINT "project_member_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "project_member" ADD CONSTRAINT "project_member_user_id_team_id_fkey" FOREIGN KEY ("user_id", "team_id") REFERENCES "membership"("user_id", "team_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reference_giver" ADD CONSTRAINT "reference_giver_reference_image_id_fkey" FOREIGN KEY ("reference_image_id") REFERENCES "reference_image"("id") ON DELETE CASCADE ON UPDATE CASCADE;
