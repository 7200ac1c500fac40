package io.salvaguarda.restore.window.adapter;

import io.salvaguarda.restore.window.RecoveryWindow;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** To which instants a source can be recovered, as REST shows it. */
@Schema(name = "RecoveryWindow")
public record RecoveryWindowView(
    String source,
    @Schema(description = "the newest first; empty: no physical backup to start from")
        List<Range> ranges) {

  /** Instants without a gap. */
  @Schema(name = "RecoveryRange")
  public record Range(
      Instant from,
      @Schema(description = "when the last of it was archived: later commits are not in it")
          Instant to,
      @Schema(examples = "0/3000100") String fromLsn,
      String toLsn,
      int timeline,
      String systemId,
      @Schema(description = "WAL is missing where it ends, and some that comes later is there")
          boolean broken) {

    private static Range of(RecoveryWindow.Range range) {
      return new Range(
          range.from(),
          range.to(),
          range.fromLsn().toString(),
          range.toLsn().toString(),
          range.timeline(),
          range.systemId(),
          range.broken());
    }
  }

  public static RecoveryWindowView of(String source, RecoveryWindow window) {
    return new RecoveryWindowView(source, window.ranges().stream().map(Range::of).toList());
  }
}
