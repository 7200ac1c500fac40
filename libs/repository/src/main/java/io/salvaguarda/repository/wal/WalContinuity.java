package io.salvaguarda.repository.wal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which WAL of one cluster is there, and how far a recovery can get with it. Positions (LSNs) are
 * bytes from the beginning of the WAL; an end is the first byte that is not there.
 *
 * @param systemId of the cluster
 * @param walSegmentBytes size of its segments
 * @param timelines ascending
 */
public record WalContinuity(String systemId, int walSegmentBytes, List<Timeline> timelines) {

  /**
   * @param history how it came to be, oldest first; empty for timeline 1, and where its history
   *     file is not there
   * @param historyKnown false when it must have a history file and that is not there: then nothing
   *     can be recovered across the switch to it
   * @param spans what is there without a gap, ascending
   */
  public record Timeline(int id, List<Switch> history, boolean historyKnown, List<Span> spans) {

    /** What is missing between its spans, ascending. */
    public List<Gap> gaps() {
      throw new UnsupportedOperationException("to come");
    }
  }

  /**
   * @param timeline that was left
   * @param at where the next one began
   */
  public record Switch(int timeline, long at) {}

  /**
   * Segments that follow each other.
   *
   * @param first its first segment's name
   * @param last its last segment's name
   * @param from position of its first byte
   * @param to its end; within the last segment when that is partial
   * @param firstStoredAt when its first segment was stored
   * @param lastStoredAt when its last segment was stored, or last grew
   */
  public record Span(
      String first, String last, long from, long to, Instant firstStoredAt, Instant lastStoredAt) {

    /** Whether the byte at the position is in it. */
    public boolean contains(long position) {
      return from <= position && position < to;
    }
  }

  /**
   * Segments that are missing.
   *
   * @param first the first one's name
   * @param last the last one's name
   */
  public record Gap(String first, String last, long segments) {}

  /**
   * How far a recovery gets.
   *
   * @param timeline on which it ends
   * @param to the end of what can be replayed
   * @param storedAt when the last segment of it was stored, or last grew: what the cluster had
   *     committed a moment before is in it
   */
  public record Reach(int timeline, long to, Instant storedAt) {}

  /** The timeline, if any file of it is there. */
  public Optional<Timeline> timeline(int id) {
    return timelines.stream().filter(t -> t.id() == id).findFirst();
  }

  /**
   * How far a recovery gets that begins with a backup and follows a timeline.
   *
   * @param timeline the backup's
   * @param from where the backup's WAL begins
   * @param target the timeline to follow; the backup's own or one that branched off it later
   * @return empty when the segment of {@code from} is not there, or {@code target} does not descend
   *     from the backup
   */
  public Optional<Reach> reach(int timeline, long from, int target) {
    throw new UnsupportedOperationException("to come");
  }

  /** The same along the latest timeline, as {@code recovery_target_timeline = 'latest'} does. */
  public Optional<Reach> reach(int timeline, long from) {
    throw new UnsupportedOperationException("to come");
  }
}
