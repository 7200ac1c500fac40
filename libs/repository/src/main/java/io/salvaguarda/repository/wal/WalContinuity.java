package io.salvaguarda.repository.wal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which WAL of one cluster is there, and how far a recovery can get with it. Positions (LSNs) are
 * bytes from the beginning of the WAL; an end is the first byte that is not there.
 *
 * @param systemId of the cluster
 * @param segments what its segments are like
 * @param timelines ascending
 */
public record WalContinuity(String systemId, WalSegments segments, List<Timeline> timelines) {

  /**
   * @param history how it came to be; empty for the first timeline, and where that is not known:
   *     then nothing can be recovered across the switch to it
   * @param spans what is there without a gap, ascending
   */
  public record Timeline(int id, Optional<TimelineHistory> history, List<Span> spans) {}

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
   * What is missing between two spans of a timeline.
   *
   * @param first name of the first segment that is missing, or of which the end is
   * @param last name of the last one
   * @param from position of the first byte that is missing
   * @param to position of the first byte that is there again
   */
  public record Gap(String first, String last, long from, long to) {}

  /**
   * How far a recovery gets.
   *
   * @param timeline on which it ends
   * @param to the end of what can be replayed
   * @param storedAt when the last segment of it was stored, or last grew: what the cluster had
   *     committed a moment before is in it
   */
  public record Reach(int timeline, long to, Instant storedAt) {}

  /**
   * @param files in any order; of all clusters, of which the others are left out
   * @param histories by timeline, as far as they are known
   */
  public static WalContinuity of(
      String systemId,
      int walSegmentBytes,
      List<ListedWal> files,
      Map<Integer, TimelineHistory> histories) {
    WalSegments segments = new WalSegments(walSegmentBytes);
    Map<Integer, Spans> spans = new TreeMap<>();
    files.stream()
        .filter(f -> f.file().systemId().equals(systemId))
        .filter(f -> f.file().kind() == WalFile.Kind.SEGMENT)
        .sorted(Comparator.comparing(f -> f.file().name()))
        .forEach(f -> spans.computeIfAbsent(f.file().timeline(), t -> new Spans(segments)).add(f));
    TreeSet<Integer> ids = new TreeSet<>(spans.keySet());
    ids.addAll(histories.keySet());
    List<Timeline> timelines = new ArrayList<>();
    for (int id : ids) {
      List<Span> found = spans.getOrDefault(id, new Spans(segments)).all();
      timelines.add(new Timeline(id, Optional.ofNullable(histories.get(id)), found));
    }
    return new WalContinuity(systemId, segments, List.copyOf(timelines));
  }

  /** Puts together what is adjacent. */
  private static final class Spans {
    private final WalSegments segments;
    private final List<Span> spans = new ArrayList<>();

    Spans(WalSegments segments) {
      this.segments = segments;
    }

    void add(ListedWal file) {
      String name = file.file().name();
      long from = segments.start(name);
      long to = from + file.arrivedBytes().orElse(segments.bytes());
      Instant at = file.storedAt();
      if (!spans.isEmpty() && spans.getLast().to() == from) {
        Span last = spans.removeLast();
        spans.add(new Span(last.first(), name, last.from(), to, last.firstStoredAt(), at));
      } else {
        spans.add(new Span(name, name, from, to, at, at));
      }
    }

    List<Span> all() {
      return List.copyOf(spans);
    }
  }

  /** The timeline, if any file of it is there. */
  public Optional<Timeline> timeline(int id) {
    return timelines.stream().filter(t -> t.id() == id).findFirst();
  }

  /** What is missing on the timeline, ascending. */
  public List<Gap> gaps(int timeline) {
    List<Span> spans = timeline(timeline).map(Timeline::spans).orElse(List.of());
    List<Gap> gaps = new ArrayList<>();
    for (int i = 1; i < spans.size(); i++) {
      long from = spans.get(i - 1).to();
      long to = spans.get(i).from();
      gaps.add(new Gap(segments.name(timeline, from), segments.name(timeline, to - 1), from, to));
    }
    return gaps;
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
    return Course.of(this, timeline, from, target).flatMap(Course::reach);
  }

  /** The same along the latest timeline, as {@code recovery_target_timeline = 'latest'} does. */
  public Optional<Reach> reach(int timeline, long from) {
    return timelines.reversed().stream()
        .map(Timeline::id)
        .filter(id -> Course.of(this, timeline, from, id).isPresent())
        .findFirst()
        .flatMap(id -> reach(timeline, from, id));
  }
}
