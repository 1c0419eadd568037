-- Since when an order is in its state, and who has it in hand: what ages, due dates and queues are made of.
ALTER TABLE "work_order" ADD COLUMN "state_since" TIMESTAMPTZ, ADD COLUMN "assignee_id" TEXT;
UPDATE "work_order" SET state_since = COALESCE(applied_at, approved_at, submitted_at, created_at);
ALTER TABLE "work_order" ALTER COLUMN "state_since" SET NOT NULL, ALTER COLUMN "state_since" SET DEFAULT now();

-- Kept by the database, so that no way of changing the state can forget it: the instant that the change itself
-- carries, else the transaction's.
CREATE FUNCTION keep_state_since() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.state_since := COALESCE(NEW.applied_at, NEW.approved_at, NEW.submitted_at, NEW.created_at);
  ELSIF NEW.state IS DISTINCT FROM OLD.state THEN
    NEW.state_since := COALESCE(
      CASE WHEN NEW.applied_at IS DISTINCT FROM OLD.applied_at THEN NEW.applied_at END,
      CASE WHEN NEW.approved_at IS DISTINCT FROM OLD.approved_at THEN NEW.approved_at END,
      CASE WHEN NEW.submitted_at IS DISTINCT FROM OLD.submitted_at THEN NEW.submitted_at END,
      now());
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER work_order_state_since BEFORE INSERT OR UPDATE ON "work_order" FOR EACH ROW EXECUTE FUNCTION keep_state_since();

CREATE INDEX "work_order_number_idx" ON "work_order"("number");
CREATE INDEX "work_order_state_state_since_idx" ON "work_order"("state", "state_since");
CREATE INDEX "work_order_assignee_id_idx" ON "work_order"("assignee_id") WHERE assignee_id IS NOT NULL;

-- How many working days an order may stay in a state, for orders that came into it on or after a day.
CREATE TABLE "order_due_rule" (
    "state" TEXT NOT NULL,
    "effective_from" DATE NOT NULL,
    "working_days" SMALLINT NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "order_due_rule_pkey" PRIMARY KEY ("state", "effective_from"),
    CONSTRAINT order_due_rule_days CHECK (working_days > 0)
);
INSERT INTO "order_due_rule" (state, effective_from, working_days, source) VALUES
  ('draft', '2000-01-01', 5, 'default'),
  ('submitted', '2000-01-01', 3, 'default'),
  ('approved', '2000-01-01', 2, 'default'),
  ('applied', '2000-01-01', 45, 'default');

-- Days that are worked or free against the week's rule (public holidays, and weekends worked in exchange).
CREATE TABLE IF NOT EXISTS "calendar_exception" (
    "day" DATE NOT NULL,
    "is_working" BOOLEAN NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "calendar_exception_pkey" PRIMARY KEY ("day")
);

CREATE SEQUENCE work_order_comment_id_seq;
CREATE TABLE "work_order_comment" (
    "station_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('work_order_comment_id_seq'),
    "work_order_id" BIGINT NOT NULL,
    "author_id" TEXT NOT NULL,
    "author_name" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "mentions" TEXT[] NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "work_order_comment_pkey" PRIMARY KEY ("station_id", "id")
);
CREATE INDEX "work_order_comment_station_id_work_order_id_id_idx" ON "work_order_comment"("station_id", "work_order_id", "id");
CREATE INDEX "work_order_comment_mentions_idx" ON "work_order_comment" USING gin ("mentions");
ALTER TABLE "work_order_comment" ADD CONSTRAINT "work_order_comment_station_id_work_order_id_fkey" FOREIGN KEY ("station_id", "work_order_id") REFERENCES "work_order"("station_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Photos and documents; the bytes lie outside of the web root under their digest.
CREATE SEQUENCE work_order_attachment_id_seq;
CREATE TABLE "work_order_attachment" (
    "station_id" INTEGER NOT NULL,
    "id" BIGINT NOT NULL DEFAULT nextval('work_order_attachment_id_seq'),
    "work_order_id" BIGINT NOT NULL,
    "file_sha256" TEXT NOT NULL,
    "thumbnail_sha256" TEXT,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "uploaded_by_id" TEXT NOT NULL,
    "uploaded_by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ NOT NULL,
    "removed_at" TIMESTAMPTZ,

    CONSTRAINT "work_order_attachment_pkey" PRIMARY KEY ("station_id", "id")
);
CREATE UNIQUE INDEX "work_order_attachment_once" ON "work_order_attachment"("station_id", "work_order_id", "file_sha256") WHERE removed_at IS NULL;
ALTER TABLE "work_order_attachment" ADD CONSTRAINT "work_order_attachment_station_id_work_order_id_fkey" FOREIGN KEY ("station_id", "work_order_id") REFERENCES "work_order"("station_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Many orders at once: what was chosen or uploaded, and what came of each. An item is decided together with its effect.
CREATE SEQUENCE order_batch_id_seq;
CREATE TABLE "order_batch" (
    "id" BIGINT NOT NULL DEFAULT nextval('order_batch_id_seq'),
    "kind" TEXT NOT NULL,
    "file_name" TEXT,
    "file_sha256" TEXT,
    "job_id" BIGINT,
    "created_by_id" TEXT NOT NULL,
    "created_by_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "order_batch_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "order_batch_file_once" ON "order_batch"("created_by_id", "kind", "file_sha256") WHERE file_sha256 IS NOT NULL;
CREATE INDEX "order_batch_created_at_idx" ON "order_batch"("created_at");

CREATE TABLE "order_batch_item" (
    "station_id" INTEGER NOT NULL,
    "batch_id" BIGINT NOT NULL,
    "place" INTEGER NOT NULL,
    "work_order_id" BIGINT,
    "number" TEXT COLLATE "C",
    "account_no" TEXT,
    "version" INTEGER,
    "decision" TEXT,
    "reason" TEXT,
    "content" JSONB,
    "findings" JSONB,
    "outcome" TEXT,
    "code" TEXT,
    "params" JSONB,
    "done_at" TIMESTAMPTZ,

    CONSTRAINT "order_batch_item_pkey" PRIMARY KEY ("station_id", "batch_id", "place"),
    CONSTRAINT order_batch_item_outcome CHECK (outcome IN ('done', 'refused'))
);
CREATE INDEX "order_batch_item_batch_id_place_idx" ON "order_batch_item"("batch_id", "place");
