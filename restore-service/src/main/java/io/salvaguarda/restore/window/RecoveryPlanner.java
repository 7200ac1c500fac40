package io.salvaguarda.restore.window;

import io.salvaguarda.postgres.physical.RecoveryTarget;
import io.salvaguarda.repository.wal.WalContinuity;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the way to a recovery's target, or says why there is none. */
public final class RecoveryPlanner {

  private final List<StartingPoint> points;
  private final Map<String, WalContinuity> wal;

  /**
   * @param points of one source
   * @param wal by system identifier
   */
  public RecoveryPlanner(List<StartingPoint> points, Map<String, WalContinuity> wal) {
    this.points =
        points.stream().sorted(Comparator.comparing(StartingPoint::stoppedAt).reversed()).toList();
    this.wal = Map.copyOf(wal);
  }

  /** What can be reached from the backups that are proven, or from all. */
  public RecoveryWindow window(boolean unproven) {
    return new RecoveryWindow(
        points.stream()
            .filter(point -> point.verified() || unproven)
            .flatMap(point -> reachesOf(point).stream())
            .toList());
  }

  public Planned plan(RecoveryWish wish) {
    List<Reach> reaches =
        points.stream().filter(wish::accepts).flatMap(p -> followed(wish, p).stream()).toList();
    return chosen(wish.target(), reaches)
        .<Planned>map(reach -> new Planned.Possible(new RecoveryPlan(reach, wish.target())))
        .orElseGet(() -> refused(wish, reaches));
  }

  private List<Reach> reachesOf(StartingPoint point) {
    return Reach.allOf(point, Optional.ofNullable(wal.get(point.facts().systemId())));
  }

  private List<Reach> followed(RecoveryWish wish, StartingPoint point) {
    List<Reach> reaches = reachesOf(point);
    return reaches.stream().filter(each -> wish.follows(each, reaches.getFirst())).toList();
  }

  /** The less WAL is replayed, the sooner it is done: the newest backup that leads there. */
  private static Optional<Reach> chosen(RecoveryTarget target, List<Reach> reaches) {
    return switch (target) {
      case RecoveryTarget.Consistent consistent -> reaches.stream().findFirst();
      case RecoveryTarget.Latest latest -> farthest(reaches);
      case RecoveryTarget.AtTime at -> first(reaches, reach -> reach.includes(at.time()));
      case RecoveryTarget.AtLsn at ->
          first(ofNewestCluster(reaches), reach -> reach.includes(at.lsn()));
      case RecoveryTarget.AtXid at -> first(ofNewestCluster(reaches), Reach::goesBeyondBackup);
      case RecoveryTarget.AtName at -> first(ofNewestCluster(reaches), Reach::goesBeyondBackup);
    };
  }

  private static Optional<Reach> farthest(List<Reach> newestFirst) {
    return newestFirst.stream()
        .reduce((best, other) -> best.endTime().isBefore(other.endTime()) ? other : best);
  }

  private static Optional<Reach> first(List<Reach> reaches, Predicate<Reach> which) {
    return reaches.stream().filter(which).findFirst();
  }

  /** Positions, transactions and names of one cluster say nothing of another. */
  private static List<Reach> ofNewestCluster(List<Reach> newestFirst) {
    return newestFirst.stream()
        .filter(reach -> systemOf(reach).equals(systemOf(newestFirst.getFirst())))
        .toList();
  }

  private static String systemOf(Reach reach) {
    return reach.start().facts().systemId();
  }

  private Planned refused(RecoveryWish wish, List<Reach> reaches) {
    if (!reaches.isEmpty()) {
      return new Planned.Refused(outside(wish.target()), new RecoveryWindow(reaches));
    }
    String reason =
        points.stream().anyMatch(wish::accepts)
            ? "No backup that may be used is on that timeline."
            : "There is no "
                + (wish.unproven() ? "" : "verified ")
                + "physical backup to start from.";
    return new Planned.Refused(reason, window(wish.unproven()));
  }

  private static String outside(RecoveryTarget target) {
    return switch (target) {
      case RecoveryTarget.AtTime at -> at.time() + " is outside of what can be recovered.";
      case RecoveryTarget.AtLsn at -> at.lsn() + " is outside of what can be recovered.";
      case RecoveryTarget.AtXid at ->
          "No WAL is archived in which transaction " + at.xid() + " could be.";
      case RecoveryTarget.AtName at -> "No WAL is archived in which that point could be.";
      case RecoveryTarget.Latest latest -> "Nothing can be recovered.";
      case RecoveryTarget.Consistent consistent -> "Nothing can be recovered.";
    };
  }
}
