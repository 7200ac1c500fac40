package io.salvaguarda.verify.proof;

import io.salvaguarda.access.StopOrder;
import io.salvaguarda.events.Level;

/** What a proof tells the one who runs it, and how that one stops it. */
public interface Supervision extends StopOrder {

  /**
   * @param level the one being proven
   * @param doneBytes of {@code totalBytes}; both 0 where bytes say nothing
   */
  void at(Level level, Phase phase, long doneBytes, long totalBytes);
}
