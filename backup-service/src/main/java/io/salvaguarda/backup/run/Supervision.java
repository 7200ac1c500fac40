package io.salvaguarda.backup.run;

import io.salvaguarda.access.StopOrder;

/** What a backup tells the one who runs it, and how that one stops it. */
public interface Supervision extends StopOrder {

  void progress(BackupProgress latest);
}
