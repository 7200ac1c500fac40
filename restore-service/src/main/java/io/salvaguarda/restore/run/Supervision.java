package io.salvaguarda.restore.run;

import io.salvaguarda.access.StopOrder;

/** What a restore tells the one who runs it, and how that one stops it. */
public interface Supervision extends StopOrder {

  void progress(RestoreProgress latest);
}
