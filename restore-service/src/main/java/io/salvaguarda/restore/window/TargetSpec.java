package io.salvaguarda.restore.window;

import io.salvaguarda.postgres.physical.RecoveryTarget;
import io.salvaguarda.postgres.physical.RecoveryTimeline;
import io.salvaguarda.postgres.replication.Lsn;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A recovery's target as it is written in JSON: exactly one of the first six.
 *
 * @param time ISO 8601 with its offset
 * @param lsn {@code X/X}
 * @param xid a transaction's number
 * @param name of a point that pg_create_restore_point made
 * @param latest true: to the end of the archived WAL
 * @param consistent true: no further than the backup's end
 * @param inclusive whether what is at the target is kept; true by default
 * @param timeline {@code latest}, the default; {@code current}: the backup's own; or a number
 */
public record TargetSpec(
    String time,
    String lsn,
    Long xid,
    String name,
    Boolean latest,
    Boolean consistent,
    Boolean inclusive,
    String timeline) {

  /** A field that is not right. */
  public static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String field;
    private final String value;

    private Wrong(String field, Object value, String right) {
      super(right);
      this.field = field;
      this.value = value == null ? null : String.valueOf(value);
    }

    public String field() {
      return field;
    }

    /** As given; null when it is missing. */
    public String value() {
      return value;
    }
  }

  /**
   * @throws Wrong with what would be right
   */
  public RecoveryTarget target() {
    long given =
        Stream.of(time, lsn, xid, name, latest, consistent).filter(Objects::nonNull).count();
    if (given != 1 || Boolean.FALSE.equals(latest) || Boolean.FALSE.equals(consistent)) {
      throw new Wrong(
          "target",
          null,
          "exactly one of time, lsn, xid, name, \"latest\": true, \"consistent\": true");
    }
    if (inclusive != null && time == null && lsn == null && xid == null) {
      throw new Wrong("target.inclusive", inclusive, "left out: it is for time, lsn and xid");
    }
    boolean keeps = !Boolean.FALSE.equals(inclusive);
    if (time != null) {
      return new RecoveryTarget.AtTime(instant(), keeps);
    }
    if (lsn != null) {
      return right("lsn", lsn, "X/X", () -> new RecoveryTarget.AtLsn(Lsn.parse(lsn), keeps));
    }
    if (xid != null) {
      String what = "a transaction's number from 3 to 4294967295, without its epoch";
      return right("xid", xid, what, () -> new RecoveryTarget.AtXid(xid, keeps));
    }
    return name != null
        ? right("name", name, "a name of 1 to 63 bytes", () -> new RecoveryTarget.AtName(name))
        : atAnEnd();
  }

  private RecoveryTarget atAnEnd() {
    return latest != null ? new RecoveryTarget.Latest() : new RecoveryTarget.Consistent();
  }

  private Instant instant() {
    try {
      return OffsetDateTime.parse(time).toInstant();
    } catch (DateTimeException e) {
      throw new Wrong("target.time", time, "a time with its offset, such as 2026-01-31T14:02:00Z");
    }
  }

  private static <T> T right(String field, Object value, String right, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new Wrong("target." + field, value, right);
    }
  }

  /**
   * @throws Wrong with what would be right
   */
  public RecoveryTimeline followed() {
    if (timeline == null || timeline.equals("latest")) {
      return new RecoveryTimeline.Latest();
    }
    if (timeline.equals("current")) {
      return new RecoveryTimeline.Current();
    }
    try {
      return new RecoveryTimeline.Numbered(Integer.parseInt(timeline));
    } catch (IllegalArgumentException e) {
      throw new Wrong("target.timeline", timeline, "\"latest\", \"current\" or a number from 1");
    }
  }
}
