package io.salvaguarda.repository.simulation;

import java.util.List;
import java.util.Optional;

/** What can be done with a repository in a simulation. */
public interface Processes {

  /** A backup whose streams have these contents. */
  Actor.Work backup(List<Integer> contents);

  /** Archives these segments, one after the other, as they arrive. */
  Actor.Work wal(List<Integer> segments);

  void deleteWal(int before) throws Exception;

  Actor.Work prune();

  /** Empty when there is no backup. */
  Optional<Actor.Work> restore(int backup) throws Exception;

  void delete(int backup) throws Exception;

  /** Rethrows a failure that a process may not end with. */
  void judge(Throwable failure);
}
