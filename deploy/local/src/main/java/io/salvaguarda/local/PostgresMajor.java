package io.salvaguarda.local;

import io.salvaguarda.postgres.tools.PgTools;
import java.util.Optional;

/** The versions of PostgreSQL that a test is repeated with. */
public enum PostgresMajor {
  /** What this machine has installed. */
  OWN,
  /** What {@code ./salva postgres} has put beside it. */
  ANOTHER;

  /** Its programs; empty when nobody has fetched them. */
  public Optional<PgTools> tools() {
    PgTools own = PgTools.newest().orThrow();
    return switch (this) {
      case OWN -> Optional.of(own);
      case ANOTHER ->
          PgTools.servers(System.getenv())
              .filter(tools -> tools.major() != own.major())
              .findFirst();
    };
  }

  /** What to say when it is not here: why something is skipped, and how to get it. */
  public static String absent() {
    return "no other major version of PostgreSQL is here; this fetches one: ./salva postgres";
  }
}
