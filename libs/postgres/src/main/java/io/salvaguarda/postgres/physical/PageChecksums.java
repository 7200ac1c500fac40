package io.salvaguarda.postgres.physical;

import io.salvaguarda.postgres.Outcome;
import io.salvaguarda.postgres.tools.ToolContext;
import java.util.List;

/** Every page's own checksum (pg_checksums), in a cleanly stopped cluster that has them. */
public final class PageChecksums {

  private PageChecksums() {}

  /** Which files hold damaged pages; empty when none does. */
  public static Outcome<List<Damage>> run(ToolContext context, DataDirectory data) {
    throw new UnsupportedOperationException();
  }
}
