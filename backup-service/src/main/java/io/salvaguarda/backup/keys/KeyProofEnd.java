package io.salvaguarda.backup.keys;

import io.salvaguarda.events.Failure;
import java.util.List;

/** How proving a repository's keys ended, if the store worked. */
public sealed interface KeyProofEnd {

  /**
   * All keys that are here open it.
   *
   * @param recipients all of them, also those whose keys are elsewhere
   */
  record Looked(List<RecipientProof> recipients) implements KeyProofEnd {
    public Looked {
      recipients = List.copyOf(recipients);
    }
  }

  /** A key that is here does not open it. */
  record NotProven(Failure failure) implements KeyProofEnd {}

  /** No backup was ever made to the repository. */
  record NoRepository() implements KeyProofEnd {}
}
