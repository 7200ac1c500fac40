package io.salvaguarda.restore.window;

/** What came of looking for a way to a recovery's target. */
public sealed interface Planned {

  record Possible(RecoveryPlan plan) implements Planned {}

  /**
   * There is none.
   *
   * @param reason one sentence for people, without the window
   * @param window what can be reached
   */
  record Refused(String reason, RecoveryWindow window) implements Planned {

    /** With the window, for people. */
    public String text() {
      return reason + " What can be reached: " + window.text() + ".";
    }
  }
}
