package io.salvaguarda.notifier.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a place holds and when it will be full.
 *
 * @param place a repository, or a service's folder
 * @param limit the volume's size or the quota; empty when there is none
 * @param perDay how much it grows
 * @param used over time, in bytes
 */
public record StorageOutlook(
    String place,
    Sort sort,
    long usedBytes,
    Optional<Long> limit,
    Optional<Double> perDay,
    Outlook outlook,
    List<Series.Point> used) {

  /** Of what sort the place is. */
  public enum Sort {
    REPOSITORY,
    VOLUME
  }

  public StorageOutlook {
    used = List.copyOf(used);
  }

  /** Of measurements, the oldest first, of which there is at least one. */
  public static StorageOutlook of(
      String place, Sort sort, Optional<Long> limit, List<Series.Point> measured, Instant now) {
    Instant since = now.minus(Growth.LOOK_BACK);
    List<Series.Point> recent = measured.stream().filter(each -> each.at().isAfter(since)).toList();
    double last = measured.getLast().value();
    Optional<Growth> growth = Growth.of(recent);
    Outlook outlook =
        limit.isEmpty()
            ? new Outlook.NoLimit()
            : growth
                .map(each -> each.until(limit.get() - last, now))
                .orElseGet(Outlook.TooEarly::new);
    return new StorageOutlook(
        place, sort, (long) last, limit, growth.map(Growth::perDay), outlook, recent);
  }
}
