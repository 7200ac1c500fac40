package io.salvaguarda.backup.copies;

/**
 * What a copy job that succeeded shows as its result.
 *
 * @param figures null when there is nothing to copy from
 */
public record CopyResult(Outcome outcome, CopyFigures figures) {

  /** None of them needs anybody's help. */
  public enum Outcome {
    /** Every backup that is worth it is in the copy. */
    DONE,
    /** No backup was ever made to the repository. */
    NO_REPOSITORY
  }
}
