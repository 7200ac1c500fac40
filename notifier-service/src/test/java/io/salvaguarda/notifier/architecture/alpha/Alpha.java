package io.salvaguarda.notifier.architecture.alpha;

import io.salvaguarda.notifier.architecture.beta.Beta;

/** One half of a cycle that the rule must find. */
public class Alpha {
  public Beta other() {
    return new Beta();
  }
}
