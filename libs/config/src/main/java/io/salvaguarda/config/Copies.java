package io.salvaguarda.config;

import java.util.List;

/**
 * Where a repository is copied to, and when.
 *
 * @param to names of other repositories, each once; empty: it is not copied. No repository is a
 *     copy of itself, not by way of others either
 * @param schedule UTC
 */
public record Copies(List<String> to, CronSchedule schedule) {

  /** When the file does not say: after the nights' backups. */
  static final CronSchedule DAILY = CronSchedule.of("30 5 * * *");

  /** A repository without copies. */
  public static final Copies NONE = new Copies(List.of(), DAILY);

  public Copies {
    to = List.copyOf(to);
  }
}
