-- Where a correction came from, when an inspector or a campaign found it.
ALTER TABLE "work_order" ADD COLUMN "inspector_name" TEXT, ADD COLUMN "campaign" TEXT;
