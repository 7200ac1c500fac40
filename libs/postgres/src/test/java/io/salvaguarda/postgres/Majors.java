package io.salvaguarda.postgres;

import io.salvaguarda.postgres.tools.PgTools;
import org.junit.jupiter.api.Assumptions;

/** The versions of PostgreSQL that a test is repeated with. */
public enum Majors {
  /** What this machine has installed. */
  OWN {
    @Override
    public PgTools tools() {
      return PgTools.newest().orThrow();
    }
  },

  /** What {@code ./salva postgres} has put beside it; a test is skipped when that is not there. */
  ANOTHER {
    @Override
    public PgTools tools() {
      int own = OWN.tools().major();
      return PgTools.servers(System.getenv())
          .filter(tools -> tools.major() != own)
          .findFirst()
          .orElseGet(
              () ->
                  Assumptions.abort(
                      "no other major version of PostgreSQL is here; this fetches one:"
                          + " ./salva postgres"));
    }
  };

  public abstract PgTools tools();
}
