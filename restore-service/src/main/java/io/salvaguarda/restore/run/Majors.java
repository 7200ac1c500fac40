package io.salvaguarda.restore.run;

import io.salvaguarda.postgres.facts.Facts;

/** Major versions of servers. */
public final class Majors {

  private Majors() {}

  /** 15 for {@code 15.4 (Debian …)}. */
  public static int of(Facts facts) {
    return Integer.parseInt(facts.serverVersion().split("[^0-9]", 2)[0]);
  }
}
