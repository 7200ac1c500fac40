package io.salvaguarda.notifier.notice;

import io.salvaguarda.events.NoticeType;

/** What a notice says, by the names that rows and REST have for it. */
public enum NoticeSort {
  PROBLEM,
  RESOLVED,
  TEST,
  REPORT,
  /** Not for people: an event, for a subscription. */
  EVENT;

  /** As events call what is said of an incident. */
  public NoticeType ofIncident() {
    return this == RESOLVED ? NoticeType.RESOLVED : NoticeType.PROBLEM;
  }
}
