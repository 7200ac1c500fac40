package io.salvaguarda.backup.wal;

import io.salvaguarda.postgres.replication.Lsn;
import io.salvaguarda.postgres.replication.SystemIdentity;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where streaming begins.
 *
 * @param from the beginning of a segment
 */
record StreamStart(Lsn from, int timeline) {

  /**
   * Goes on where the archive ends, on the newest timeline that it has and that led to the server's
   * present one; earlier when the slot keeps more, which nobody has confirmed. What was archived
   * after a timeline was left belongs to nobody's present. Without an archive, with what the slot
   * keeps, else with what the server writes now.
   *
   * @param archived by timeline, up to where it goes
   * @param slotRestart the first position that the slot keeps
   */
  static StreamStart after(
      Map<Integer, Lsn> archived,
      Lineage lineage,
      SystemIdentity server,
      Optional<Lsn> slotRestart,
      int segmentBytes) {
    Optional<StreamStart> kept =
        slotRestart
            .map(restart -> restart.segmentStart(segmentBytes))
            .map(from -> new StreamStart(from, lineage.timelineOf(from)));
    List<Lineage.Branch> branches = lineage.branches();
    for (int i = branches.size() - 1; i >= 0; i--) {
      Lineage.Branch branch = branches.get(i);
      Lsn end = archived.get(branch.timeline());
      if (end == null) {
        continue;
      }
      boolean beyondItsEnd = branch.leftAt().map(leftAt -> leftAt.isBefore(end)).orElse(false);
      StreamStart goingOn =
          beyondItsEnd
              ? new StreamStart(
                  branch.leftAt().get().segmentStart(segmentBytes), branches.get(i + 1).timeline())
              : new StreamStart(end, branch.timeline());
      return kept.filter(slot -> slot.from().isBefore(goingOn.from())).orElse(goingOn);
    }
    Lsn now = server.position().segmentStart(segmentBytes);
    return kept.orElseGet(() -> new StreamStart(now, lineage.timelineOf(now)));
  }
}
