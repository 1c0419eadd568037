-- A customer who objects to a correction: a case of its own, linked to the work order.
CREATE SEQUENCE complaint_id_seq;
CREATE TYPE "complaint_state" AS ENUM ('received', 'investigating', 'decided', 'answered', 'closed');
CREATE TYPE "complaint_outcome" AS ENUM ('upheld', 'dismissed');

CREATE TABLE "complaint" (
    "station_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('complaint_id_seq'),
    "number" TEXT COLLATE "C" NOT NULL,
    "work_order_id" BIGINT NOT NULL,
    "state" "complaint_state" NOT NULL DEFAULT 'received',
    "version" INTEGER NOT NULL DEFAULT 1,
    "complainant" TEXT NOT NULL,
    "contact" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "owner_id" TEXT NOT NULL,
    "due_on" DATE,
    "outcome" "complaint_outcome",
    "decision_reason" TEXT,
    "reversal_order_id" BIGINT,
    "answer" TEXT,
    "received_by_id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ NOT NULL,
    "decided_at" TIMESTAMPTZ,
    "answered_at" TIMESTAMPTZ,
    "closed_at" TIMESTAMPTZ,

    CONSTRAINT "complaint_pkey" PRIMARY KEY ("station_id", "id"),
    CONSTRAINT complaint_decided_with_reason CHECK (outcome IS NULL OR decision_reason IS NOT NULL),
    CONSTRAINT complaint_open_has_due_date CHECK (state = 'closed' OR due_on IS NOT NULL),
    CONSTRAINT complaint_order_fkey FOREIGN KEY ("station_id", "work_order_id") REFERENCES "work_order"("station_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT complaint_reversal_fkey FOREIGN KEY ("station_id", "reversal_order_id") REFERENCES "work_order"("station_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "complaint_station_id_number_key" ON "complaint"("station_id", "number");
CREATE INDEX "complaint_station_id_state_due_on_idx" ON "complaint"("station_id", "state", "due_on");
CREATE INDEX "complaint_station_id_work_order_id_idx" ON "complaint"("station_id", "work_order_id");
-- One case at a time about an order.
CREATE UNIQUE INDEX complaint_one_open ON "complaint" (station_id, work_order_id) WHERE state <> 'closed';

CREATE TABLE "complaint_counter" (
    "station_id" INTEGER NOT NULL,
    "month" DATE NOT NULL,
    "last_number" INTEGER NOT NULL,

    CONSTRAINT "complaint_counter_pkey" PRIMARY KEY ("station_id", "month")
);

-- Days on which the calendar departs from Monday to Friday: a holiday, or a weekend day that is worked in exchange.
CREATE TABLE "calendar_exception" (
    "day" DATE NOT NULL,
    "is_working" BOOLEAN NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "calendar_exception_pkey" PRIMARY KEY ("day")
);
INSERT INTO "calendar_exception" (day, is_working, source)
SELECT day::date, is_working, source FROM (VALUES
    ('2013-09-19', '2013-09-21', false, '国办发明电〔2012〕33号'), ('2013-09-22', '2013-09-22', true, '国办发明电〔2012〕33号'), ('2013-09-29', '2013-09-29', true, '国办发明电〔2012〕33号'),
    ('2013-10-01', '2013-10-07', false, '国办发明电〔2012〕33号'), ('2013-10-12', '2013-10-12', true, '国办发明电〔2012〕33号'),
    ('2026-01-01', '2026-01-03', false, '国办发明电〔2025〕7号'), ('2026-01-04', '2026-01-04', true, '国办发明电〔2025〕7号'),
    ('2026-02-15', '2026-02-23', false, '国办发明电〔2025〕7号'), ('2026-02-14', '2026-02-14', true, '国办发明电〔2025〕7号'), ('2026-02-28', '2026-02-28', true, '国办发明电〔2025〕7号'),
    ('2026-04-04', '2026-04-06', false, '国办发明电〔2025〕7号'), ('2026-05-01', '2026-05-05', false, '国办发明电〔2025〕7号'), ('2026-05-09', '2026-05-09', true, '国办发明电〔2025〕7号'),
    ('2026-06-19', '2026-06-21', false, '国办发明电〔2025〕7号'), ('2026-09-25', '2026-09-27', false, '国办发明电〔2025〕7号'),
    ('2026-09-20', '2026-09-20', true, '国办发明电〔2025〕7号'), ('2026-10-01', '2026-10-07', false, '国办发明电〔2025〕7号'), ('2026-10-10', '2026-10-10', true, '国办发明电〔2025〕7号')
  ) AS stretch (first_day, last_day, is_working, source), LATERAL generate_series(first_day::date, last_day::date, interval '1 day') AS day;
