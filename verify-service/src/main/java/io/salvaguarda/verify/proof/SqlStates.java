package io.salvaguarda.verify.proof;

/** What a SQLSTATE from a throwaway cluster says about the backup in it. */
final class SqlStates {

  private SqlStates() {}

  /** data_corrupted, index_corrupted. */
  static boolean isDamage(String state) {
    return state.equals("XX001") || state.equals("XX002");
  }

  /** Connection lost, resources, operator intervention, files, internal: the server's trouble. */
  static boolean isServers(String state) {
    return state.startsWith("08")
        || state.startsWith("53")
        || state.startsWith("57")
        || state.startsWith("58")
        || state.startsWith("XX");
  }
}
