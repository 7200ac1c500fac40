package io.salvaguarda.notifier.notice;

/**
 * What kept a notice back.
 *
 * @param name the reason of the silence, the window, the team or the repository
 */
public record HeldBy(Kind kind, String name) {
  /** What sort of thing. */
  public enum Kind {
    SILENCE,
    MAINTENANCE,
    QUIET_HOURS,
    OUTAGE
  }

  /** As kept in a row. */
  public String text() {
    return kind + " " + name;
  }

  /** From {@link #text()}. */
  public static HeldBy of(String text) {
    int gap = text.indexOf(' ');
    return new HeldBy(Kind.valueOf(text.substring(0, gap)), text.substring(gap + 1));
  }
}
