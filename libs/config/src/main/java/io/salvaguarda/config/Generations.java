package io.salvaguarda.config;

/**
 * Of how many past days, weeks, months and years one backup stays: grandfather, father, son. Weeks
 * begin on Monday. Only periods that have a backup count.
 */
public record Generations(int daily, int weekly, int monthly, int yearly) {

  /** Age and number alone decide. */
  public static final Generations NONE = new Generations(0, 0, 0, 0);
}
