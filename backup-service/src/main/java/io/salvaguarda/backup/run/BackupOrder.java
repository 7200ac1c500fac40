package io.salvaguarda.backup.run;

import io.salvaguarda.config.Plan;
import io.salvaguarda.config.PostgresSource;
import io.salvaguarda.repository.BackupId;
import java.time.Instant;
import java.util.UUID;

/**
 * What is to be backed up, as what.
 *
 * @param jobId the manifest says whose it is, so that a second attempt knows its own
 * @param startedAt when the job's first attempt began
 */
public record BackupOrder(
    BackupId id, PostgresSource source, Plan plan, UUID jobId, int attempt, Instant startedAt) {}
