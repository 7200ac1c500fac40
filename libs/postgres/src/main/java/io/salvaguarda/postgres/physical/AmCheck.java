package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.ConnectionSpec;
import io.salvaguarda.postgres.Outcome;
import java.util.List;

/**
 * PostgreSQL's own check (amcheck) of one database's tables and B-tree indexes, those of the system
 * included: what {@code pg_amcheck} does, with each error's SQLSTATE at hand.
 */
public final class AmCheck {

  private AmCheck() {}

  /**
   * @param damages what is damaged
   * @param notes what could not be checked, for people
   */
  public record Report(List<Damage> damages, List<String> notes) {
    public Report {
      damages = List.copyOf(damages);
      notes = List.copyOf(notes);
    }
  }

  /**
   * @param heapAllIndexed whether each row is looked for in each index too
   */
  public static AmCheck of(ConnectionSpec database, boolean heapAllIndexed) {
    throw new UnsupportedOperationException();
  }

  public Outcome<Report> run() {
    throw new UnsupportedOperationException();
  }

  /** From another thread: {@link #run()} ends soon. */
  public void cancel() {
    throw new UnsupportedOperationException();
  }
}
