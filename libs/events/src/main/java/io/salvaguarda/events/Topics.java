package io.salvaguarda.events;

import java.util.List;

/** The topics: one for each kind of thing that facts are about. A public API. */
public final class Topics {
  public static final String BACKUP = "salvaguarda.backup";
  public static final String VERIFICATION = "salvaguarda.verification";
  public static final String RESTORE = "salvaguarda.restore";
  public static final String STORAGE = "salvaguarda.storage";
  public static final String INCIDENT = "salvaguarda.incident";

  /** Every topic that carries events; dead-letter topics are not among them. */
  public static final List<String> ALL = List.of(BACKUP, VERIFICATION, RESTORE, STORAGE, INCIDENT);

  private Topics() {}

  /** The topic that carries this event. */
  public static String of(SuiteEvent event) {
    return switch (event) {
      case BackupEvent backup -> BACKUP;
      case VerificationEvent verification -> VERIFICATION;
      case RestoreEvent restore -> RESTORE;
      case StorageEvent storage -> STORAGE;
      case IncidentEvent incident -> INCIDENT;
    };
  }

  /** Where the named service puts records of the topic that it cannot handle. */
  public static String deadLetter(String topic, String service) {
    return topic + "." + service + ".dlq";
  }
}
