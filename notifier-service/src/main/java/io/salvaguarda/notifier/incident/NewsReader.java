package io.salvaguarda.notifier.incident;

import io.salvaguarda.events.BackupEvent;
import io.salvaguarda.events.IncidentEvent;
import io.salvaguarda.events.RestoreEvent;
import io.salvaguarda.events.StorageEvent;
import io.salvaguarda.events.SuiteEvent;
import io.salvaguarda.events.VerificationEvent;

/** Says of every event what it means. A new event type does not compile until it has a meaning. */
public final class NewsReader {

  private NewsReader() {}

  public static News read(SuiteEvent event) {
    return switch (event) {
      case BackupEvent backup -> BackupNews.read(backup);
      case VerificationEvent verification -> VerificationNews.read(verification);
      case RestoreEvent restore -> RestoreNews.read(restore);
      case StorageEvent storage -> StorageNews.read(storage);
      case IncidentEvent incident -> EventNews.read(incident);
    };
  }
}
