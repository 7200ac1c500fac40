package io.salvaguarda.repository;

import java.util.ArrayList;
import java.util.List;

/**
 * What came of copying archived WAL.
 *
 * @param files that are in the copy since
 * @param newChunks chunks that were not there yet
 * @param newBytes size of their objects
 * @param damaged files that cannot be had back whole, and why; they are not copied
 */
public record WalCopied(long files, long newChunks, long newBytes, List<String> damaged) {

  static final WalCopied NONE = new WalCopied(0, 0, 0, List.of());

  public WalCopied {
    damaged = List.copyOf(damaged);
  }

  WalCopied and(WalCopied more) {
    List<String> all = new ArrayList<>(damaged);
    all.addAll(more.damaged);
    return new WalCopied(
        files + more.files, newChunks + more.newChunks, newBytes + more.newBytes, all);
  }
}
