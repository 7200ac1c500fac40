package io.salvaguarda.backup.wal;

import io.salvaguarda.events.Failure;
import java.time.Instant;
import java.util.List;

/**
 * How a source's log stood when last looked at; what is not known is null. Positions as PostgreSQL
 * writes them (X/X). Kept as JSON: only ever add fields.
 *
 * @param streaming whether a stream ran; null where the log is pushed
 * @param durableTo up to where it is in the repository
 * @param serverAt up to where the server had written
 * @param lagSeconds how long ago the oldest of it was written that is not in the repository
 * @param failure why it does not go on
 */
public record WalStanding(
    Boolean streaming,
    String systemId,
    Integer timeline,
    Integer segmentBytes,
    String durableTo,
    String serverAt,
    Long lagBytes,
    Double lagSeconds,
    Slot slot,
    Window window,
    List<Gap> gaps,
    Failure failure) {

  /**
   * @param bytes what the server keeps for it
   * @param limitBytes how much of that is told as a trouble
   */
  public record Slot(String name, boolean active, long bytes, String walStatus, long limitBytes) {}

  /** What can be restored without a break up to the latest instant. */
  public record Window(int timeline, String from, String to, Instant fromTime, Instant toTime) {}

  /**
   * What is missing between what is there.
   *
   * @param first name of the first segment that is missing, or of which the end is
   * @param last the last one's name
   */
  public record Gap(int timeline, String first, String last, long bytes) {}

  public WalStanding {
    gaps = gaps == null ? List.of() : List.copyOf(gaps);
  }
}
