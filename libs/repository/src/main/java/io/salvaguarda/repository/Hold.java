package io.salvaguarda.repository;

import java.time.Instant;
import java.util.Objects;

/**
 * A backup that must not be deleted, whatever a plan says. It is kept beside the manifest, so that
 * the repository alone knows it.
 */
public sealed interface Hold {

  /** In words: who holds the backup, and why. */
  String text();

  /**
   * Somebody placed it.
   *
   * @param by who: the name of an API token or of a person, at most {@link #LONGEST_BY} characters
   * @param reason at most {@link #LONGEST_REASON} characters
   */
  record Placed(String by, String reason, Instant since) implements Hold {

    public static final int LONGEST_BY = 200;
    public static final int LONGEST_REASON = 500;

    public Placed {
      require("by", by, LONGEST_BY);
      require("reason", reason, LONGEST_REASON);
      Objects.requireNonNull(since);
    }

    private static void require(String name, String value, int longest) {
      if (value.isBlank() || value.length() > longest) {
        throw new IllegalArgumentException(name + " must have 1 to " + longest + " characters");
      }
    }

    @Override
    public String text() {
      return "held by " + by + ": " + reason;
    }
  }

  /** There is a hold, but what it says is lost. It counts: every doubt keeps a backup. */
  record Unreadable(String why) implements Hold {

    @Override
    public String text() {
      return "held, but the hold cannot be read: " + why;
    }
  }
}
