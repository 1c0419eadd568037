-- Long work: what was asked for, how far it is, what came of it. Delivery is the queue's (its own schema).
CREATE SEQUENCE background_job_id_seq;
CREATE TYPE "job_state" AS ENUM ('queued', 'running', 'done', 'failed', 'cancelled');

CREATE TABLE "background_job" (
    "id" BIGINT NOT NULL DEFAULT nextval('background_job_id_seq'),
    "kind" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "station_ids" INTEGER[] NOT NULL,
    "state" "job_state" NOT NULL DEFAULT 'queued',
    "done_units" BIGINT NOT NULL DEFAULT 0,
    "total_units" BIGINT,
    "cancel_requested" BOOLEAN NOT NULL DEFAULT false,
    "result" JSONB,
    "failure" TEXT,
    "created_by_id" TEXT NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    "started_at" TIMESTAMPTZ,
    "finished_at" TIMESTAMPTZ,

    CONSTRAINT "background_job_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "background_job_kind_id_idx" ON "background_job"("kind", "id");

-- The checks of a station's month: replaced whole by the next run. A bill without a row in bill_check matched.
CREATE TYPE "check_outcome" AS ENUM ('match', 'differs', 'uncheckable');

CREATE TABLE "bill_check_run" (
    "station_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "bills" INTEGER NOT NULL,
    "checked_at" TIMESTAMPTZ NOT NULL,
    "job_id" BIGINT NOT NULL,

    CONSTRAINT "bill_check_run_pkey" PRIMARY KEY ("station_id", "month")
);

CREATE TABLE "bill_check_total" (
    "station_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "category_id" SMALLINT NOT NULL,
    "outcome" "check_outcome" NOT NULL,
    "kind" TEXT NOT NULL,
    "bills" INTEGER NOT NULL,
    "difference_fen" BIGINT NOT NULL,

    CONSTRAINT "bill_check_total_pkey" PRIMARY KEY ("station_id", "month", "category_id", "outcome", "kind")
);

CREATE TABLE "bill_check" (
    "station_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "account_id" BIGINT NOT NULL,
    "category_id" SMALLINT NOT NULL,
    "outcome" "check_outcome" NOT NULL,
    "kind" TEXT NOT NULL,
    "energy_wh" BIGINT NOT NULL,
    "billed_fen" BIGINT NOT NULL,
    "expected_fen" BIGINT,
    "difference_fen" BIGINT,
    "why" JSONB NOT NULL,

    CONSTRAINT "bill_check_pkey" PRIMARY KEY ("station_id", "month", "account_id"),
    CONSTRAINT bill_check_not_match CHECK (outcome <> 'match')
);
