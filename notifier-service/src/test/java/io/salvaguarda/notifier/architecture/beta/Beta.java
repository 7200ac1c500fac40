package io.salvaguarda.notifier.architecture.beta;

import io.salvaguarda.notifier.architecture.alpha.Alpha;

/** The other half. */
public class Beta {
  public Alpha other() {
    return new Alpha();
  }
}
