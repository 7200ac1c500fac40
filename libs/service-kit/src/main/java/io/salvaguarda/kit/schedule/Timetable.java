package io.salvaguarda.kit.schedule;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** One thing that a service does at times, for several keys. One bean per thing. */
public interface Timetable {

  /** Unique in the service and the same in every release: its rows are found by it. */
  String name();

  /** When it is due, by key: a source or a plan. Asked for about once a minute. */
  Map<String, Schedule> entries();

  /**
   * Milliseconds of work, usually enqueuing a job, in the transaction that moves the entry on: both
   * or neither. After a failure it is called again with the same due time.
   */
  Uni<Void> due(Mutiny.Session session, DueTime due);
}
