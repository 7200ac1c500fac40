package io.salvaguarda.backup.schedule;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.kit.schedule.DueTime;
import io.salvaguarda.kit.schedule.Schedule;
import io.salvaguarda.kit.schedule.Timetable;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** When physical backups are due: each source that can have them, by its plan. */
@ApplicationScoped
public class PhysicalBackupTimetable implements Timetable {

  /** Its name. */
  public static final String NAME = "physical-backup";

  private final DueBackups backups;

  PhysicalBackupTimetable(DueBackups backups) {
    this.backups = backups;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, Schedule> entries() {
    return backups.entries(BackupKind.PHYSICAL);
  }

  @Override
  public Uni<Void> due(Mutiny.Session session, DueTime due) {
    return backups.ask(session, BackupKind.PHYSICAL, due);
  }
}
