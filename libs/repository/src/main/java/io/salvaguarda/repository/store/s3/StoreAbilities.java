package io.salvaguarda.repository.store.s3;

import io.salvaguarda.repository.store.ObjectLock;
import io.salvaguarda.repository.store.StoreException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What an S3 server and its bucket are able to do, as tried out by {@link S3Probe}.
 *
 * @param conditionalPut {@code If-None-Match: *} keeps what is there. Needed: one manifest, one
 *     lock, one repository.json come of it
 * @param consistentLists what was put is listed at once, what was deleted is not. Needed: whoever
 *     prunes, and whoever backs up meanwhile, find each other by lists
 * @param conditionalReplace {@code If-Match} keeps what is another. A lock object stands in for it
 * @param checksum bytes that are not those of the signed SHA-256 are refused. Else damage on the
 *     way is noticed when the backup is verified
 * @param versioning set on the bucket. Then what is deleted keeps its space until a lifecycle rule
 *     of the bucket takes old versions away
 * @param objectLock set on the bucket; tried out when it is wanted
 * @param wanted what to lock. Needed then: a lock that holds nothing would be found out too late
 */
public record StoreAbilities(
    Ability conditionalPut,
    Ability consistentLists,
    Ability conditionalReplace,
    Ability checksum,
    Ability versioning,
    Ability objectLock,
    Optional<ObjectLock> wanted) {

  /**
   * @throws StoreException.Unfit when something is missing that a repository is not safe without
   */
  public void requireFit() throws StoreException.Unfit {
    require(
        conditionalPut,
        "conditional put (If-None-Match: *)",
        "HTTP 412, with the first object left as it is",
        "two writers would overwrite each other without a word");
    require(
        consistentLists,
        "consistent lists",
        "a list that has what was put and has not what was deleted, at once",
        "prune could delete what a backup relies on");
    if (wanted.isPresent()) {
      require(
          objectLock,
          "object lock",
          "a bucket made with object lock and without a default retention, and a key that may put"
              + " and get retentions and delete versions",
          "the objectLock of salvaguarda.yaml would hold nothing");
    }
  }

  /** Is what {@link #requireFit} looks at known? If not, it is worth asking again. */
  public boolean probed() {
    return !(conditionalPut instanceof Ability.NotProbed);
  }

  private static void require(Ability ability, String name, String right, String otherwise)
      throws StoreException.Unfit {
    if (ability instanceof Ability.Missing missing) {
      throw new StoreException.Unfit(
          "S3: the server has no %s: it %s. Right would be %s; without it %s"
              .formatted(name, missing.answer(), right, otherwise));
    }
  }

  /** All of them by name, in the order of this record. */
  public Map<String, Ability> byName() {
    Map<String, Ability> all = new LinkedHashMap<>();
    all.put("conditionalPut", conditionalPut);
    all.put("consistentLists", consistentLists);
    all.put("conditionalReplace", conditionalReplace);
    all.put("checksum", checksum);
    all.put("versioning", versioning);
    all.put("objectLock", objectLock);
    return all;
  }
}
