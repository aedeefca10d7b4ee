-- DropIndex
DROP INDEX "variant_team_id_status_idx";

-- AlterTable
ALTER TABLE "generation" ADD COLUMN     "slow_after_ms" INTEGER;

-- CreateIndex
CREATE INDEX "variant_team_id_status_ended_at_idx" ON "variant"("team_id", "status", "ended_at" DESC);

