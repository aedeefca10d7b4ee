-- AlterTable
ALTER TABLE "membership" ADD COLUMN "first_steps_put_away_at" TIMESTAMPTZ(3);
