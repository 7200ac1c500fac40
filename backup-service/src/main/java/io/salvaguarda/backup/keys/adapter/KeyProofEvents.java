package io.salvaguarda.backup.keys.adapter;

import io.salvaguarda.backup.keys.KeyProofResult;
import io.salvaguarda.backup.keys.RecipientProof;
import io.salvaguarda.events.OverdueKey;
import io.salvaguarda.events.RepositoryKeyProofOverdue;
import io.salvaguarda.events.RepositoryKeysProven;
import io.salvaguarda.events.StorageEvent;
import io.salvaguarda.kit.jobs.Job;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What is told of a look at a repository's keys. */
final class KeyProofEvents {

  private KeyProofEvents() {}

  /**
   * @param result of a repository that exists, and so has a recipient
   */
  static StorageEvent of(Job job, String repository, KeyProofResult result, Instant now) {
    List<OverdueKey> overdue = result.overdue().stream().map(KeyProofEvents::overdue).toList();
    if (!overdue.isEmpty()) {
      return new RepositoryKeyProofOverdue(job.id(), job.sourceId(), repository, overdue, now);
    }
    Instant nextDue =
        result.recipients().stream()
            .map(RecipientProof::dueAt)
            .min(Comparator.naturalOrder())
            .orElse(now);
    return new RepositoryKeysProven(
        job.id(), job.sourceId(), repository, result.recipients().size(), nextDue, now);
  }

  private static OverdueKey overdue(RecipientProof proof) {
    return new OverdueKey(proof.recipient(), proof.kind(), proof.provenAt(), proof.dueAt());
  }
}
