package io.salvaguarda.config;

/**
 * Which backups stay: those that any of these rules keeps.
 *
 * @param days younger backups stay; 30 by default
 * @param minimum as many of the newest backups stay, however old; 1 by default
 * @param verified as many of the newest verified backups stay, however old; 1 by default
 * @param generations one backup each of so many past days, weeks, months and years; none by default
 */
public record Retention(int days, int minimum, int verified, Generations generations) {

  /** By age and number alone. */
  public Retention(int days, int minimum) {
    this(days, minimum, 1, Generations.NONE);
  }
}
