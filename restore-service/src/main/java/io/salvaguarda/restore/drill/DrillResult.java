package io.salvaguarda.restore.drill;

import io.salvaguarda.events.DrillStep;
import java.time.Instant;
import java.util.List;

/**
 * What a drill came to.
 *
 * @param recoveryMillis from its beginning to a restored database that answers
 * @param reachedAt the last instant whose data is shown to be there
 * @param lossMillis how long before the drill's beginning that was
 * @param bytes read from the backup
 * @param walBytes that were replayed at most; 0 of a logical backup
 * @param notes what is not as in the source, for people
 */
public record DrillResult(
    String backupId,
    long recoveryMillis,
    List<DrillStep> steps,
    Instant reachedAt,
    long lossMillis,
    long bytes,
    long walBytes,
    List<String> notes) {

  public DrillResult {
    steps = List.copyOf(steps);
    notes = List.copyOf(notes);
  }
}
