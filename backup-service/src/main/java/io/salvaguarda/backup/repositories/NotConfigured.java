package io.salvaguarda.backup.repositories;

import io.salvaguarda.events.ErrorClass;
import io.salvaguarda.events.Failure;
import io.salvaguarda.events.FailureKind;
import java.util.List;

/** A repository that left the configuration while a job of it waited. */
public final class NotConfigured {

  private NotConfigured() {}

  /** The job's failure. */
  public static Failure of(String repository) {
    return new Failure(
        FailureKind.TERMINAL,
        ErrorClass.CONFIGURATION,
        "Repository " + repository + " is no longer in salvaguarda.yaml.",
        "Put repositories." + repository + " back, or resolve the incident.",
        List.of());
  }
}
