package io.salvaguarda.restore.run;

import java.util.List;

/**
 * What a restore came to.
 *
 * @param targetDatabase where the data is now
 * @param previousDatabase the name that the replaced database has now; null when none was
 * @param bytes read from the backup
 * @param notes what is not as in the source, for people
 */
public record RestoreResult(
    String backupId,
    String targetDatabase,
    boolean swapped,
    String previousDatabase,
    long bytes,
    long millis,
    String dataLoss,
    List<String> notes) {}
