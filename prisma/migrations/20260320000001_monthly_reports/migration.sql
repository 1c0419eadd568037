-- Monthly reports: written by a job, kept as files. Station 0 is the whole company.
CREATE SEQUENCE monthly_report_id_seq;
CREATE TYPE "report_format" AS ENUM ('pdf', 'docx');

CREATE TABLE "monthly_report" (
    "id" BIGINT NOT NULL DEFAULT nextval('monthly_report_id_seq'),
    "station_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "locale" TEXT NOT NULL,
    "format" "report_format" NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "job_id" BIGINT NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "monthly_report_pkey" PRIMARY KEY ("id")
);
-- A job taken up again writes none twice.
CREATE UNIQUE INDEX "monthly_report_job_id_locale_format_key" ON "monthly_report"("job_id", "locale", "format");
CREATE INDEX "monthly_report_station_id_month_idx" ON "monthly_report"("station_id", "month");
