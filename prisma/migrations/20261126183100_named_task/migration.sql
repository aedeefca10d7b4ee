-- AlterTable
ALTER TABLE "attempt" ADD COLUMN     "named_task_id" TEXT;
