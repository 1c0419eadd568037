-- What a QC project rests on cannot be dated back, swapped or slipped in beside its record, not even by who writes SQL.

-- The stamp is the database's clock, and later than everything its station has on record: a clock that was put back dates
-- nothing back. The number is the sequence's own, whatever the writer says: by it the newest row is found.
CREATE OR REPLACE FUNCTION stamp_recorded_at() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  newest timestamptz;
BEGIN
  SELECT max(recorded_at) INTO newest FROM (
    (SELECT recorded_at FROM qc_session WHERE station_id = NEW.station_id ORDER BY id DESC LIMIT 1) UNION ALL
    (SELECT recorded_at FROM qc_gate_event WHERE station_id = NEW.station_id ORDER BY id DESC LIMIT 1) UNION ALL
    (SELECT recorded_at FROM qc_sheet_revision WHERE station_id = NEW.station_id ORDER BY id DESC LIMIT 1) UNION ALL
    (SELECT recorded_at FROM qc_plan_baseline WHERE station_id = NEW.station_id ORDER BY id DESC LIMIT 1) UNION ALL
    (SELECT recorded_at FROM qc_evidence WHERE station_id = NEW.station_id ORDER BY id DESC LIMIT 1) UNION ALL
    (SELECT recorded_at FROM qc_target WHERE station_id = NEW.station_id ORDER BY id DESC LIMIT 1) UNION ALL
    (SELECT recorded_at FROM qc_inspected_district WHERE station_id = NEW.station_id ORDER BY id DESC LIMIT 1) UNION ALL
    (SELECT recorded_at FROM qc_benefit WHERE station_id = NEW.station_id ORDER BY id DESC LIMIT 1)) AS latest;
  NEW.id := nextval('qc_id_seq');
  -- A millisecond: what readers of the stamps can tell apart.
  NEW.recorded_at := GREATEST(clock_timestamp(), newest + interval '1 millisecond');
  RETURN NEW;
END $$;

-- Drawn from the books when it was filed, or typed by a person. What was filed before says nothing of it.
ALTER TABLE "qc_evidence" ADD COLUMN "drawn" BOOLEAN NOT NULL DEFAULT false;

-- A tool is what its newest revision says, and each save is the next revision.
CREATE FUNCTION qc_sheet_next_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.station_id, NEW.id, NEW.project_id, NEW.step, NEW.kind, NEW.version) IS DISTINCT FROM (OLD.station_id, OLD.id, OLD.project_id, OLD.step, OLD.kind, OLD.version + 1) THEN
    RAISE EXCEPTION 'a tool is changed by its next revision' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER qc_sheet_next_version BEFORE UPDATE ON "qc_sheet" FOR EACH ROW EXECUTE FUNCTION qc_sheet_next_version();

CREATE FUNCTION qc_sheet_is_on_record() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM qc_sheet_revision r
    WHERE r.station_id = NEW.station_id AND r.sheet_id = NEW.id AND r.version = NEW.version
      AND (r.project_id, r.step, r.title, r.content, r.removed) = (NEW.project_id, NEW.step, NEW.title, NEW.content, NEW.removed)) THEN
    RAISE EXCEPTION 'a tool is what its newest revision says' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER qc_sheet_on_record AFTER INSERT OR UPDATE ON "qc_sheet" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION qc_sheet_is_on_record();

-- A project keeps what it began with; its step moves with the gate event of the same transaction.
CREATE FUNCTION qc_project_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.station_id, NEW.id, NEW.number, NEW.circle_id, NEW.title, NEW.type_code, NEW.type_content, NEW.started_on, NEW.created_at, NEW.by_id, NEW.by_name)
     IS DISTINCT FROM (OLD.station_id, OLD.id, OLD.number, OLD.circle_id, OLD.title, OLD.type_code, OLD.type_content, OLD.started_on, OLD.created_at, OLD.by_id, OLD.by_name) THEN
    RAISE EXCEPTION 'a project keeps what it began with' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  NEW.closed_at := CASE WHEN NEW.step = OLD.step THEN OLD.closed_at WHEN NEW.step = 'closed' THEN clock_timestamp() END;
  RETURN NEW;
END $$;
CREATE TRIGGER qc_project_keeps BEFORE UPDATE ON "qc_project" FOR EACH ROW EXECUTE FUNCTION qc_project_keeps();

CREATE FUNCTION qc_project_moved_by_gate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  gate record;
BEGIN
  SELECT kind, step, recorded_at INTO gate FROM qc_gate_event WHERE station_id = NEW.station_id AND project_id = NEW.id ORDER BY id DESC LIMIT 1;
  IF gate IS NULL OR gate.recorded_at < transaction_timestamp() OR gate.step <> (CASE gate.kind WHEN 'passed' THEN OLD.step ELSE NEW.step END) THEN
    RAISE EXCEPTION 'a project moves by its gates' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER qc_project_moved AFTER UPDATE OF "step" ON "qc_project" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.step IS DISTINCT FROM NEW.step) EXECUTE FUNCTION qc_project_moved_by_gate();

-- A later check is planned now and done once, now; what it checks stays.
ALTER TABLE "qc_later_check" ADD COLUMN "planned_at" TIMESTAMPTZ;
CREATE FUNCTION qc_later_check_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.planned_at := clock_timestamp();
    IF NEW.done_at IS NOT NULL THEN RAISE EXCEPTION 'a check is planned before it is done' USING ERRCODE = 'integrity_constraint_violation'; END IF;
    RETURN NEW;
  END IF;
  IF OLD.done_at IS NOT NULL OR (NEW.station_id, NEW.id, NEW.project_id, NEW.measure, NEW.standard_no, NEW.due_on, NEW.planned_at)
     IS DISTINCT FROM (OLD.station_id, OLD.id, OLD.project_id, OLD.measure, OLD.standard_no, OLD.due_on, OLD.planned_at) THEN
    RAISE EXCEPTION 'a check is recorded once, and what it checks stays' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  NEW.done_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER qc_later_check_stamp BEFORE INSERT OR UPDATE ON "qc_later_check" FOR EACH ROW EXECUTE FUNCTION qc_later_check_stamp();
CREATE TRIGGER qc_later_check_kept BEFORE DELETE ON "qc_later_check" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER qc_later_check_no_truncate BEFORE TRUNCATE ON "qc_later_check" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A score sheet is replaced by its reviewer, never removed; the time is the database's.
CREATE FUNCTION qc_review_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER qc_review_stamp BEFORE INSERT OR UPDATE ON "qc_review" FOR EACH ROW EXECUTE FUNCTION qc_review_stamp();
CREATE TRIGGER qc_review_kept BEFORE DELETE ON "qc_review" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER qc_review_no_truncate BEFORE TRUNCATE ON "qc_review" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
