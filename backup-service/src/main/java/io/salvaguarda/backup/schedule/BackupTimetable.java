package io.salvaguarda.backup.schedule;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.kit.schedule.DueTime;
import io.salvaguarda.kit.schedule.Schedule;
import io.salvaguarda.kit.schedule.Timetable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** When logical backups are due: each source, by its plan. */
@ApplicationScoped
public class BackupTimetable implements Timetable {

  /** Its name. */
  public static final String NAME = "logical-backup";

  private final DueBackups backups;

  BackupTimetable(DueBackups backups) {
    this.backups = backups;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Schedule> entries() {
    return backups.entries(BackupKind.LOGICAL);
  }

  @Override
  public Uni<Void> due(Mutiny.Session session, DueTime due) {
    return backups.ask(session, BackupKind.LOGICAL, due);
  }
}
