package io.salvaguarda.restore.testing;

import java.time.Instant;

/** The row that backup-service keeps up to date, made as the documentation says. */
public final class Beats {

  private Beats() {}

  /** The operator's part. */
  public static void prepare(PhysicalSource source) {
    source.execute(
        "create schema if not exists salvaguarda",
        "create table if not exists salvaguarda.heartbeat (one boolean primary key default true"
            + " check (one), at timestamptz not null)",
        "insert into salvaguarda.heartbeat (at) select clock_timestamp()"
            + " where not exists (select from salvaguarda.heartbeat)");
  }

  /** One beat; when it was, by the source's clock. */
  public static Instant beat(PhysicalSource source) {
    source.execute("update salvaguarda.heartbeat set at = clock_timestamp()");
    return at(source, "0 s");
  }

  /** The row is as old as this says, whatever was committed since. */
  public static Instant at(PhysicalSource source, String ago) {
    if (!ago.equals("0 s")) {
      source.execute(
          "update salvaguarda.heartbeat set at = clock_timestamp() - interval '" + ago + "'");
    }
    return Instant.parse(
        source.text(
            "select to_char(at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                + " from salvaguarda.heartbeat"));
  }
}
