-- Accounts that may be on the wrong tariff, as the last scoring of their station found them: replaced whole by the next.
-- What a person decided about one (dismissed, snoozed) outlives the scoring, and the next one learns from it.
CREATE TYPE "suspect_state" AS ENUM ('open', 'dismissed', 'snoozed');

CREATE TABLE "suspect_run" (
    "station_id" INTEGER NOT NULL,
    "job_id" BIGINT NOT NULL,
    "scored_at" TIMESTAMPTZ NOT NULL,
    "month_from" DATE NOT NULL,
    "month_to" DATE NOT NULL,
    "accounts" INTEGER NOT NULL,
    "suspects" INTEGER NOT NULL,
    "model" JSONB NOT NULL,

    CONSTRAINT "suspect_run_pkey" PRIMARY KEY ("station_id")
);

CREATE TABLE "suspect" (
    "station_id" INTEGER NOT NULL,
    "account_id" BIGINT NOT NULL,
    "district_id" INTEGER NOT NULL,
    "recorded_category_id" SMALLINT NOT NULL,
    "target_category_id" SMALLINT NOT NULL,
    "model_ppm" INTEGER NOT NULL,
    "probability_ppm" INTEGER NOT NULL,
    "stake_fen" BIGINT NOT NULL,
    "expected_fen" BIGINT NOT NULL,
    "energy_wh" BIGINT NOT NULL,
    "rules" TEXT[] NOT NULL,
    "signs" JSONB NOT NULL,
    "contributions" JSONB NOT NULL,
    "job_id" BIGINT NOT NULL,

    CONSTRAINT "suspect_pkey" PRIMARY KEY ("station_id", "account_id"),
    CONSTRAINT suspect_probability CHECK (probability_ppm BETWEEN 0 AND 1000000 AND model_ppm BETWEEN 0 AND 1000000)
);
CREATE INDEX "suspect_station_id_expected_fen_account_id_idx" ON "suspect"("station_id", "expected_fen" DESC, "account_id");

CREATE TABLE "suspect_mark" (
    "station_id" INTEGER NOT NULL,
    "account_id" BIGINT NOT NULL,
    "state" "suspect_state" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "reason" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "until" DATE,
    "rules" TEXT[] NOT NULL,
    "model_ppm" INTEGER NOT NULL,
    "by_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "suspect_mark_pkey" PRIMARY KEY ("station_id", "account_id"),
    CONSTRAINT suspect_mark_says_why CHECK (state = 'open' OR reason IS NOT NULL OR until IS NOT NULL)
);
