package io.salvaguarda.notifier.notice;

/** Which kind of backup an id is of: {@code <source>/<kind>/<label>}. */
final class Kinds {

  private static final String PHYSICAL = "/physical/";

  private Kinds() {}

  static boolean isPhysical(String backupId) {
    return backupId.contains(PHYSICAL);
  }
}
