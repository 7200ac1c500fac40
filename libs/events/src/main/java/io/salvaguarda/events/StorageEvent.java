package io.salvaguarda.events;

/**
 * What was seen of the volumes and repositories that the suite writes to, and what came of their
 * upkeep. Topic {@link Topics#STORAGE}.
 */
public sealed interface StorageEvent extends SuiteEvent
    permits StorageLow,
        StorageRecovered,
        StorageMeasured,
        RepositoryPruned,
        RepositoryPruneFailed,
        RepositoryCopied,
        RepositoryCopyFailed,
        RepositoryKeysProven,
        RepositoryKeyProofOverdue,
        RepositoryKeyProofFailed {}
