package io.salvaguarda.restore.run.adapter;

import io.salvaguarda.restore.window.Reach;
import io.salvaguarda.restore.window.RecoveryPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a physical restore would do. */
@Schema(name = "RecoveryPlan")
record PlanView(
    @Schema(description = "the backup that the recovery starts from") String backupId,
    boolean verified,
    @Schema(description = "from here on every instant is reached") Instant from,
    @Schema(description = "the end of the WAL that leads on from it") Instant to,
    String fromLsn,
    String toLsn,
    int timeline,
    @Schema(description = "size of the backup") long backupBytes,
    @Schema(description = "WAL that is replayed at most") long walBytes,
    @Schema(description = "what would not be in it") String dataLoss,
    @Schema(description = "everything after it is lost; absent when only the recovery can tell")
        Instant lostSince,
    @Schema(description = "from that instant until now") Long lossSeconds,
    @Schema(description = "from the latest restore that was measured; absent before the first")
        Long estimatedSeconds) {

  static PlanView of(RecoveryPlan plan, OptionalLong seconds) {
    Reach reach = plan.reach();
    Instant lost = plan.lostSince().orElse(null);
    return new PlanView(
        plan.start().backupId(),
        plan.start().verified(),
        plan.start().stoppedAt(),
        reach.endTime(),
        plan.start().stop().toString(),
        reach.end().toString(),
        reach.timeline(),
        plan.start().bytes(),
        reach.walBytes(),
        plan.dataLoss(),
        lost,
        lost == null ? null : Math.max(0, Duration.between(lost, Instant.now()).toSeconds()),
        seconds.isPresent() ? seconds.getAsLong() : null);
  }
}
