package io.salvaguarda.postgres.restore;

import io.salvaguarda.postgres.Side;
import java.util.Optional;

/**
 * How an archive is restored.
 *
 * @param side a throwaway cluster's trouble is inconclusive, a target's is a failed restore
 * @param owners false: everything belongs to the connecting user, and grants are left out
 * @param approximate the database's locale is not the source's: what fails then is inconclusive
 * @param list a table of contents cut down to what is wanted; empty: everything
 * @param section of what the archive holds; empty: all sections
 */
public record RestoreOptions(
    Side side,
    boolean owners,
    boolean approximate,
    Optional<String> list,
    Optional<Section> section) {

  /** What comes before rows can be filled in, the rows, and what comes after them. */
  public enum Section {
    PRE_DATA("pre-data"),
    DATA("data"),
    POST_DATA("post-data");

    private final String spelled;

    Section(String spelled) {
      this.spelled = spelled;
    }

    /** As pg_restore wants it. */
    String spelled() {
      return spelled;
    }
  }

  /** Everything, into a throwaway cluster. */
  public static RestoreOptions sandbox(TargetDatabase database) {
    return new RestoreOptions(
        Side.SANDBOX, true, database.approximate(), Optional.empty(), Optional.empty());
  }

  /** Everything, for people to use. */
  public static RestoreOptions target() {
    return new RestoreOptions(Side.TARGET, true, false, Optional.empty(), Optional.empty());
  }

  public RestoreOptions withoutOwners() {
    return new RestoreOptions(side, false, approximate, list, section);
  }

  /** Only what the list names; see {@link RestoreSelection}. */
  public RestoreOptions only(String useList) {
    return new RestoreOptions(side, owners, approximate, Optional.of(useList), section);
  }

  RestoreOptions only(Section part) {
    return new RestoreOptions(side, owners, approximate, list, Optional.of(part));
  }
}
