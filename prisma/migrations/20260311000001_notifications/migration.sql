-- Notifications are read off what is the case; kept is only what someone has read, and what was mailed.
CREATE TABLE "notification_read" (
    "user_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ NOT NULL,

    CONSTRAINT "notification_read_pkey" PRIMARY KEY ("user_id", "key")
);

CREATE TABLE "notification_mail" (
    "user_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "claimed_at" TIMESTAMPTZ NOT NULL,
    "sent_at" TIMESTAMPTZ,

    CONSTRAINT "notification_mail_pkey" PRIMARY KEY ("user_id", "key")
);

-- An order that came back raised, and who was given an order, are found in the log.
CREATE INDEX "audit_log_notice_idx" ON "audit_log"("station_id", "at") WHERE action IN ('work-order.raised', 'work-order.assigned');
