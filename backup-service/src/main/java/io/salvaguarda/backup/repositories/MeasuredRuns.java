package io.salvaguarda.backup.repositories;

import java.time.Instant;
import java.util.Map;

/** Work of which it is shown when it last came to its end. */
public interface MeasuredRuns {

  /** The job kind. */
  String kind();

  /**
   * @param lasts by exclusive key, without those that never did; empty when the database is away
   */
  void ended(Map<String, Instant> lasts);
}
