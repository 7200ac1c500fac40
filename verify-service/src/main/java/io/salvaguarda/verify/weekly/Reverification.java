package io.salvaguarda.verify.weekly;

import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.events.VerificationTrigger;
import io.salvaguarda.kit.schedule.DueTime;
import io.salvaguarda.kit.schedule.Schedule;
import io.salvaguarda.kit.schedule.Timetable;
import io.salvaguarda.verify.catalog.KnownBackup;
import io.salvaguarda.verify.catalog.KnownBackups;
import io.salvaguarda.verify.run.PlanRules;
import io.salvaguarda.verify.run.VerificationQueue;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** At a plan's time, asks for the verification of all its retained, non-quarantined backups. */
@ApplicationScoped
class Reverification implements Timetable {

  private static final Logger LOG = Logger.getLogger(Reverification.class);

  private final Map<String, Schedule> entries;
  private final KnownBackups backups;
  private final VerificationQueue queue;
  private final PlanRules plans;

  Reverification(
      SuiteConfig config, KnownBackups backups, VerificationQueue queue, PlanRules plans) {
    this.entries =
        config.plans().values().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    plan -> plan.name(),
                    plan -> new Schedule(plan.verification().schedule(), plan.timezone())));
    this.backups = backups;
    this.queue = queue;
    this.plans = plans;
  }

  @Override
  public String name() {
    return "reverification";
  }

  @Override
  public Map<String, Schedule> entries() {
    return entries;
  }

  @Override
  public Uni<Void> due(Mutiny.Session session, DueTime due) {
    return backups.retained(session).chain(retained -> askForAll(session, due, retained));
  }

  private Uni<Void> askForAll(Mutiny.Session session, DueTime due, List<KnownBackup> retained) {
    List<KnownBackup> ofPlan =
        retained.stream()
            .filter(b -> plans.planOf(b.sourceId(), b.plan()).name().equals(due.key()))
            .toList();
    LOG.infof("event=reverification.due plan=%s backups=%d", due.key(), ofPlan.size());
    Uni<Void> all = Uni.createFrom().voidItem();
    for (KnownBackup backup : ofPlan) {
      all = all.chain(() -> queue.ask(session, backup, asker(due, backup)).replaceWithVoid());
    }
    return all;
  }

  /** Many may wait for one another; the next due time would ask for the rest anew. */
  private static VerificationQueue.Asker asker(DueTime due, KnownBackup backup) {
    return new VerificationQueue.Asker(
        VerificationTrigger.SCHEDULE,
        "schedule",
        "schedule/" + due.key() + "/" + due.at() + "/" + backup.backupId(),
        Duration.between(due.at(), due.next()));
  }
}
