package io.salvaguarda.notifier.absence;

import io.salvaguarda.config.CronSchedule;
import io.salvaguarda.config.Plan;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.config.SuiteConfig;
import io.salvaguarda.config.WalMode;
import io.salvaguarda.events.BackupKind;
import java.util.ArrayList;
import java.util.List;

/** Everything that the plans want of the sources, as the services read them. */
public final class DueList {

  private DueList() {}

  public static List<Due> of(SuiteConfig config, Allowances allowances) {
    List<Due> all = new ArrayList<>();
    for (PostgresSource source : config.sources().values()) {
      Plan plan = config.planOf(source);
      OfSource due = new OfSource(source, plan, allowances, all);
      due.of(BackupKind.LOGICAL, plan.logical());
      if (source.replication().isPresent()) {
        due.of(BackupKind.PHYSICAL, plan.physical());
      }
      if (source.wal() != WalMode.NONE) {
        plan.windowProof().ifPresent(cron -> due.add(Awaited.WINDOW_PROOF, "", cron));
      }
    }
    return List.copyOf(all);
  }

  private record OfSource(PostgresSource source, Plan plan, Allowances allowances, List<Due> all) {

    void of(BackupKind kind, CronSchedule backups) {
      add(Awaited.BACKUP, Expectation.about(kind), backups);
      add(Awaited.VERIFICATION, Expectation.about(kind), plan.verification().schedule());
      plan.drill().ifPresent(cron -> add(Awaited.DRILL, Expectation.about(kind), cron));
    }

    void add(Awaited what, String about, CronSchedule cron) {
      all.add(new Due(what, source.id(), about, cron, plan.timezone(), allowances.of(what, plan)));
    }
  }
}
