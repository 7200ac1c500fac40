package io.salvaguarda.config;

/** How a source's write-ahead log comes into the repository. */
public enum WalMode {
  /** Not at all: only whole backups can be restored. */
  NONE("none"),
  /** Fetched from the server as it is written, through a replication slot. */
  STREAM("stream"),
  /** Sent by the server's {@code archive_command}, a segment at a time. */
  PUSH("push");

  private final String word;

  WalMode(String word) {
    this.word = word;
  }

  /** As the configuration spells it. */
  public String word() {
    return word;
  }
}
