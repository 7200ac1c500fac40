package io.salvaguarda.restore.run;

import java.util.List;

/**
 * What the attempts of one job were about to finish. Kept apart from the server that is restored
 * to, where the last trace of a restore goes with its last step.
 */
public interface FinishLog {

  /**
   * Durable when it returns.
   *
   * @return false when the attempt is the job's no more: then nothing may be finished
   */
  boolean append(Finish finish);

  List<Finish> all();
}
