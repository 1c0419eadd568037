-- A penalty is money alone.
ALTER TABLE "adjustment" ADD CONSTRAINT adjustment_penalty_without_energy CHECK (kind <> 'penalty' OR energy_wh = 0);
