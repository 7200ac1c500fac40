package io.salvaguarda.restore.window.adapter;

/** Who may fetch WAL. */
public final class WalAccess {

  private WalAccess() {}

  /** The role of a token that a recovery of ours gets: good for one cluster only. */
  public static String roleFor(String sourceId, String systemId) {
    return "wal " + sourceId + " " + systemId;
  }
}
