package io.salvaguarda.repository.prune;

/** What prune does with a chunk that is or was in no backup, and why. */
public enum Fate {
  DELETED("in no backup for the whole grace"),
  LOCKED("in no backup for the whole grace, but its object is locked; tried again a grace later"),
  WAITING("in no backup; its grace is not over"),
  MARKED("in no backup; its grace begins now"),
  YOUNG("in no backup, but stored so short a time ago that one may be under way"),
  NEEDED_AGAIN("was marked, but a backup needs it again"),
  STORED_AGAIN("was marked, but has been stored again since, for a backup that may be under way"),
  GONE("was marked, but is gone already");

  private final String why;

  Fate(String why) {
    this.why = why;
  }

  /** For people; no full stop. */
  public String why() {
    return why;
  }
}
