package io.salvaguarda.notifier.silence;

import io.salvaguarda.config.Glob;
import io.salvaguarda.notifier.notice.Cause;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody does not want to hear of some trouble for a time.
 *
 * @param kind absent: any
 */
public record Silence(
    UUID id,
    Glob sources,
    Optional<Cause> kind,
    Instant beginsAt,
    Instant endsAt,
    String reason,
    String createdBy) {

  /** Whether trouble of this source and cause is not to be told at this instant. */
  public boolean covers(String sourceId, Cause cause, Instant at) {
    return !at.isBefore(beginsAt)
        && at.isBefore(endsAt)
        && sources.matches(sourceId)
        && kind.filter(each -> each != cause).isEmpty();
  }
}
