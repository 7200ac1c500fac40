package io.salvaguarda.repository;

import java.util.List;

/** What came of a change of recipients. */
public sealed interface KeyChange {

  /**
   * It is done, and durable.
   *
   * @param recipients all of them, as they are now
   */
  record Changed(List<RecipientInfo> recipients) implements KeyChange {}

  /**
   * Nothing was changed.
   *
   * @param message for people
   */
  record Refused(Reason reason, String message) implements KeyChange {}

  /** Why not. */
  enum Reason {
    /** Another recipient has the name. */
    NAME_TAKEN,
    /** No recipient has the name. */
    NO_SUCH_NAME,
    /** Without it nobody could open the repository. */
    LAST_ONE,
    /**
     * It is the one that opened the repository now, and nobody said that it may go all the same.
     */
    IN_USE,
    /** The new secret opens the repository already. */
    KNOWN_SECRET,
    /** There are as many as repository.json may hold. */
    TOO_MANY,
    /** Others kept changing recipients at the same time. */
    BUSY
  }
}
