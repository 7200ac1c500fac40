package io.salvaguarda.cli;

/** What a state's word means to who reads it, as a colour. */
enum Tone {
  GOOD("\u001b[32m"),
  UNSURE("\u001b[33m"),
  BAD("\u001b[31m"),
  PLAIN("");

  private static final String RESET = "\u001b[0m";

  private final String start;

  Tone(String start) {
    this.start = start;
  }

  /** A state as the services name it; every other word is plain. */
  static Tone of(String state) {
    return switch (state) {
      case "VERIFIED", "PASSED", "SUCCEEDED", "DELIVERED", "WORKS" -> GOOD;
      case "UNVERIFIED",
          "INCONCLUSIVE",
          "WARNING",
          "QUEUED",
          "RUNNING",
          "PENDING",
          "CANCELLED",
          "TROUBLED" ->
          UNSURE;
      case "FAILED", "QUARANTINED", "CRITICAL", "DEAD", "GONE", "MISSING" -> BAD;
      default -> PLAIN;
    };
  }

  String paint(String text) {
    return this == PLAIN ? text : start + text + RESET;
  }
}
