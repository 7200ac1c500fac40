package io.salvaguarda.restore.window;

import io.salvaguarda.postgres.physical.RecoveryTarget;
import io.salvaguarda.postgres.physical.RecoveryTimeline;
import java.util.Optional;

/**
 * What somebody wants to have back.
 *
 * @param backupId where to start; empty: from the newest backup that leads there
 * @param unproven whether a backup that was not proven will do
 */
public record RecoveryWish(
    Optional<String> backupId, boolean unproven, RecoveryTarget target, RecoveryTimeline timeline) {

  boolean accepts(StartingPoint point) {
    return backupId.map(point.backupId()::equals).orElse(true) && (point.verified() || unproven);
  }

  /** Of a backup's reaches, the newest timeline first. */
  boolean follows(Reach reach, Reach newest) {
    return switch (timeline) {
      case RecoveryTimeline.Latest latest -> reach.equals(newest);
      case RecoveryTimeline.Current current -> reach.timeline() == reach.start().timeline();
      case RecoveryTimeline.Numbered numbered -> reach.timeline() == numbered.timeline();
    };
  }
}
