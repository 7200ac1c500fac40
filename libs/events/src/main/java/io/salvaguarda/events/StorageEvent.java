package io.salvaguarda.events;

/**
 * What was seen of the volumes and stores that the suite writes to. Topic {@link Topics#STORAGE}.
 */
public sealed interface StorageEvent extends SuiteEvent permits StorageLow {}
