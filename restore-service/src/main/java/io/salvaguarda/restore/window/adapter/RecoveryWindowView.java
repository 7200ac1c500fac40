package io.salvaguarda.restore.window.adapter;

import io.salvaguarda.restore.window.LastProof;
import io.salvaguarda.restore.window.RecoveryWindow;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** To which instants a source can be recovered, as REST shows it. */
@Schema(name = "RecoveryWindow")
public record RecoveryWindowView(
    String source,
    @Schema(description = "the newest first; empty: no physical backup to start from")
        List<Range> ranges,
    @Schema(description = "absent when no instant was ever proven") Proof lastProof,
    @Schema(description = "why a later proof failed; absent when none did") Doubt doubt) {

  /** A recovery to a random instant of the window. */
  @Schema(name = "RecoveryWindowProof")
  public record Proof(
      Instant provenAt,
      @Schema(description = "the instant that was recovered to") Instant target,
      @Schema(description = "what the recovered cluster showed: its heartbeat or last commit")
          Instant reachedAt,
      boolean heartbeat,
      String backupId) {}

  /** One that failed. */
  @Schema(name = "RecoveryWindowDoubt")
  public record Doubt(Instant at, String reason) {}

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

  public static List<Range> rangesOf(RecoveryWindow window) {
    return window.ranges().stream().map(Range::of).toList();
  }

  static RecoveryWindowView of(String source, RecoveryWindow window, LastProof last) {
    return new RecoveryWindowView(
        source,
        rangesOf(window),
        last.proven()
            .map(
                proof ->
                    new Proof(
                        proof.provenAt(),
                        proof.target(),
                        proof.reachedAt(),
                        proof.heartbeat(),
                        proof.backupId()))
            .orElse(null),
        last.refuted().map(doubt -> new Doubt(doubt.at(), doubt.reason())).orElse(null));
  }
}
