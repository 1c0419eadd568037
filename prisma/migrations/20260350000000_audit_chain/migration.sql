-- The audit log as a chain per supply station: each entry's link holds the digest of the entry and of the link before it, so
-- that nothing can be changed, taken out or put in between without breaking every link after it.

CREATE TABLE "audit_link" (
    "station_id" INTEGER NOT NULL,
    "log_id" BIGINT NOT NULL,
    -- Place in the station's chain, from 1 without gaps; set when the transaction that wrote the entry commits.
    "seq" BIGINT,
    "entry_hash" BYTEA NOT NULL,
    "hash" BYTEA,

    CONSTRAINT "audit_link_pkey" PRIMARY KEY ("station_id", "log_id"),
    CONSTRAINT "audit_link_station_id_seq_key" UNIQUE ("station_id", "seq"),
    CONSTRAINT "audit_link_sealed_whole" CHECK (("seq" IS NULL) = ("hash" IS NULL))
);
-- What a transaction under way has written: nobody else sees it, and at its end there is none.
CREATE INDEX "audit_link_unsealed" ON "audit_link" ("station_id", "log_id") WHERE "seq" IS NULL;

-- The last link of each chain.
CREATE TABLE "audit_head" (
    "station_id" INTEGER NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("station_id")
);

-- An entry's digest: all of its columns, written the same whatever the session's settings.
CREATE FUNCTION audit_entry_digest(entry audit_log) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(convert_to(jsonb_build_array(
    entry.station_id, entry.id, to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), entry.actor_id, entry.actor_name,
    entry.action, entry.subject, entry.subject_key, entry.before, entry.after, entry.reason, entry.request_id, entry.ip_address)::text, 'UTF8'))
$$;

CREATE FUNCTION audit_link_digest(before bytea, seq bigint, entry_hash bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(before || convert_to(seq::text, 'UTF8') || entry_hash)
$$;

CREATE FUNCTION audit_log_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO audit_link (station_id, log_id, entry_hash) VALUES (NEW.station_id, NEW.id, audit_entry_digest(NEW));
  RETURN NULL;
END $$;

-- At the end of a transaction, all it wrote joins the chains, station by station in order: two transactions never wait for
-- each other in a circle, and a chain is held no longer than a commit takes.
CREATE FUNCTION audit_link_seal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  head audit_head;
  open_station integer;
  link record;
BEGIN
  -- The first of a transaction's links has sealed all of them.
  IF EXISTS (SELECT 1 FROM audit_link WHERE station_id = NEW.station_id AND log_id = NEW.log_id AND seq IS NOT NULL) THEN
    RETURN NULL;
  END IF;
  FOR open_station IN SELECT DISTINCT station_id FROM audit_link WHERE seq IS NULL ORDER BY station_id LOOP
    INSERT INTO audit_head (station_id, seq, hash) VALUES (open_station, 0, '') ON CONFLICT DO NOTHING;
    SELECT * INTO head FROM audit_head WHERE station_id = open_station FOR UPDATE;
    FOR link IN SELECT log_id, entry_hash FROM audit_link WHERE station_id = open_station AND seq IS NULL ORDER BY log_id LOOP
      head.seq := head.seq + 1;
      head.hash := audit_link_digest(head.hash, head.seq, link.entry_hash);
      UPDATE audit_link SET seq = head.seq, hash = head.hash WHERE station_id = open_station AND log_id = link.log_id;
    END LOOP;
    UPDATE audit_head SET seq = head.seq, hash = head.hash WHERE station_id = open_station;
  END LOOP;
  RETURN NULL;
END $$;

CREATE TRIGGER audit_log_link AFTER INSERT ON "audit_log" FOR EACH ROW EXECUTE FUNCTION audit_log_link();
CREATE CONSTRAINT TRIGGER audit_link_seal AFTER INSERT ON "audit_link" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_link_seal();

-- Entries that were there before the chain.
INSERT INTO audit_link (station_id, log_id, entry_hash) SELECT station_id, id, audit_entry_digest(audit_log) FROM audit_log;
SET CONSTRAINTS audit_link_seal IMMEDIATE;

-- A link is sealed once and then stays; a head only moves forward.
CREATE FUNCTION refuse_resealing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.seq IS NOT NULL OR NEW.entry_hash <> OLD.entry_hash OR NEW.station_id <> OLD.station_id OR NEW.log_id <> OLD.log_id THEN
    RAISE EXCEPTION 'links of the audit log are never changed' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER audit_link_append_only BEFORE UPDATE ON "audit_link" FOR EACH ROW EXECUTE FUNCTION refuse_resealing();
CREATE TRIGGER audit_link_no_delete BEFORE DELETE ON "audit_link" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_link_no_truncate BEFORE TRUNCATE ON "audit_link" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_head_no_delete BEFORE DELETE ON "audit_head" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_head_no_truncate BEFORE TRUNCATE ON "audit_head" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The log auditor reads by time, person, action and thing.
CREATE INDEX "audit_log_at_id_idx" ON "audit_log" ("at", "id");
CREATE INDEX "audit_log_actor_id_id_idx" ON "audit_log" ("actor_id", "id");
CREATE INDEX "audit_log_subject_key_id_idx" ON "audit_log" ("subject_key", "id");
