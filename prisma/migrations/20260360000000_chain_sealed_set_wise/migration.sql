-- The chain of the audit log sealed set-wise: a statement's entries are digested in one go, a transaction's links are written
-- once, at its end, already in their places. What the chain is and how it is verified stays as it was.

DROP TRIGGER audit_log_link ON "audit_log";
DROP TRIGGER audit_link_seal ON "audit_link";
DROP TRIGGER audit_link_append_only ON "audit_link";
DROP TRIGGER audit_link_no_delete ON "audit_link";
DROP FUNCTION audit_log_link();
DROP FUNCTION audit_link_seal();
DROP FUNCTION refuse_resealing();
DROP INDEX "audit_link_unsealed";
ALTER TABLE "audit_link" DROP CONSTRAINT "audit_link_sealed_whole", ALTER COLUMN "seq" SET NOT NULL, ALTER COLUMN "hash" SET NOT NULL;

-- What a transaction under way has entered, a row for each statement and station: nobody else sees it, and at its end there
-- is none. Kept by transaction, so that a long one's neighbours do not search through what it left to be vacuumed.
CREATE TABLE "audit_unsealed" (
    "transaction" BIGINT NOT NULL,
    "station_id" INTEGER NOT NULL,
    "first_log_id" BIGINT NOT NULL,
    "log_ids" BIGINT[] NOT NULL,
    "entry_hashes" BYTEA[] NOT NULL,

    CONSTRAINT "audit_unsealed_pkey" PRIMARY KEY ("transaction", "station_id", "first_log_id")
);
-- The functions of its owner's alone write it and take it away: to anyone else it is empty.
ALTER TABLE "audit_unsealed" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "nobody" ON "audit_unsealed" USING (false);
-- Digests do not compress.
ALTER TABLE "audit_unsealed" ALTER COLUMN "entry_hashes" SET STORAGE EXTERNAL;

CREATE FUNCTION audit_log_link() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO audit_unsealed (transaction, station_id, first_log_id, log_ids, entry_hashes)
  SELECT txid_current(), station_id, min(id), array_agg(id ORDER BY id), array_agg(digest ORDER BY id)
  FROM (SELECT station_id, id, audit_entry_digest(ROW(entered.*)::audit_log) AS digest FROM entered) AS digested
  GROUP BY station_id;
  RETURN NULL;
END $$;

-- The chain as an aggregate: over entries in their order, the link of each from the one before; `start` is the link before the first.
CREATE FUNCTION audit_chain_step(before bytea, start bytea, seq bigint, entry_hash bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(COALESCE(before, start) || convert_to(seq::text, 'UTF8') || entry_hash)
$$;
CREATE AGGREGATE audit_chain(start bytea, seq bigint, entry_hash bytea) (SFUNC = audit_chain_step, STYPE = bytea);

-- Appends entries to a station's chain, which is held from here to the commit.
CREATE FUNCTION audit_chain_append(of_station integer, of_log_ids bigint[], of_entry_hashes bytea[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  head audit_head;
BEGIN
  SELECT * INTO head FROM audit_head WHERE station_id = of_station FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO audit_head (station_id, seq, hash) VALUES (of_station, 0, '') ON CONFLICT DO NOTHING;
    SELECT * INTO head FROM audit_head WHERE station_id = of_station FOR UPDATE;
  END IF;
  WITH sealed AS (
    INSERT INTO audit_link (station_id, log_id, seq, entry_hash, hash)
    SELECT of_station, log_id, head.seq + place, entry_hash, audit_chain(head.hash, head.seq + place, entry_hash) OVER (ORDER BY place)
    FROM unnest(of_log_ids, of_entry_hashes) WITH ORDINALITY AS entry(log_id, entry_hash, place)
    RETURNING seq, hash
  )
  UPDATE audit_head SET seq = last.seq, hash = last.hash
  FROM (SELECT seq, hash FROM sealed ORDER BY seq DESC LIMIT 1) AS last
  WHERE station_id = of_station;
END $$;

-- At the end of a transaction, all it entered joins the chains, station by station in order: two transactions never wait for
-- each other in a circle, and a chain is held no longer than a commit takes.
CREATE FUNCTION audit_link_seal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  entered record;
BEGIN
  -- The first of a transaction's rows takes them all.
  FOR entered IN
    WITH taken AS (DELETE FROM audit_unsealed WHERE transaction = txid_current() RETURNING station_id, log_ids, entry_hashes)
    SELECT station_id, array_agg(log_id ORDER BY log_id) AS log_ids, array_agg(entry_hash ORDER BY log_id) AS entry_hashes
    FROM taken, unnest(log_ids, entry_hashes) AS entry(log_id, entry_hash)
    GROUP BY station_id ORDER BY station_id
  LOOP
    PERFORM audit_chain_append(entered.station_id, entered.log_ids, entered.entry_hashes);
  END LOOP;
  RETURN NULL;
END $$;

CREATE TRIGGER audit_log_link AFTER INSERT ON "audit_log" REFERENCING NEW TABLE AS entered FOR EACH STATEMENT EXECUTE FUNCTION audit_log_link();
CREATE CONSTRAINT TRIGGER audit_link_seal AFTER INSERT ON "audit_unsealed" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_link_seal();

-- A link stays as it was sealed; a head only moves forward.
CREATE TRIGGER audit_link_append_only BEFORE UPDATE OR DELETE ON "audit_link" FOR EACH ROW EXECUTE FUNCTION refuse_change();
