package io.salvaguarda.repository.simulation;

import java.time.Duration;
import java.util.List;

/** Something that happens in a schedule. Numbers that pick something wrap around. */
public sealed interface Event {

  /** A backup of streams with these contents begins. */
  record BackupBegins(List<Integer> contents) implements Event {}

  /** One begins to archive segments, each first in part. */
  record WalBegins(List<Integer> segments) implements Event {}

  /** Retention deletes what is before a segment. */
  record WalDeleted(int before) implements Event {}

  record PruneBegins() implements Event {}

  /** The restore of a backup begins. */
  record RestoreBegins(int backup) implements Event {}

  /** Retention deletes a backup. */
  record BackupDeleted(int backup) implements Event {}

  /** A process goes on for some requests. */
  record GoesOn(int process, int requests) implements Event {}

  /** A process goes on to its end, or for a hundred requests. */
  record GoesThrough(int process) implements Event {}

  record Dies(int process) implements Event {}

  record LosesDelete(int process) implements Event {}

  record LateRequestsArrive() implements Event {}

  record TimePasses(Duration duration) implements Event {}
}
