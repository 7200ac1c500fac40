package io.salvaguarda.repository;

/** A backup and what holds it. */
public record HeldBackup(BackupId id, Hold hold) {}
