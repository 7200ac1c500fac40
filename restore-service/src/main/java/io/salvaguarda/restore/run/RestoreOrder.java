package io.salvaguarda.restore.run;

import io.salvaguarda.events.BackupKind;
import io.salvaguarda.events.RestoreTarget;

/** What every restore knows of itself when it is asked for. */
public interface RestoreOrder {

  String backupId();

  BackupKind kind();

  /** The repository's key in salvaguarda.yaml. */
  String repository();

  String team();

  /** Where it goes, as it is told. */
  RestoreTarget place();
}
