package io.salvaguarda.events;

/** What a notice says. */
public enum NoticeType {
  /** Something failed or did not happen. */
  PROBLEM,
  /** The problem is over. */
  RESOLVED
}
