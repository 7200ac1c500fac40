package io.salvaguarda.backup.wal;

import java.io.IOException;

/** The server is not the cluster that is archived for its source. */
public final class OtherCluster extends IOException {

  private static final long serialVersionUID = 1L;

  OtherCluster(String found, String archived) {
    super("the server is cluster " + found + ", but cluster " + archived + " is archived");
  }
}
