package io.salvaguarda.local.demo;

import io.salvaguarda.local.stack.LocalStack;

/** What every step works with. */
record Scene(
    LocalStack stack, Stage stage, Rest rest, Timeline timeline, Notices notices, Figures figures) {
  /** The source's key in salvaguarda.yaml. */
  static final String SOURCE = "testdb";

  Jobs jobs() {
    return new Jobs(rest);
  }
}
